import {plausibleAmount, plausibleDay} from "../checks.ts";
import type {SourceSpec} from "../source.ts";

export const orderHeaders: SourceSpec = {
  name: "order_headers",
  about: "What an order comes to beside its lines: one record per order, with tax, freight and the total due.",
  required: false,
  day: "ordered_on",
  key: ["order_id"],
  identicalRows: "duplicate",
  columns: {
    order_id: {
      type: "id",
      about: "the order",
      required: true,
      aliases: ["order_no", "order_number", "invoice_no", "sales_order_id", "id"],
    },
    ordered_on: {type: "date", about: "the business day", aliases: ["order_date", "date", "day", "invoice_date"]},
    customer_id: {type: "id", about: "the customer", aliases: ["customer", "client_id", "buyer_id"]},
    subtotal: {type: "money", about: "the sum of the lines, net", aliases: ["sub_total", "net_amount"]},
    tax: {type: "money", about: "tax", aliases: ["tax_amt", "tax_amount", "vat"]},
    freight: {type: "money", about: "freight", aliases: ["shipping", "shipping_cost", "delivery"]},
    total_due: {
      type: "money",
      about: "what the customer owes",
      aliases: ["total", "grand_total", "amount_due"],
      fallback: {sql: "subtotal + coalesce(tax, 0) + coalesce(freight, 0)", needs: ["subtotal"]},
    },
  },
  checks: [
    plausibleDay("ordered_on"),
    plausibleAmount("subtotal", 100_000_000_000),
    plausibleAmount("tax", 100_000_000_000),
    plausibleAmount("freight", 100_000_000_000),
    plausibleAmount("total_due", 100_000_000_000),
  ],
};
