import {plausibleAmount} from "../checks.ts";
import type {SourceSpec} from "../source.ts";

export const campaigns: SourceSpec = {
  name: "campaigns",
  about: "Marketing flights: one record per flight, with its first and last day and what it applies to.",
  required: false,
  standsEmpty: true,
  day: "starts_on",
  key: ["flight_id"],
  identicalRows: "duplicate",
  columns: {
    flight_id: {type: "id", about: "identifies the flight", fallback: {sql: "row", needs: []}},
    campaign_name: {
      type: "text",
      about: "the campaign; many flights may share it",
      required: true,
      aliases: ["campaign", "name"],
    },
    starts_on: {
      type: "date",
      about: "first day",
      required: true,
      aliases: ["start_date", "start", "from", "begins_on"],
    },
    ends_on: {
      type: "date",
      about: "last day, itself included",
      required: true,
      aliases: ["end_date", "end", "to", "until"],
    },
    product_id: {type: "id", about: "only this product (empty: all)", aliases: ["product", "sku", "stock_code"]},
    customer_id: {type: "id", about: "only this customer (empty: all)", aliases: ["customer", "client_id"]},
    store_id: {type: "id", about: "only this store (empty: all)", aliases: ["store", "shop_id"]},
    country: {type: "text", about: "only this country (empty: all)", aliases: ["country_name", "country_code"]},
    spend: {type: "money", about: "what the flight cost", aliases: ["cost", "budget"]},
  },
  checks: [
    {column: "ends_on", holds: "ends_on >= starts_on", reason: "ends_on is before starts_on"},
    plausibleAmount("spend", 100_000_000_000),
  ],
};
