import {plausibleAmount, plausibleDay} from "../checks.ts";
import type {SourceSpec} from "../source.ts";

export const inventory: SourceSpec = {
  name: "inventory",
  about:
    "Stock: what came in, went out or was counted, one record per movement. What is sold is not repeated here: it is in the orders.",
  required: false,
  day: "moved_on",
  key: ["movement_id"],
  identicalRows: "kept",
  columns: {
    movement_id: {type: "id", about: "identifies the movement", aliases: ["id"], fallback: {sql: "row", needs: []}},
    moved_on: {
      type: "date",
      about: "the business day",
      aliases: ["date", "day", "movement_date", "counted_on", "snapshot_date"],
      fallback: {sql: "cast(moved_at as date)", needs: ["moved_at"]},
      required: true,
    },
    moved_at: {type: "timestamp", about: "the instant, as wall time in `timezone`", aliases: ["timestamp", "time"]},
    product_id: {type: "id", about: "the product", required: true, aliases: ["product", "sku", "stock_code"]},
    store_id: {
      type: "id",
      about: "the store, or the place where it lies",
      aliases: ["store", "shop_id", "location_id"],
    },
    quantity: {
      type: "integer",
      about: "units: more (positive) or fewer (negative); of a count, the units found",
      required: true,
      aliases: ["qty", "units", "change", "on_hand", "quantity_on_hand"],
    },
    kind: {
      type: "enum",
      about:
        "what happened: opening, receipt, adjustment, transfer, loss or count; empty: a receipt where units came in, else an adjustment",
      aliases: ["type", "movement_type", "reason"],
      values: {
        opening: ["opening", "initial", "opening balance"],
        receipt: ["receipt", "received", "purchase", "in", "inbound"],
        adjustment: ["adjustment", "correction", "adjust"],
        transfer: ["transfer", "move"],
        loss: ["loss", "shrinkage", "waste", "damage", "write-off", "writeoff"],
        count: ["count", "snapshot", "stocktake", "inventory"],
      },
      derive: "coalesce(kind, case when quantity > 0 then 'receipt' else 'adjustment' end)",
    },
  },
  checks: [
    plausibleDay("moved_on"),
    plausibleAmount("quantity", 1_000_000_000),
    {
      column: "quantity",
      holds: "case when kind in ('opening', 'count') then quantity >= 0 else true end",
      reason: "quantity found is negative",
    },
  ],
};
