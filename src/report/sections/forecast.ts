import type {Formats} from "../../lib/format.ts";
import {addDays} from "../../lib/time.ts";
import type {Block, TableBlock} from "../block.ts";
import type {Section} from "../section.ts";

/** Eight weeks. */
const leastDays = 56;

interface Sum {
  readonly product_id: string | null;
  readonly product_name: string | null;
  readonly measure: "revenue" | "units";
  readonly made_on: string;
  readonly days: number;
  readonly method: MethodName;
  readonly forecast: string;
  readonly low: string;
  readonly high: string;
  /** Only where all its days have passed. */
  readonly actual: string | null;
  readonly earlier: string;
  readonly change: number | null;
}

interface Tried {
  readonly method: MethodName;
  readonly place: number;
  readonly origins: number;
  readonly smape: number;
  readonly mase: number | null;
}

interface Day {
  readonly day: string;
  readonly forecast: string;
  readonly low: string;
  readonly high: string;
  readonly actual: string | null;
}

const methods = {
  seasonal_naive: "the same day a week earlier",
  holt_winters: "exponential smoothing with weekdays (Holt-Winters)",
  weekday_regression: "a straight line with weekdays and holidays",
} as const;
type MethodName = keyof typeof methods;

export const forecast: Section = {
  title: "Forecast",
  mart: "mart_forecast",
  queries: {
    sums: `select product_id, product_name, measure, made_on, days, method, forecast, low, high, actual, earlier, change
      from mart_forecast_sums order by product_id nulls first, measure, made_on desc, days`,
    methods: `select method, place, origins, smape, mase from mart_forecast_methods
      where product_id is null and measure = 'revenue' order by place`,
    days: `select day, forecast, low, high, actual from mart_forecast
      where product_id is null and measure = 'revenue' order by day`,
    history: "select min(day) as first_day from mart_daily_sales where revenue <> 0",
  },
  compose(facts, {as_of, formats, period, sources}) {
    const sums = facts.sums as unknown as readonly Sum[];
    const tried = facts.methods as unknown as readonly Tried[];
    const days = facts.days as unknown as readonly Day[];
    const next = sums.find((sum) => sum.product_id === null && sum.measure === "revenue" && sum.made_on === as_of);
    if (!next) return tooShort(period.days, formats);
    const units = sums.find((sum) => sum.product_id === null && sum.measure === "units" && sum.made_on === as_of);
    return {
      findings: [outlook(sums, as_of, formats), ...lastWeek(sums, days, as_of, formats), ...choice(tried, formats)],
      today: [],
      blocks: [
        sumsTable(sums, as_of, units !== undefined),
        ...productsTable(sums, as_of),
        daysTable(days, as_of),
        methodsTable(tried, sources.includes("calendar"), formats),
      ],
    };
  },
};

function tooShort(days: number, formats: Formats) {
  const has = `${formats.number(days)} ${days === 1 ? "day" : "days"}`;
  return {
    findings: [
      `There is no forecast: it needs ${leastDays / 7} weeks of sales, and there ${days === 1 ? "is" : "are"} ${has}.`,
    ],
    today: [],
    blocks: [],
  };
}

const isShop = ({product_id, measure}: Sum) => product_id === null && measure === "revenue";

function outlook(sums: readonly Sum[], asOf: string, formats: Formats): string {
  const next = sums.find((sum) => isShop(sum) && sum.made_on === asOf && sum.days === 14)!;
  const span = formats.period(addDays(asOf, 1), addDays(asOf, 14));
  const compared = next.change === null ? "" : `, ${changePhrase(next.change, formats)} the last 14 days`;
  return `The next 14 days (${span}) bring about ${about(next.forecast, formats)}${compared}; in 80 of 100 cases ${range(next, formats)}.`;
}

function changePhrase(change: number, formats: Formats): string {
  if (Math.abs(change) < 0.0005) return "as much as";
  return `${formats.percent(Math.abs(change))} ${change > 0 ? "more" : "less"} than`;
}

function about(value: string, formats: Formats): string {
  return formats.money(value, Math.abs(Number(value)) >= 100 ? "whole" : "cents");
}

function range({low, high}: Pick<Sum, "low" | "high">, formats: Formats): string {
  return `between ${about(low, formats)} and ${about(high, formats)}`;
}

function lastWeek(sums: readonly Sum[], days: readonly Day[], asOf: string, formats: Formats): string[] {
  const past = sums.find((sum) => isShop(sum) && sum.made_on !== asOf && sum.days === 7);
  if (!past?.actual) return [];
  const known = days.filter(({actual}) => actual !== null);
  const within = known.filter(({actual, low, high}) => Number(low) <= Number(actual) && Number(actual) <= Number(high));
  const isWithin = Number(past.low) <= Number(past.actual) && Number(past.actual) <= Number(past.high);
  const verdict = isWithin ? "within" : Number(past.actual) > Number(past.high) ? "above" : "below";
  const counted = `${formats.number(within.length)} of its ${formats.number(known.length)} days lay in theirs`;
  return [
    `The last 7 days brought ${about(past.actual, formats)} where ${about(past.forecast, formats)} had been foreseen a week before: ${verdict} the band (${about(past.low, formats)} to ${about(past.high, formats)}), and ${counted}.`,
  ];
}

function choice(tried: readonly Tried[], formats: Formats): string[] {
  const [best, ...others] = tried;
  if (!best) return [];
  const naive = others.find(({method}) => method === "seasonal_naive");
  const error = ({smape}: Tried) => formats.percent(smape);
  const against =
    best.method === "seasonal_naive"
      ? "none of the others came closer"
      : naive
        ? `the same day a week earlier would have been off by ${error(naive)}`
        : "";
  return [
    `It is made by ${methods[best.method]}: tried from ${formats.number(best.origins)} earlier days on, it was off by ${error(best)} a day${against && `; ${against}`}.`,
  ];
}

const bandNote = "From low to high lies what comes in 80 of 100 cases, as far as the errors of earlier forecasts tell.";

function sumsTable(sums: readonly Sum[], asOf: string, hasUnits: boolean): TableBlock {
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
function productsTable(sums: readonly Sum[], asOf: string): Block[] {
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
      note: "The products that sold most in the last 13 weeks, as far as they have eight weeks of sales; each by the method that was off least for it.",
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

function daysTable(days: readonly Day[], asOf: string): TableBlock {
  return {
    kind: "table",
    key: "days",
    title: "Day by day",
    columns: [
      {key: "day", title: "Day", kind: "day"},
      {key: "forecast", title: "Foreseen", kind: "about_money"},
      {key: "low", title: "Low", kind: "about_money"},
      {key: "high", title: "High", kind: "about_money"},
    ],
    rows: days.filter(({day}) => day > asOf).map(({actual: _, ...day}) => day),
  };
}

function methodsTable(tried: readonly Tried[], hasHolidays: boolean, formats: Formats): TableBlock {
  return {
    kind: "table",
    key: "methods",
    title: "How far off each method was",
    note: `Mean errors over forecasts of 14 days from ${formats.number(tried[0]?.origins ?? 0)} earlier days, each with what was known then. sMAPE: 2 |actual − forecast| / (|actual| + |forecast|). MASE: the error in units of that of “the same day a week earlier” one week ahead; below 1 is better.${hasHolidays ? " Exponential smoothing takes holidays of the calendar as they went before." : ""}`,
    columns: [
      {key: "name", title: "Method", kind: "name"},
      {key: "smape", title: "sMAPE", kind: "percent"},
      {key: "mase", title: "MASE", kind: "decimal"},
    ],
    rows: tried.map(({method, smape, mase}) => ({name: sentenceCase(methods[method]), method, smape, mase})),
  };
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
