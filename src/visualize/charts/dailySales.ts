import type {ChartConfiguration} from "chart.js";
import {isSignificant, type LinearFit, mean, trailingMean, trendLine} from "../../lib/statistics.ts";
import {amountAxis, dayAxis, moneyLetters} from "../axes.ts";
import {baseOptions} from "../base.ts";
import type {Chart, Figure} from "../figure.ts";
import {type Heading, headingOf, paper} from "../heading.ts";
import {endLabels, type PointLabel, pointLabels} from "../labels.ts";
import type {Period} from "../marts.ts";
import {amount, describeTrend} from "../phrases.ts";
import {rangeFromZero} from "../range.ts";
import {colours, sizes, type Theme} from "../theme.ts";

interface Day {
  readonly day: string;
  /** Exact decimal text. */
  readonly revenue: string;
}

/** Up to so many days there is room for a bar each. */
const mostBars = 62;
const bestDays = 3;

/** Revenue of every business day, its moving mean, the straight line through it, and the best days by name. */
export const dailySales: Chart<Day> = {
  name: "daily-sales",
  sources: ["orders"],
  sql: "select day, revenue from mart_daily_sales order by day",
  draw(rows, period, theme) {
    const revenue = rows.map((row) => Number(row.revenue));
    if (rows.length < 2) return "Daily sales are drawn from two days on.";
    if (revenue.every((value) => value === 0))
      return "Daily sales are not drawn: every day of the period has revenue 0.";
    return figure({days: rows.map((row) => row.day), revenue, fit: trendLine(revenue), period, theme});
  },
};

interface Series {
  readonly days: readonly string[];
  readonly revenue: readonly number[];
  readonly fit: LinearFit | null;
  readonly period: Period;
  readonly theme: Theme;
}

function figure(series: Series): Figure {
  const {days, period, theme} = series;
  const {formats} = theme;
  const best = bestOf(series);
  const title = headline(series);
  const covered = `Revenue per day, ${formats.period(period.from, period.to)} (${formats.number(days.length)} days)`;
  const subtitle = `${covered}. ${describeTrend(series.fit, formats)}`;
  const named = best.map((label) => `${label.strong} on ${label.text}`).join(", ");
  const alt = `${title}. ${subtitle}${named && ` Best days: ${named}.`}`;
  return {
    title,
    subtitle,
    alt,
    height: 420,
    configuration: configuration(series, headingOf(title, subtitle, theme), best),
  };
}

function headline({revenue, fit, theme: {formats}}: Series): string {
  const average = amount(mean(revenue), formats);
  if (!fit) return `Sales average ${average} a day`;
  if (!isSignificant(fit)) return `Sales average ${average} a day, with no clear direction`;
  return `Sales are ${fit.slope > 0 ? "rising" : "falling"}: ${formats.change(fit.slope)} a day, around a mean of ${average}`;
}

/** The days with the most revenue, best first; of equal ones the earlier. */
function bestOf({days, revenue, theme: {formats}}: Series): PointLabel[] {
  const date = (day: string) =>
    days.length > 366 ? formats.period(day, day) : `${formats.weekday(day)} ${formats.shortDay(day)}`;
  return [...revenue.keys()]
    .filter((i) => revenue[i]! > 0)
    .sort((a, b) => revenue[b]! - revenue[a]! || a - b)
    .slice(0, bestDays)
    .map((i) => ({
      x: i,
      y: revenue[i]!,
      strong: amount(revenue[i]!, formats),
      text: date(days[i]!),
    }));
}

function configuration(series: Series, heading: Heading, best: readonly PointLabel[]): ChartConfiguration {
  const {days, revenue, theme} = series;
  const lines = [movingMean(series), straightLine(series)].filter((line) => line !== null);
  const room = Math.max(
    0,
    ...lines.flatMap(({lettering}) => lettering.map((text) => theme.measure(text, sizes.label))),
  );
  const range = rangeFromZero([...revenue, Math.max(...revenue) * 1.1]);
  return {
    type: "bar",
    data: {labels: [...days.keys()], datasets: [...lines.map(({dataset}) => dataset), daily(revenue)]},
    options: {
      ...baseOptions(heading, {right: room}),
      scales: {
        x: dayAxis(days[0]!, days.length, theme.formats),
        y: amountAxis(range, moneyLetters(range, theme.formats), theme),
      },
    },
    plugins: [paper(heading), endLabels(lines.map(endOf)), pointLabels(best, outline(revenue, lines), theme.measure)],
  } as ChartConfiguration;
}

/** How far up something is drawn on each day. */
function outline(
  revenue: readonly number[],
  lines: readonly {dataset: {data: readonly (number | null)[]}}[],
): number[] {
  return revenue.map((value, i) => Math.max(value, ...lines.map(({dataset}) => dataset.data[i] ?? 0)));
}

function daily(data: readonly number[]) {
  if (data.length > mostBars)
    return {
      type: "line" as const,
      data,
      borderColor: colours.paleBlue,
      borderWidth: data.length > 800 ? 0.5 : 1,
      pointRadius: 0,
      order: 3,
    };
  const barThickness = Math.min(44, 420 / data.length);
  return {type: "bar" as const, data, backgroundColor: colours.paleBlue, barThickness, order: 3};
}

/** Over a week; over four where the period is so long that weeks blur. */
function movingMean({revenue}: Series) {
  const window = revenue.length > 800 ? 28 : 7;
  if (revenue.length < 2 * window) return null;
  const data = trailingMean(revenue, window);
  const dataset = {type: "line" as const, data, borderColor: colours.blue, borderWidth: 2.2, pointRadius: 0, order: 1};
  return {dataset, lettering: ["Mean of", `${window} days`], color: colours.blue, end: data.at(-1)!};
}

function straightLine({revenue, fit, theme: {formats}}: Series) {
  if (!fit) return null;
  const data = revenue.map((_, i) => fit.intercept + fit.slope * i);
  const style = {borderColor: colours.vermilion, borderWidth: 1.6, borderDash: [6, 4], pointRadius: 0, order: 2};
  const lettering = isSignificant(fit) ? ["Trend", formats.change(fit.slope), "a day"] : ["Straight-", "line fit"];
  return {dataset: {type: "line" as const, data, ...style}, lettering, color: colours.vermilionText, end: data.at(-1)!};
}

function endOf({end, lettering, color}: {end: number; lettering: readonly string[]; color: string}) {
  return {y: end, lines: lettering, color};
}
