import type {Formats} from "../../../lib/format.ts";
import {divide} from "../../../lib/money.ts";
import type {Block, TableColumn, TermsBlock} from "../../block.ts";
import {stepsOf} from "./findings.ts";
import {rateKind} from "./precision.ts";
import {leastVisits} from "./queries.ts";
import type {Category, DaySteps, Product, Steps, Total} from "./rows.ts";

export function funnelTerms(total: Total): TermsBlock {
  const {visits, purchases, carts_decided: decided, carts_abandoned: abandoned, orders_valued: orders, value} = total;
  const isSold = purchases !== null && visits > 0;
  return {
    kind: "terms",
    key: "funnel",
    terms: [
      {label: "Visits", value: visits, kind: "count"},
      ...(isSold
        ? [
            {
              label: "Conversion",
              value: purchases / visits,
              kind: rateKind(total),
              about: "visits that bought",
            } as const,
          ]
        : []),
      ...(isSold && decided > 0
        ? [{label: "Abandoned", value: abandoned / decided, kind: "percent", about: "of carts"} as const]
        : []),
      ...(orders > 0 && value !== null
        ? [{label: "Average order", value: divide(value, orders), kind: "money", about: "web shop"} as const]
        : []),
      ...(total.units > 0
        ? [
            {
              label: "Pressure",
              value: total.wanting_events / total.units,
              kind: "decimal",
              about: "views and carts per unit bought",
            } as const,
          ]
        : []),
    ],
  };
}

/** What to say of a step, where events tell of it. */
function where(isKnown: boolean, column: TableColumn): TableColumn[] {
  return isKnown ? [column] : [];
}

export function stepTable(total: Total): Block[] {
  const steps = stepsOf(total);
  if (steps.length < 2) return [];
  return [
    {
      kind: "table",
      key: "steps",
      title: "From the visit to the purchase",
      note: "A visit is a session; where events have none, a user counts once a day. It counts for a step if it reached it or a later one, on the day it began.",
      columns: [
        {key: "name", title: "Step", kind: "name"},
        {key: "visits", title: "Visits", kind: "count"},
        {key: "rate", title: "Of the step before", kind: "percent"},
        {key: "share", title: "Of all", kind: rateKind(total)},
      ],
      rows: steps.map((step) => ({...step})),
    },
  ];
}

const shownDays = 14;

export function dayTable(recent: readonly DaySteps[], all: Steps): Block[] {
  const rows = recent.slice(-shownDays).reverse();
  if (rows.length < 2) return [];
  const isDecided = rows.some(({abandonment}) => abandonment !== null);
  return [
    {
      kind: "table",
      key: "days",
      title: "Day by day",
      ...(isDecided && {
        note: "Abandoned: carts of which nothing is bought within 24 hours, known when these are over.",
      }),
      columns: [
        {key: "day", title: "Day", kind: "day"},
        {key: "visits", title: "Visits", kind: "count"},
        ...stepColumns(rows),
        ...where(
          rows.some(({conversion}) => conversion !== null),
          {key: "conversion", title: "Conversion", kind: rateKind(all)},
        ),
        ...where(
          rows.some(({abandonment}) => abandonment !== null),
          {
            key: "abandonment",
            title: "Abandoned",
            kind: "percent",
            isMinor: true,
          },
        ),
      ],
      rows: rows.map((row) => ({...row})),
    },
  ];
}

function stepColumns(rows: readonly Steps[]): TableColumn[] {
  const has = (key: keyof Steps) => rows.some((row) => row[key] !== null);
  return [
    ...where(has("carts"), {key: "carts", title: "Carts", kind: "count", isMinor: true}),
    ...where(has("checkouts"), {key: "checkouts", title: "Checkouts", kind: "count", isMinor: true}),
    ...where(has("purchases"), {key: "purchases", title: "Purchases", kind: "count"}),
  ];
}

const pressureNote = "Pressure: views and carts per unit bought.";

/** Products, and categories, have the same columns. */
function kindColumns(rows: readonly (Product | Category)[], all: Steps): TableColumn[] {
  const has = (key: "cart_rate" | "conversion" | "demand_pressure") => rows.some((row) => row[key] !== null);
  return [
    {key: "visits", title: "Visits", kind: "count"},
    ...where(has("cart_rate"), {key: "cart_rate", title: "To the cart", kind: "percent", isMinor: true}),
    ...where(has("conversion"), {key: "conversion", title: "Conversion", kind: rateKind(all)}),
    ...where(has("conversion"), {key: "units", title: "Units", kind: "count", isMinor: true}),
    ...where(has("demand_pressure"), {key: "demand_pressure", title: "Pressure", kind: "decimal"}),
  ];
}

export function categoryTable(rows: readonly Category[], all: Steps): Block[] {
  if (rows.length < 2) return [];
  const columns: TableColumn[] = [{key: "category", title: "Category", kind: "name"}, ...kindColumns(rows, all)];
  const note = `A visit counts once for each category it had to do with. ${pressureNote}`;
  return [{kind: "table", key: "categories", title: "By category", note, columns, rows: rows.map((row) => ({...row}))}];
}

function named(rows: readonly Product[]) {
  return rows.map((row) => ({...row, name: row.product_name ?? row.product_id}));
}

function productColumns(rows: readonly Product[], all: Steps): TableColumn[] {
  const isGrouped = rows.some(({category}) => category !== null);
  return [
    {key: "name", title: "Product", kind: "name"},
    ...where(isGrouped, {key: "category", title: "Category", kind: "text", isMinor: true}),
    ...kindColumns(rows, all),
  ];
}

export function productTable(rows: readonly Product[], all: Steps): Block[] {
  if (rows.length === 0) return [];
  const note = `A visit counts once for each product it had to do with. ${pressureNote}`;
  const title = "Most visited products";
  return [{kind: "table", key: "products", title, note, columns: productColumns(rows, all), rows: named(rows)}];
}

/** Where looking leads to buying less than half as often as elsewhere. */
export function wantedTable(rows: readonly Product[], total: Total, formats: Formats): Block[] {
  const usual = total.units > 0 ? total.wanting_events / total.units : null;
  const wanted = rows.filter(({demand_pressure: own}) => own === null || (usual !== null && own >= 2 * usual));
  if (usual === null || wanted.length === 0) return [];
  const note = `At least twice the views and carts per unit bought of all (${formats.decimal(usual, 2)}), of products with ${formats.number(leastVisits)} visits or more; – where none was bought. Is it the price, the picture, the stock?`;
  const title = "Looked at more than bought";
  return [{kind: "table", key: "wanted", title, note, columns: productColumns(wanted, total), rows: named(wanted)}];
}
