import {type Formats, formatsFor} from "../lib/format.ts";
import {addDays} from "../lib/time.ts";
import type {Correlation, MeasureName, Metric, ReadingName, Report, Trend} from "./report.ts";

/** What stands where nothing was measured. */
export const noReading = "no reading";
/** Said of `any_touch` wherever its numbers are shown. */
export const notAddingUp = "does not add up to revenue";

export const measureLabels: Readonly<Record<MeasureName, string>> = {
  revenue: "Revenue",
  orders: "Orders",
  units: "Units",
  average_order_value: "Average order",
  sessions: "Sessions",
  footfall: "Visitors",
  conversion: "Conversion",
};

const readingLabels: Readonly<Record<ReadingName, string>> = {
  sessions: "web sessions",
  pageviews: "page views",
  footfall: "visitors in the shop",
};

/** How numbers and sentences of one report are written. */
export interface Phrases {
  readonly formats: Formats;
  /** A value of a measure with its unit, or "no reading". */
  value(name: MeasureName, value: string | number | null): string;
  /** The mean of the 28 days before, or a dash. */
  mean(name: MeasureName, metric: Metric): string;
  /** `+12.3%`, or a dash where there is nothing to compare with. */
  change(share: number | null): string;
  /** The day in one or two sentences. */
  headline(): string;
  /** Of one measure: "unusually high", "unusually low". */
  unusual(metric: Metric): string | null;
  /** "usually €800.00 to €1,200.00". */
  expected(name: MeasureName, metric: Metric): string | null;
  /** "366 days, 1 Jan – 31 Dec 2024". */
  period(): string;
  /** The weekday a week earlier, "Tue, 24 December 2024". */
  weekEarlier(): string;
  trend(): string;
  /** One sentence per reading that is in the report. */
  correlations(): string[];
  model(): string;
}

export function phrasesFor(report: Report): Phrases {
  const formats = formatsFor(report.locale, report.currency);
  const value = valueWriter(report, formats);
  const rough = (name: MeasureName, number: string | number) =>
    isMoney(name) ? formats.money(number, isSmall(Number(number)) ? "cents" : "whole") : value(name, number);
  const change = (share: number | null) => (share === null ? "–" : formats.percent(coarse(share), "signed"));
  return {
    formats,
    value,
    change,
    mean: (name, {mean_28}) => (mean_28 === null ? "–" : rough(name, mean_28)),
    headline: () => headline(report, value, formats),
    unusual: ({unusual}) => (unusual ? `unusually ${unusual}` : null),
    expected: (name, {expected}) => expected && `usually ${rough(name, expected.low)} to ${rough(name, expected.high)}`,
    period: () => periodPhrase(report.period, formats),
    weekEarlier: () => formats.day(addDays(report.as_of, -7)),
    trend: () => trendSentence(report.trend, formats),
    correlations: () =>
      Object.entries(report.correlation).map(([name, correlation]) =>
        correlationSentence(readingLabels[name as ReadingName], correlation, formats),
      ),
    model: () => report.attribution.model.replaceAll("_", " "),
  };
}

/** Beyond a doubling, tenths of a percent are noise. */
function coarse(share: number): number {
  return Math.abs(share) >= 1 ? Number(share.toFixed(2)) : share;
}

/** From 100 on nobody reads the cents of a mean, and nought has none. */
function isSmall(amount: number): boolean {
  return amount !== 0 && Math.abs(amount) < 100;
}

function isMoney(name: MeasureName): boolean {
  return name === "revenue" || name === "average_order_value";
}

function valueWriter({locale}: Report, formats: Formats): Phrases["value"] {
  const rate = new Intl.NumberFormat(locale, {style: "percent", maximumSignificantDigits: 3});
  return (name, value) => {
    if (value === null) return noReading;
    if (isMoney(name)) return formats.money(value);
    if (name === "conversion") return rate.format(Number(value));
    return formats.number(value, Math.abs(Number(value)) < 100 ? 1 : 0);
  };
}

function periodPhrase({from, to, days}: Report["period"], formats: Formats): string {
  return `${formats.number(days)} ${days === 1 ? "day" : "days"}, ${formats.period(from, to)}`;
}

function headline(report: Report, value: Phrases["value"], formats: Formats): string {
  const {revenue, orders} = report.day;
  if (!revenue || !orders) return "";
  if (orders.value === 0) return `No orders on this day${usualRange(revenue)}.`;
  const sales = `${value("revenue", revenue.value)} from ${value("orders", orders.value)} ${orders.value === 1 ? "order" : "orders"}`;
  return `${sales}${comparison(revenue, report.as_of, formats)}${usualRange(revenue)}.`;
}

/** ": 12.3% more than last Tue". */
function comparison({change_week}: Metric, asOf: string, formats: Formats): string {
  if (change_week === null) return "";
  const weekday = formats.shortDay(addDays(asOf, -7));
  if (Math.abs(change_week) < 0.0005) return `: as much as a week earlier (${weekday})`;
  const direction = change_week > 0 ? "more" : "less";
  return `: ${formats.percent(coarse(Math.abs(change_week)))} ${direction} than a week earlier (${weekday})`;
}

function usualRange({unusual, expected}: Metric): string {
  if (!expected) return "";
  return unusual ? `, and unusually ${unusual} for this weekday` : ", within the usual range of this weekday";
}

function trendSentence({slope_per_day, t, significant}: Trend, formats: Formats): string {
  if (slope_per_day === null || t === null) return "Too few days to speak of a trend.";
  const slope = `${formats.money(slope_per_day, "signed")} a day, t = ${formats.number(t, 2)}`;
  return significant ? `Revenue has a trend: ${slope}.` : `Revenue has no significant trend: ${slope}.`;
}

function correlationSentence(reading: string, {r, n, p}: Correlation, formats: Formats): string {
  if (r === null || p === null)
    return `Revenue and ${reading}: too few days with both to compare (${formats.number(n)}).`;
  const verdict = p < 0.05 ? `go together (${strength(r)})` : "show no significant connection";
  const probability = p < 0.001 ? `p < ${formats.number(0.001, 3)}` : `p = ${formats.number(p, 3)}`;
  return `Revenue and ${reading} ${verdict}: r = ${formats.number(r, 2)}, n = ${formats.number(n)} days, ${probability}.`;
}

/** Bounds after Cohen, Statistical Power Analysis, 2nd ed., 3.2. */
function strength(r: number): string {
  const size = Math.abs(r) >= 0.5 ? "strongly" : Math.abs(r) >= 0.3 ? "moderately" : "weakly";
  return r < 0 ? `${size}, in opposite directions` : size;
}
