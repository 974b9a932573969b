import {plausibleAmount, plausibleDay} from "../checks.ts";
import type {SourceSpec} from "../source.ts";

export const events: SourceSpec = {
  name: "events",
  about: "What visitors of the web shop do, step by step: one record per view, cart, checkout or purchase.",
  required: false,
  day: "happened_on",
  key: ["event_id"],
  identicalRows: "duplicate",
  columns: {
    event_id: {type: "id", about: "identifies the event", aliases: ["id", "uuid"]},
    happened_at: {
      type: "timestamp",
      about: "the instant, as wall time in `timezone`",
      required: true,
      aliases: ["timestamp", "event_time", "time", "created_at", "datetime"],
    },
    happened_on: {
      type: "date",
      about: "the business day",
      aliases: [],
      fallback: {sql: "cast(happened_at as date)", needs: ["happened_at"]},
    },
    kind: {
      type: "enum",
      about: "the step: view, cart, checkout or purchase",
      required: true,
      aliases: ["event", "event_type", "type", "action"],
      values: {
        view: ["view", "pageview", "page_view", "product_view", "view_item"],
        cart: ["cart", "add_to_cart", "addtocart", "basket"],
        checkout: ["checkout", "begin_checkout", "checkout_start"],
        purchase: ["purchase", "transaction", "order", "buy"],
      },
    },
    session_id: {type: "id", about: "the visit", aliases: ["session", "visit_id", "user_session"]},
    user_id: {type: "id", about: "the visitor", aliases: ["user", "visitor_id", "customer_id", "client_id"]},
    product_id: {type: "id", about: "the product", aliases: ["product", "sku", "item_id"]},
    order_id: {type: "id", about: "the order a purchase made", aliases: ["order_no", "transaction_id"]},
    quantity: {type: "integer", about: "units", aliases: ["qty", "units"]},
    value: {type: "money", about: "the amount of a purchase", aliases: ["amount", "revenue", "price"]},
  },
  checks: [
    plausibleDay("happened_on"),
    plausibleAmount("value", 100_000_000_000),
    plausibleAmount("quantity", 1_000_000_000),
  ],
};
