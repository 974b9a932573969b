import type {Formats} from "../../lib/format.ts";
import {trim} from "../../lib/money.ts";
import type {Row} from "../../store/warehouse.ts";
import type {Block, TableColumn} from "../block.ts";
import type {SectionFacts} from "../section.ts";

/** What the ways to foretell are called. */
const models: Readonly<Record<string, string>> = {
  bg_nbd: "BG/NBD and gamma-gamma",
  own_pace: "own pace, own mean",
  average: "all customers alike",
};

export function customerTables(facts: SectionFacts, since: readonly number[], formats: Formats): Block[] {
  return [
    segmentsOf(facts.segments!),
    topOf(facts.top!, facts.names ?? []),
    monthsOf(facts.months!, formats),
    cohortsOf(facts.cohorts!, since, formats),
    modelsOf(facts.models!, formats),
  ];
}

function segmentsOf(rows: readonly Row[]): Block {
  return {
    kind: "table",
    key: "segments",
    title: "Segments",
    note: "Each buyer has 1 to 5 points for how lately, on how many days and for how much they bought: one more for every fifth of the buyers who are strictly below. New: one day, lately 4 or more. Champions: 4 or more of each. Loyal: days 4, lately 3. Big spenders: revenue 4, lately 3. Occasional: lately 3. At risk: days or revenue 4, but lately 2 or less. Lapsed: the rest.",
    columns: [
      {key: "segment", title: "Segment", kind: "name"},
      {key: "customers", title: "Customers", kind: "count"},
      {key: "revenue", title: "Revenue", kind: "about_money"},
      {key: "share_of_revenue", title: "Share", kind: "percent", isMinor: true},
      {key: "orders", title: "Orders", kind: "count", isMinor: true},
      {key: "mean_days_since", title: "Days since last", kind: "count", isMinor: true},
      ...expectedColumn(rows),
    ],
    rows: rows.map((row) => ({...row, segment: capital(String(row.segment))})),
  };
}

/** With names where they are asked for. */
function topOf(rows: readonly Row[], named: readonly Row[]): Block {
  const names = new Map(named.map(({customer_id, customer_name}) => [customer_id, String(customer_name)]));
  return {
    kind: "table",
    key: "top",
    title: "Top customers",
    note: "By revenue so far.",
    columns: [
      ...(names.size > 0
        ? [
            {key: "name", title: "Customer", kind: "name"} as const,
            {key: "customer_id", title: "Id", kind: "text", isMinor: true} as const,
          ]
        : [{key: "customer_id", title: "Customer", kind: "name"} as const]),
      {key: "revenue", title: "Revenue", kind: "money"},
      {key: "orders", title: "Orders", kind: "count"},
      {key: "last_on", title: "Last bought", kind: "day", isMinor: true},
      {key: "segment", title: "Segment", kind: "text", isMinor: true},
      ...expectedColumn(rows),
    ],
    rows: rows.map((row) => ({
      ...row,
      ...(names.size > 0 && {name: nameOf(row, names)}),
      revenue: trim(String(row.revenue)),
      segment: capital(String(row.segment)),
    })),
  };
}

/** Of several called alike, with the id. */
function nameOf({customer_id: id}: Row, names: ReadonlyMap<Row[string] | undefined, string>): string {
  const name = names.get(id);
  if (name === undefined) return String(id);
  const isAlone = [...names.values()].filter((other) => other === name).length === 1;
  return isAlone ? name : `${name} (${id})`;
}

function expectedColumn(rows: readonly Row[]): TableColumn[] {
  const isKnown = rows.some(({expected_revenue}) => expected_revenue !== null);
  return isKnown ? [{key: "expected_revenue", title: "Expected", kind: "about_money", isMinor: true}] : [];
}

function monthsOf(rows: readonly Row[], formats: Formats): Block {
  return {
    kind: "table",
    key: "months",
    title: "New and returning customers",
    note: "New: their first purchase in the data is of that month, so that the first months of the data have too many of them.",
    columns: [
      {key: "month", title: "Month", kind: "name"},
      {key: "new_buyers", title: "New", kind: "count"},
      {key: "returning_buyers", title: "Returning", kind: "count"},
      {key: "revenue", title: "Revenue", kind: "about_money"},
      {key: "revenue_of_new", title: "Of new ones", kind: "about_money", isMinor: true},
    ],
    rows: rows.map((row) => ({...row, month: formats.month(String(row.month))})),
  };
}

function cohortsOf(rows: readonly Row[], since: readonly number[], formats: Formats): Block {
  const known = since.filter((month) => rows.some((row) => (row[`after_${month}`] ?? null) !== null));
  return {
    kind: "table",
    key: "cohorts",
    title: "Customers who came back",
    note: "Of those who first bought in a month, the share that bought in the 1st, 2nd … month after; months that are not over are left out.",
    columns: [
      {key: "cohort", title: "First month", kind: "name"},
      {key: "customers", title: "Customers", kind: "count"},
      ...known.map((month) => ({
        key: `after_${month}`,
        title: `${month} mo.`,
        kind: "percent" as const,
        isMinor: month !== 1 && month !== 3,
      })),
    ],
    rows: known.length === 0 ? [] : rows.map((row) => ({...row, cohort: formats.month(String(row.cohort))})),
  };
}

function modelsOf(rows: readonly Row[], formats: Formats): Block {
  const [first] = rows;
  const window = first ? `${formats.number(first.days as number)} days` : "";
  return {
    kind: "table",
    key: "models",
    title: "How the expected revenue is foretold",
    note: `What each method says of the last ${window} from what came before, and what came: revenue, and the buying days of all customers together. The one with the smallest error of a customer (root mean square) is used. BG/NBD: Fader, Hardie and Lee, 2005; gamma-gamma: Fader and Hardie, 2013.`,
    columns: [
      {key: "model", title: "Method", kind: "name"},
      {key: "error", title: "Error", kind: "about_money"},
      {key: "expected_revenue", title: "Said", kind: "about_money"},
      {key: "revenue", title: "Came", kind: "about_money"},
      {key: "expected_days", title: "Days said", kind: "count", isMinor: true},
      {key: "buying_days", title: "Days came", kind: "count", isMinor: true},
    ],
    rows: rows.map((row) => ({
      ...row,
      model: `${capital(models[String(row.model)]!)}${row.is_chosen === true ? " (used)" : ""}`,
    })),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
