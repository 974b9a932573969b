import {type Formats, formatsFor} from "../lib/format.ts";
import {addDays} from "../lib/time.ts";
import type {MeasureName, Metric, Report} from "./report.ts";
import {correlationSentences, headline, periodPhrase, timesPhrase, trendSentence} from "./sentences.ts";

/** What stands where nothing was measured. */
export const noReading = "no reading";
/** Said of `any_touch` wherever its numbers are shown. */
export const notAddingUp = "does not add up to revenue";
/** Where every record set aside stands, with its value and the reason. */
export const setAsidePlace = "tables/rejected.csv";

export const measureLabels: Readonly<Record<MeasureName, string>> = {
  revenue: "Revenue",
  orders: "Orders",
  units: "Units",
  average_order_value: "Average order",
  sessions: "Sessions",
  footfall: "Visitors",
  conversion: "Conversion",
};

/** How numbers and sentences of one report are written. */
export interface Phrases {
  readonly formats: Formats;
  /** What some measure of the day can be compared with; of the rest nothing is said. */
  readonly compared: Comparisons;
  /** A value of a measure with its unit, or "no reading"; of the average order a dash. */
  value(name: MeasureName, value: string | number | null): string;
  /** The mean of the days before, or a dash. */
  mean(name: MeasureName, metric: Metric): string;
  /** Days the mean looks back: 28, or as many as there are. */
  readonly meanDays: string;
  /** `+12.3%`, `12 times` from tenfold on, or a dash where there is nothing to compare with. */
  change(share: number | null): string;
  /** `12.3%` of a sum all of whose parts are at least 0, else a dash. */
  share(share: number | null, hasNegativeParts: boolean): string;
  /** The day in one or two sentences. */
  headline(): string;
  /** Of one measure: "unusually high", "unusually low". */
  unusual(metric: Metric): string | null;
  /** "usually €800.00 to €1,200.00"; "usually up to 6". */
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

export interface Comparisons {
  readonly week: boolean;
  readonly mean: boolean;
  readonly range: boolean;
}

/** A day without orders has no average order; the others come from readings. */
function missing(name: MeasureName): string {
  return name === "average_order_value" ? "–" : noReading;
}

export function phrasesFor(report: Report): Phrases {
  const formats = formatsFor(report.locale, report.currency);
  const value = (name: MeasureName, number: string | number | null) =>
    number === null ? missing(name) : kinds[name].value(number, formats);
  return {
    formats,
    value,
    compared: comparisonsOf(report),
    change: (share) => (share === null ? "–" : (timesPhrase(share, formats) ?? formats.percent(share, "signed"))),
    share: (share, hasNegativeParts) => (share === null || hasNegativeParts ? "–" : formats.percent(share)),
    mean: (name, {mean_28}) => (mean_28 === null ? "–" : kinds[name].mean(mean_28, mean_28, formats)),
    meanDays: formats.number(Math.min(28, report.period.days - 1)),
    headline: () => headline(report, value, formats),
    unusual: ({unusual}) => (unusual ? `unusually ${unusual}` : null),
    expected: (name, {expected}) => expected && usually(kinds[name], expected, formats),
    period: () => periodPhrase(report.period, formats),
    weekEarlier: () => formats.day(addDays(report.as_of, -7)),
    trend: () => trendSentence(report.trend, formats),
    correlations: () => correlationSentences(report.correlation, formats),
    model: () => report.attribution.model.replaceAll("_", " "),
  };
}

type Bound = string | number;

/** How one kind of measure is written: a value of a day; a mean or a bound, as precise as it can be beside the larger number `beside`; the bounds of whole numbers. */
interface Kind {
  value(value: Bound, formats: Formats): string;
  mean(mean: Bound, beside: Bound, formats: Formats): string;
  readonly isWhole?: boolean;
}

const count: Kind = {
  value: (value, formats) => formats.number(value),
  mean: (mean, beside, formats) => (Number(beside) < 100 ? formats.decimal(Number(mean), 1) : formats.number(mean)),
  isWhole: true,
};
/** From 100 on nobody reads the cents of a mean, and nought has none. */
const money: Kind = {
  value: (value, formats) => formats.money(value),
  mean: (mean, beside, formats) =>
    formats.money(mean, Number(beside) !== 0 && Math.abs(Number(beside)) < 100 ? "cents" : "whole"),
};
const rate: Kind = {
  value: (share, formats) => formats.percent(Number(share), "rate"),
  mean: (share, _, formats) => formats.percent(Number(share), "rate"),
};

const kinds: Readonly<Record<MeasureName, Kind>> = {
  revenue: {...money, value: (sum, formats) => formats.exact(String(sum))},
  orders: count,
  units: count,
  average_order_value: money,
  sessions: count,
  footfall: count,
  conversion: rate,
};

/** Both bounds with the same number of decimals. */
function usually(kind: Kind, {low, high}: {low: Bound; high: Bound}, formats: Formats): string {
  const furthest = Math.max(Math.abs(Number(low)), Math.abs(Number(high)));
  const letter = (bound: Bound) => (kind.isWhole ? formats.number(bound) : kind.mean(bound, furthest, formats));
  const [from, to] = kind.isWhole ? wholeBounds(Number(low), Number(high)) : [low, high];
  if (letter(from) === letter(to)) return `usually ${letter(to)}`;
  return Number(from) === 0 ? `usually up to ${letter(to)}` : `usually ${letter(from)} to ${letter(to)}`;
}

/** The whole numbers in a range; where there is none, those around it. */
function wholeBounds(low: number, high: number): [number, number] {
  const [least, most] = [Math.ceil(low - 1e-6), Math.floor(high + 1e-6)];
  return least <= most ? [least + 0, most + 0] : [most, least];
}

function comparisonsOf({day}: Report): Comparisons {
  const metrics = Object.values(day) as Metric[];
  return {
    week: metrics.some(({week_earlier}) => week_earlier !== null),
    mean: metrics.some(({mean_28}) => mean_28 !== null),
    range: metrics.some(({expected, value}) => expected !== null && value !== null),
  };
}
