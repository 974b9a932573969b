import type {Formats} from "../../../lib/format.ts";
import type {Block, TableBlock} from "../../block.ts";
import {type Day, methodNames, type Sum, type Tried} from "./rows.ts";

const bandNote = "From low to high lies what comes in 80 of 100 cases, as far as the errors of earlier forecasts tell.";

export function sumsTable(sums: readonly Sum[], asOf: string, hasUnits: boolean): TableBlock {
  const shop = sums.filter(({product_id, measure}) => product_id === null && measure === "revenue");
  const unitsOf = ({made_on, days}: Sum) =>
    sums.find(
      (sum) => sum.product_id === null && sum.measure === "units" && sum.made_on === made_on && sum.days === days,
    );
  const label = ({made_on, days}: Sum) =>
    made_on === asOf ? `Next ${days} days` : `Last ${days} days, as foreseen a week before`;
  return {
    kind: "table",
    key: "sums",
    title: "The whole shop",
    note: bandNote,
    columns: [
      {key: "span", title: "Days", kind: "name"},
      {key: "forecast", title: "Foreseen", kind: "about_money"},
      {key: "low", title: "Low", kind: "about_money"},
      {key: "high", title: "High", kind: "about_money"},
      {key: "actual", title: "Came", kind: "about_money"},
      {key: "earlier", title: "As many days before", kind: "about_money", isMinor: true},
      ...(hasUnits ? [{key: "units", title: "Units foreseen", kind: "count", isMinor: true} as const] : []),
    ],
    rows: shop.map((sum) => ({...sum, span: label(sum), units: unitsOf(sum)?.forecast ?? null})),
  };
}

/** Largest first. */
export function productsTable(sums: readonly Sum[], asOf: string): Block[] {
  const own = sums.filter(({product_id, made_on, days}) => product_id !== null && made_on === asOf && days === 14);
  const revenue = own.filter(({measure}) => measure === "revenue");
  if (revenue.length === 0) return [];
  const units = new Map(own.filter(({measure}) => measure === "units").map((sum) => [sum.product_id, sum.forecast]));
  const rows = [...revenue]
    .sort((a, b) => Number(b.forecast) - Number(a.forecast))
    .map((sum) => ({...sum, name: sum.product_name ?? sum.product_id, units: units.get(sum.product_id) ?? null}));
  return [
    {
      kind: "table",
      key: "products",
      title: "Next 14 days by product",
      note: "The products that sold most in the last 13 weeks, as far as they have eight weeks of sales and sold on most days of them; each by the method that was off least for it.",
      columns: [
        {key: "name", title: "Product", kind: "name"},
        {key: "forecast", title: "Foreseen", kind: "about_money"},
        {key: "low", title: "Low", kind: "about_money"},
        {key: "high", title: "High", kind: "about_money"},
        {key: "change", title: "Against the last 14", kind: "change", isMinor: true},
        ...(units.size > 0 ? [{key: "units", title: "Units", kind: "count", isMinor: true} as const] : []),
      ],
      rows,
    },
  ];
}

export function daysTable(days: readonly Day[], asOf: string, formats: Formats): TableBlock {
  return {
    kind: "table",
    key: "days",
    title: "Day by day",
    columns: [
      {key: "date", title: "Day", kind: "name"},
      {key: "forecast", title: "Foreseen", kind: "about_money"},
      {key: "low", title: "Low", kind: "about_money"},
      {key: "high", title: "High", kind: "about_money"},
    ],
    rows: days
      .filter(({day}) => day > asOf)
      .map(({actual: _, ...row}) => ({...row, date: `${formats.weekday(row.day)} ${formats.shortDay(row.day)}`})),
  };
}

export function methodsTable(tried: readonly Tried[], sources: readonly string[], formats: Formats): TableBlock {
  const names = methodNames(sources);
  const hasHolidays = sources.includes("calendar");
  return {
    kind: "table",
    key: "methods",
    title: "How far off each method was",
    note: `Mean errors over forecasts of 14 days from ${formats.number(tried[0]?.origins ?? 0)} earlier days, each with what was known then; the smaller, the better. sMAPE: 2 |actual − forecast| / (|actual| + |forecast|). MASE: the error in units of that of “the same day a week earlier” one week ahead; below 1 it beats that.${hasHolidays ? " Holidays of the calendar are taken as they went before, except by “the same day a week earlier”." : ""}`,
    columns: [
      {key: "name", title: "Method", kind: "name"},
      {key: "smape", title: "sMAPE", kind: "percent"},
      {key: "mase", title: "MASE", kind: "decimal"},
    ],
    rows: tried.map(({method, smape, mase}) => ({name: sentenceCase(names[method]), method, smape, mase})),
  };
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
