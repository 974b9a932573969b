import {plausibleAmount} from "../checks.ts";
import type {SourceSpec} from "../source.ts";

export const products: SourceSpec = {
  name: "products",
  about: "What the shop sells: one record per product, with its name, category and cost.",
  required: false,
  key: ["product_id"],
  identicalRows: "duplicate",
  columns: {
    product_id: {type: "id", about: "the product", required: true, aliases: ["product", "sku", "stock_code", "id"]},
    product_name: {type: "text", about: "its name", aliases: ["name", "title", "description"]},
    category: {type: "text", about: "its category", aliases: ["category_name", "product_category"]},
    subcategory: {type: "text", about: "its place within the category", aliases: ["subcategory_name", "product_type"]},
    list_price: {type: "money", about: "its price without discount", aliases: ["price", "unit_price"]},
    unit_cost: {
      type: "money",
      about: "what one unit costs the shop",
      aliases: ["cost", "standard_cost", "purchase_price"],
    },
    reorder_point: {
      type: "decimal",
      about: "units in stock, in all stores together, at which more should be ordered",
      aliases: ["reorder_level", "min_stock"],
    },
    lead_time_days: {type: "decimal", about: "days from ordering more until it is there", aliases: ["lead_time"]},
  },
  checks: [
    plausibleAmount("list_price", 100_000_000_000),
    plausibleAmount("unit_cost", 100_000_000_000),
    {column: "reorder_point", holds: "reorder_point >= 0", reason: "reorder_point is negative"},
    {
      column: "lead_time_days",
      holds: "lead_time_days between 0 and 3650",
      reason: "lead_time_days is not between 0 and 3,650",
    },
  ],
};
