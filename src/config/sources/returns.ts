import {plausibleAmount, plausibleDay} from "../checks.ts";
import type {SourceSpec} from "../source.ts";

export const returns: SourceSpec = {
  name: "returns",
  about: "What came back: one record per order line returned, in whole or in part.",
  required: false,
  day: "returned_on",
  key: ["return_id"],
  identicalRows: "kept",
  columns: {
    return_id: {type: "id", about: "identifies the return", aliases: ["id", "rma"], fallback: {sql: "row", needs: []}},
    returned_on: {
      type: "date",
      about: "the business day it came back",
      required: true,
      aliases: ["return_date", "date", "day"],
    },
    sale_id: {
      type: "id",
      about: "the order line that came back",
      aliases: ["order_line_id", "order_item_id", "sales_order_detail_id"],
    },
    order_id: {type: "id", about: "its order", aliases: ["order_no", "order_number", "invoice_no"]},
    product_id: {type: "id", about: "the product", aliases: ["product", "sku", "stock_code"]},
    quantity: {
      type: "integer",
      about: "units that came back, positive",
      required: true,
      aliases: ["qty", "units", "returned_quantity"],
      derive: "abs(quantity)",
    },
    value: {
      type: "money",
      about: "what was given back, positive; empty: as many units at the price of the sale",
      aliases: ["amount", "refund", "refund_amount"],
      derive: "abs(value)",
    },
    reason: {type: "text", about: "why it came back", aliases: ["return_reason"]},
  },
  checks: [
    plausibleDay("returned_on"),
    plausibleAmount("quantity", 1_000_000_000),
    plausibleAmount("value", 100_000_000_000),
  ],
};
