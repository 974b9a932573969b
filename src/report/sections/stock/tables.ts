import {addDays} from "../../../lib/time.ts";
import type {Block, TableColumn, TermsBlock} from "../../block.ts";
import type {Day} from "../../report.ts";
import {places} from "./queries.ts";
import type {Expected, Loss, Product, Spread, Store} from "./rows.ts";

export function stockTerms({products, out, low, doubtful, units, sold, received, value}: Spread): TermsBlock {
  return {
    kind: "terms",
    key: "stock",
    terms: [
      {label: "In stock", value: products - out - low - doubtful, kind: "count", about: "products"},
      {label: "Low", value: low, kind: "count", about: "products"},
      {label: "Out", value: out, kind: "count", about: "products"},
      ...(doubtful === 0 ? [] : [{label: "Doubtful", value: doubtful, kind: "count", about: "products"} as const]),
      {label: "On hand", value: units, kind: "count", about: "units"},
      ...(value === null ? [] : [{label: "Worth", value, kind: "about_money", about: "at cost"} as const]),
      ...(received === null || sold === null || received <= 0 ? [] : [sellThrough(sold, received)]),
    ],
  };
}

/** More than all that was received where what had been there before was sold too: an unexplained 120 % looks like a fault. */
function sellThrough(sold: number, received: number): TermsBlock["terms"][number] {
  const about = sold > received ? "sold / received, the rest from stock" : "sold / received";
  return {label: "Sell-through", value: sold / received, kind: "percent", about};
}

/** What to say of a product where the column is known of at least one. */
function where(isKnown: boolean, column: TableColumn): TableColumn[] {
  return isKnown ? [column] : [];
}

const demandNote =
  "Sold a day: units per day on which it could be bought, of the last four weeks. Days left: how long what is on hand lasts at that.";
const orderNote =
  "To order: where the reorder point is reached, or the sales of the lead time if these are more, as many units as bring it there and four weeks further; what is on order already is not known here.";

export function nextTable(rows: readonly Product[], expected: readonly Expected[], asOf: Day): Block[] {
  if (rows.length === 0) return [];
  const units = new Map(expected.map((one) => [one.product_id, Math.round(one.units)]));
  const has = (key: keyof Product) => rows.some((row) => row[key] !== null);
  return [
    {
      kind: "table",
      key: "next",
      title: "Nearest to running out",
      note: has("reorder_units") ? `${demandNote} ${orderNote}` : demandNote,
      columns: [
        {key: "name", title: "Product", kind: "name"},
        ...where(has("category"), {key: "category", title: "Category", kind: "text", isMinor: true}),
        {key: "units_there", title: "On hand", kind: "count"},
        {key: "daily_demand", title: "Sold a day", kind: "decimal"},
        {key: "days_left", title: "Days left", kind: "count"},
        ...where(
          rows.some(({product_id}) => units.has(product_id)),
          {
            key: "forecast",
            title: "Next 14 days",
            kind: "count",
            isMinor: true,
          },
        ),
        {key: "runs_out", title: "Sold out on", kind: "day", isMinor: true},
        ...where(has("lead_time_days"), {key: "lead_time", title: "Days to get more", kind: "count", isMinor: true}),
        ...where(has("reorder_units"), {key: "reorder_units", title: "To order", kind: "count"}),
      ],
      rows: rows.map((row) => ({
        ...row,
        name: row.product_name ?? row.product_id,
        days_left: row.days_of_cover === null ? null : Math.floor(row.days_of_cover),
        forecast: units.get(row.product_id) ?? null,
        runs_out: soldOut(row, asOf),
        lead_time: row.lead_time_days === null ? null : Math.ceil(Number(row.lead_time_days)),
      })),
    },
  ];
}

/** Of what is out: the last day on which it could be bought. NULL where that is too far away to be told. */
function soldOut({days_of_cover: days, last_open_on: last}: Product, asOf: Day): string | null {
  if (last !== null) return last;
  return days === null || days > 365 ? null : addDays(asOf, Math.floor(days) + 1);
}

export function lossTable(rows: readonly Loss[]): Block[] {
  if (rows.length === 0) return [];
  const byStore = rows.some(({store_id}) => store_id !== null);
  const isOut = rows.some(({last_open_on}) => last_open_on !== null);
  return [
    {
      kind: "table",
      key: "lost",
      title: "Sales lost while out of stock",
      note: `Whole days with nothing on hand and no sale, since the first came in; lost units at what it sold a day while it was there.${rows.length === places ? ` The ${places} largest.` : ""}`,
      columns: [
        {key: "name", title: "Product", kind: "name"},
        ...where(byStore, {key: "store", title: "Store", kind: "text"}),
        {key: "lost_days", title: "Days out", kind: "count"},
        {key: "units", title: "Units lost, about", kind: "about_count"},
        ...where(isOut, {key: "last_open_on", title: "Out since", kind: "day", isMinor: true}),
      ],
      rows: rows.map((row) => ({
        ...row,
        name: row.product_name ?? row.product_id,
        store: row.store_name ?? row.store_id,
        units: row.lost_units === null ? null : Math.round(10 * row.lost_units) / 10,
      })),
    },
  ];
}

export function storeTable(rows: readonly Store[]): Block[] {
  if (rows.length < 2) return [];
  return [
    {
      kind: "table",
      key: "stores",
      title: "Stock by store",
      note: "Low in a store: less than is sold there in the lead time, or in a week where no lead time is known; reorder points are of all stores together.",
      columns: [
        {key: "name", title: "Store", kind: "name"},
        {key: "in_stock", title: "In stock", kind: "count"},
        {key: "low", title: "Low", kind: "count"},
        {key: "out", title: "Out", kind: "count"},
        {key: "units", title: "Units on hand", kind: "count", isMinor: true},
        {key: "lost_days", title: "Days out", kind: "count", isMinor: true},
      ],
      rows: rows.map((row) => ({...row, name: row.store_name ?? row.store_id})),
    },
  ];
}
