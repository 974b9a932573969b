import {correlationNumbers, noTrend, trendNumbers} from "../lib/findings.ts";
import type {Formats} from "../lib/format.ts";
import {isSignificant} from "../lib/statistics.ts";
import {addDays} from "../lib/time.ts";
import type {Correlation, Metric, ReadingName, Report, Trend} from "./report.ts";

const readingLabels: Readonly<Record<ReadingName, string>> = {
  sessions: "web sessions",
  pageviews: "page views",
  footfall: "visitors in the shop",
};

export function periodPhrase({from, to, days}: Report["period"], formats: Formats): string {
  return `${formats.number(days)} ${days === 1 ? "day" : "days"}, ${formats.period(from, to)}`;
}

/** The day in one sentence: what it took in, against a week earlier, and whether that is usual. */
export function headline(
  report: Report,
  value: (name: "revenue" | "orders", value: string | number | null) => string,
  formats: Formats,
): string {
  const {revenue, orders} = report.day;
  if (!revenue || !orders) return "";
  if (orders.value === 0) return `No orders on this day${usualRange(revenue)}.`;
  const sales = `${value("revenue", revenue.value)} from ${value("orders", orders.value)} ${orders.value === 1 ? "order" : "orders"}`;
  return `${sales}${comparison(revenue, report.as_of, formats)}${usualRange(revenue)}.`;
}

/** ": 12.3% more than a week earlier (24 Dec)". */
function comparison({change_week}: Metric, asOf: string, formats: Formats): string {
  if (change_week === null) return "";
  const weekday = formats.shortDay(addDays(asOf, -7));
  const times = timesPhrase(change_week, formats);
  if (times) return `: ${times.replace(">", "more than ")} as much as a week earlier (${weekday})`;
  if (Math.abs(change_week) < 0.0005) return `: as much as a week earlier (${weekday})`;
  const direction = change_week > 0 ? "more" : "less";
  return `: ${formats.percent(Math.abs(change_week))} ${direction} than a week earlier (${weekday})`;
}

const [mostPercent, mostTimes] = [10, 100];

/** "12 times", ">100 times", where percent would say nothing to anybody; else nothing. */
export function timesPhrase(change: number, formats: Formats): string | undefined {
  if (change < mostPercent) return undefined;
  const times = Math.round(1 + change);
  return times > mostTimes ? `>${formats.number(mostTimes)} times` : `${formats.number(times)} times`;
}

function usualRange({unusual, expected}: Metric): string {
  if (!expected) return "";
  return unusual ? `, and unusually ${unusual} for this weekday` : ", within the usual range of this weekday";
}

export function trendSentence({slope_per_day: slope, t, p}: Trend, formats: Formats): string {
  if (slope === null || t === null || p === null) return noTrend;
  const verdict = isSignificant({p}) ? "a trend" : "no significant trend";
  return `Revenue has ${verdict}: ${trendNumbers({slope, t, p}, formats)}.`;
}

/** One sentence per reading. */
export function correlationSentences(correlation: Report["correlation"], formats: Formats): string[] {
  return Object.entries(correlation).map(([name, one]) =>
    correlationSentence(readingLabels[name as ReadingName], one, formats),
  );
}

function correlationSentence(reading: string, {r, n, p}: Correlation, formats: Formats): string {
  if (r === null || p === null)
    return `Revenue and ${reading}: too few days with both to compare (${formats.number(n)}).`;
  const verdict = isSignificant({p}) ? `go together (${strength(r)})` : "show no significant connection";
  return `Revenue and ${reading} ${verdict}: ${correlationNumbers({r, n, p}, formats)}.`;
}

/** Bounds after Cohen, Statistical Power Analysis, 2nd ed., 3.2. */
function strength(r: number): string {
  const size = Math.abs(r) >= 0.5 ? "strongly" : Math.abs(r) >= 0.3 ? "moderately" : "weakly";
  return r < 0 ? `${size}, in opposite directions` : size;
}
