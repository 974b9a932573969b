import type {ChartConfiguration} from "chart.js";
import {correlationNumbers} from "../../lib/findings.ts";
import {isSignificant, type LinearFit, linearFit} from "../../lib/statistics.ts";
import {amountAxis, dayAxis, font, moneyLetters, type Options} from "../axes.ts";
import {baseOptions} from "../base.ts";
import {condense, meanDays, type Place} from "../condense.ts";
import type {Chart, Figure} from "../figure.ts";
import {type Heading, headingOf, paper} from "../heading.ts";
import {panelTitleHeight, panelTitles} from "../labels.ts";
import type {Period} from "../marts.ts";
import {part, shares, spacer} from "../panels.ts";
import {levelRanges, type Range, rangeFromZero, roundRange} from "../range.ts";
import {colours, type Theme} from "../theme.ts";

interface Day {
  readonly day: string;
  /** Exact decimal text. */
  readonly revenue: string;
  readonly orders: number;
  /** NULL on a day without a reading. */
  readonly sessions: number | string | null;
  readonly footfall: number | string | null;
}

/** What is counted of people who come: on the web, or else through the door. */
const traffics = [
  {column: "sessions", noun: "sessions", unit: "Web sessions per day"},
  {column: "footfall", noun: "visitors", unit: "Visitors per day"},
] as const;
type Traffic = (typeof traffics)[number];

/** Traffic and revenue over time, and against each other with the line that fits best. */
export const trafficVsSales: Chart<Day> = {
  name: "traffic-vs-sales",
  sources: ["web_traffic", "footfall"],
  sql: "select day, revenue, orders, sessions, footfall from mart_daily_sales order by day",
  draw(rows, period, theme) {
    const traffic = traffics.find(({column}) => rows.some((row) => row[column] !== null));
    if (!traffic) return "Traffic against sales is not drawn: there are no readings of web traffic or footfall.";
    const readings = rows.map((row) => (row[traffic.column] === null ? null : Number(row[traffic.column])));
    const points = pairs(rows, readings);
    const fit = linearFit(
      points.map(({x}) => x),
      points.map(({y}) => y),
    );
    if (!fit)
      return `Traffic against sales is not drawn: it needs three days with both orders and ${traffic.noun} that differ.`;
    return figure({traffic, days: rows, readings, points, fit, period, theme});
  },
};

interface Comparison {
  readonly traffic: Traffic;
  readonly days: readonly Day[];
  /** Of each day; null is a gap. */
  readonly readings: readonly (number | null)[];
  readonly points: readonly Point[];
  readonly fit: LinearFit;
  readonly period: Period;
  readonly theme: Theme;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Only days with orders and a reading: a closed shop says nothing about its visitors. */
function pairs(days: readonly Day[], readings: readonly (number | null)[]): Point[] {
  return days.flatMap(({orders, revenue}, i) => {
    const reading = readings[i];
    return orders > 0 && reading !== null && reading !== undefined ? [{x: reading, y: Number(revenue)}] : [];
  });
}

function figure(comparison: Comparison): Figure {
  const {traffic, readings, period, theme} = comparison;
  const title = headline(comparison);
  const missing = readings.filter((reading) => reading === null).length;
  const gaps =
    missing === 0
      ? ""
      : ` Gaps: ${theme.formats.number(missing)} of ${theme.formats.number(readings.length)} days have no reading.`;
  const how = `Each dot is a day with orders and ${traffic.noun}.`;
  const subtitle = `${theme.formats.period(period.from, period.to)}. ${how}${gaps}`;
  const alt = `${title}. Above, daily revenue and ${traffic.noun} over time; below, revenue against ${traffic.noun}. ${subtitle}`;
  return {
    title,
    subtitle,
    alt,
    height: 660,
    configuration: configuration(comparison, headingOf(title, subtitle, theme)),
  };
}

function headline({traffic, fit, theme: {formats}}: Comparison): string {
  const numbers = correlationNumbers(fit, formats);
  if (!isSignificant(fit)) return `No clear link between ${traffic.noun} and sales: ${numbers}`;
  return `Days with more ${traffic.noun} sell ${fit.slope > 0 ? "more" : "less"}: ${numbers}`;
}

function configuration(comparison: Comparison, heading: Heading): ChartConfiguration {
  const over = seriesOf(comparison);
  return {
    type: "bar",
    data: {datasets: [...overTime(over), ...againstEachOther(comparison)]},
    options: {...baseOptions(heading, {top: panelTitleHeight}), scales: scales(comparison, over)},
    plugins: [paper(heading), panelTitles(titles(comparison, over))],
  } as ChartConfiguration;
}

/** The upper panel day by day; in means of several days where days would run into each other. */
interface Series {
  readonly window: number;
  readonly revenue: readonly Place[];
  readonly traffic: readonly Place[];
}

function seriesOf({days, readings}: Comparison): Series {
  const window = meanDays(days.length);
  const revenue = days.map((day) => Number(day.revenue));
  return {window, revenue: condense(revenue, window), traffic: condense(readings, window)};
}

function titles({traffic}: Comparison, {window}: Series) {
  const means = window === 1 ? "" : `, means of ${window} days`;
  return [
    {axis: "revenue", text: `Revenue per day${means} (bars)`, color: colours.blue, align: "left" as const},
    {axis: "traffic", text: `${traffic.unit}${means} (line)`, color: colours.orangeText, align: "right" as const},
    {
      axis: "y",
      text: `Revenue per day against ${traffic.noun}, with the line that fits best`,
      color: colours.ink,
      align: "left" as const,
    },
  ];
}

function overTime({revenue, traffic}: Series) {
  const line = {
    type: "line",
    data: traffic,
    xAxisID: "time",
    yAxisID: "traffic",
    borderColor: colours.orange,
    borderWidth: 1.4,
    pointBackgroundColor: colours.orange,
    pointBorderWidth: 0,
    pointRadius: traffic.map((_, i) => (isLone(traffic, i) ? 1.8 : 0)),
    order: 1,
  };
  const look = {backgroundColor: colours.paleBlue, grouped: false, barThickness: Math.min(30, 430 / revenue.length)};
  return [line, {type: "bar", data: revenue, xAxisID: "time", yAxisID: "revenue", ...look, order: 2}];
}

/** A reading between two gaps makes no line, so it is drawn as a point. */
function isLone(places: readonly Place[], i: number): boolean {
  return places[i]!.y !== null && (places[i - 1]?.y ?? null) === null && (places[i + 1]?.y ?? null) === null;
}

function againstEachOther({points, fit}: Comparison) {
  const x = points.map((point) => point.x);
  const line = [Math.min(...x), Math.max(...x)].map((end) => ({x: end, y: fit.intercept + fit.slope * end}));
  const borderDash = isSignificant(fit) ? [] : [6, 4];
  const fitted = {type: "line", data: line, borderColor: colours.vermilion, borderWidth: 2, borderDash, pointRadius: 0};
  const pointRadius = points.length > 800 ? 1.8 : 2.8;
  const dots = {type: "scatter", data: points, backgroundColor: `${colours.blue}80`, borderWidth: 0, pointRadius};
  return [
    {...fitted, xAxisID: "x", yAxisID: "y", order: 1},
    {...dots, xAxisID: "x", yAxisID: "y", order: 2},
  ];
}

function scales({traffic, days, points, theme}: Comparison, over: Series) {
  const money = (range: Range) => amountAxis(range, moneyLetters(range, theme.formats), theme);
  const count = (range: Range) => withoutGrid(amountAxis(range, (value) => countLetters(value, theme), theme));
  const [upper, beside] = levelRanges(heights(over.revenue), heights(over.traffic), 1);
  const [revenue, reading] = [money(upper), count(beside)];
  const along = points.map(({x}) => x);
  const title = {display: true, text: traffic.unit, align: "end", color: colours.quiet, font};
  return {
    time: {...dayAxis(days[0]!.day, days.length, theme.formats), position: {revenue: upper.low}},
    revenue: {...revenue, ...part("left", shares.above, 3)},
    between: {...spacer(revenue), ...part("left", shares.between, 2)},
    y: {...money(rangeFromZero(heights(points))), ...part("left", shares.below, 1)},
    traffic: {...reading, ...part("right", shares.above, 1)},
    beside: {...spacer(reading), ...part("right", shares.between + shares.below, 2)},
    x: {...count(roundRange(along, 1)), position: "bottom", title},
  };
}

/** Fewer than none there cannot be: below zero, where the other axis has amounts, this one has nothing. */
function countLetters(value: number, {formats}: Theme): string {
  return value < 0 ? "" : formats.number(value);
}

function heights(places: readonly Place[]): number[] {
  return places.flatMap(({y}) => (y === null ? [] : [y]));
}

function withoutGrid(axis: Options): Options {
  return {...axis, grid: {display: false, drawTicks: false}};
}
