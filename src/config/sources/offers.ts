import type {SourceSpec} from "../source.ts";

export const offers: SourceSpec = {
  name: "offers",
  about: "Special offers: one record per offer, with the share it takes off and when it holds.",
  required: false,
  key: ["offer_id"],
  identicalRows: "duplicate",
  columns: {
    offer_id: {
      type: "id",
      about: "the offer",
      required: true,
      aliases: ["special_offer_id", "promotion_id", "coupon", "id"],
    },
    offer_name: {type: "text", about: "its name", aliases: ["name", "description", "title"]},
    kind: {type: "text", about: "its kind", aliases: ["type", "offer_type"]},
    discount: {
      type: "decimal",
      about: "the share of the price it takes off, 0 to 1",
      aliases: ["discount_pct", "rate"],
    },
    starts_on: {type: "date", about: "first day", aliases: ["start_date", "start", "from"]},
    ends_on: {type: "date", about: "last day, itself included", aliases: ["end_date", "end", "to", "until"]},
  },
  checks: [
    {column: "discount", holds: "discount between 0 and 1", reason: "discount is not between 0 and 1"},
    {column: "ends_on", holds: "ends_on >= starts_on", reason: "ends_on is before starts_on"},
  ],
};
