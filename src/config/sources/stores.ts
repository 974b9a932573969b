import type {SourceSpec} from "../source.ts";

export const stores: SourceSpec = {
  name: "stores",
  about: "The shops: one record per store, with its name and region.",
  required: false,
  key: ["store_id"],
  identicalRows: "duplicate",
  columns: {
    store_id: {type: "id", about: "the store", required: true, aliases: ["store", "shop_id", "branch_id", "id"]},
    store_name: {type: "text", about: "its name", aliases: ["name", "shop_name"]},
    region: {type: "text", about: "its region", aliases: ["territory", "area", "state", "district"]},
    country: {type: "text", about: "its country", aliases: ["country_name", "country_code"]},
  },
  checks: [],
};
