import {plausibleAmount, plausibleDay} from "../checks.ts";
import type {SourceSpec} from "../source.ts";

export const orders: SourceSpec = {
  name: "orders",
  about: "What was sold: one record per order line.",
  required: true,
  standsEmpty: true,
  day: "ordered_on",
  key: ["sale_id"],
  identicalRows: "kept",
  columns: {
    sale_id: {
      type: "id",
      about: "identifies the order line",
      aliases: ["order_line_id", "order_item_id", "sales_order_detail_id"],
      fallback: {sql: "row", needs: []},
    },
    order_id: {
      type: "id",
      about: "identifies the order",
      aliases: ["order_no", "order_number", "invoice_no", "invoice", "sales_order_id"],
      fallback: {sql: "sale_id", needs: []},
      derive: "coalesce(order_id, 'row ' || \"row\")",
    },
    ordered_on: {
      type: "date",
      about: "the business day",
      required: true,
      aliases: ["order_date", "date", "day", "sale_date", "invoice_date"],
      fallback: {sql: "cast(ordered_at as date)", needs: ["ordered_at"]},
    },
    ordered_at: {
      type: "timestamp",
      about: "the instant, as wall time in `timezone`",
      aliases: ["order_time", "ordered", "order_timestamp", "timestamp", "created_at"],
    },
    product_id: {type: "id", about: "the product", aliases: ["product", "sku", "stock_code", "item_id", "article"]},
    customer_id: {type: "id", about: "the customer", aliases: ["customer", "client_id", "buyer_id"]},
    store_id: {type: "id", about: "the store", aliases: ["store", "shop_id", "branch_id"]},
    country: {type: "text", about: "the country", aliases: ["country_name", "ship_country", "country_code"]},
    quantity: {
      type: "integer",
      about: "units sold, negative for a return",
      aliases: ["qty", "units", "order_qty"],
      derive: "case when kind = 'return' then -abs(quantity) else quantity end",
    },
    revenue: {
      type: "money",
      about: "net amount, negative for a return",
      required: true,
      aliases: ["total_amount", "amount", "total", "line_total", "net_amount", "sales"],
      derive: "case when kind = 'return' then -abs(revenue) else revenue end",
    },
    unit_price: {type: "money", about: "price of one unit before any discount", isExtra: true},
    discount: {
      type: "decimal",
      about: "the share of the price that was taken off, 0 to 1",
      isExtra: true,
      derive: "case when discount between 0 and 1 then discount end",
    },
    offer_id: {
      type: "id",
      about: "the offer it was sold under",
      aliases: ["special_offer_id", "promotion_id", "coupon"],
    },
    kind: {
      type: "enum",
      about: "a sale or a return; a return counts negative",
      aliases: ["order_type", "transaction_type", "sale_or_return"],
      values: {sale: ["sale", "order", "purchase", "s"], return: ["return", "refund", "credit", "r"]},
    },
  },
  checks: [
    plausibleDay("ordered_on"),
    plausibleAmount("revenue", 100_000_000_000),
    plausibleAmount("quantity", 1_000_000_000),
  ],
};
