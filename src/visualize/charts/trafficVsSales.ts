import type {ChartConfiguration} from "chart.js";
import {type LinearFit, linearFit} from "../../lib/statistics.ts";
import {amountAxis, dayAxis, moneyLetters} from "../axes.ts";
import type {Chart, Figure} from "../figure.ts";
import {type Heading, headingOf, paper} from "../heading.ts";
import {panelTitles} from "../labels.ts";
import type {Period} from "../marts.ts";
import {describeCorrelation, isSignificant} from "../phrases.ts";
import {baseOptions, colours, fontFamily, sizes, type Theme} from "../theme.ts";

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
  {column: "sessions", noun: "sessions", unit: "Web sessions"},
  {column: "footfall", noun: "visitors", unit: "Visitors counted at the door"},
] as const;
type Traffic = (typeof traffics)[number];

/** Traffic and revenue over time, and against each other with the line that fits best. */
export const trafficVsSales: Chart<Day> = {
  name: "traffic-vs-sales",
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
  const gaps = missing === 0 ? "" : ` Gaps: ${theme.formats.number(missing)} days without a reading.`;
  const how = `Dots: days with orders and ${traffic.noun}. Line: least-squares fit.`;
  const subtitle = `${theme.formats.period(period.from, period.to)}. ${how}${gaps}`;
  const alt = `${title}. Above, daily revenue and ${traffic.noun} over time; below, revenue against ${traffic.noun}. ${subtitle}`;
  return {
    title,
    subtitle,
    alt,
    height: 640,
    configuration: configuration(comparison, headingOf(title, subtitle, theme)),
  };
}

function headline({traffic, fit, theme: {formats}}: Comparison): string {
  const numbers = describeCorrelation(fit, formats);
  if (!isSignificant(fit)) return `No clear link between ${traffic.noun} and sales: ${numbers}`;
  return `Days with more ${traffic.noun} sell ${fit.slope > 0 ? "more" : "less"}: ${numbers}`;
}

function configuration(comparison: Comparison, heading: Heading): ChartConfiguration {
  const {traffic, days} = comparison;
  return {
    type: "bar",
    data: {labels: [...days.keys()], datasets: [...overTime(comparison), ...againstEachOther(comparison)]},
    options: {...baseOptions(heading), scales: scales(comparison)},
    plugins: [
      paper(heading),
      panelTitles([
        {axis: "revenue", text: "Revenue per day", color: colours.blue, align: "left"},
        {axis: "traffic", text: `${traffic.unit} per day`, color: colours.orangeText, align: "right"},
        {axis: "y", text: `Revenue per day against ${traffic.noun}`, color: colours.ink, align: "left"},
      ]),
    ],
  } as ChartConfiguration;
}

function overTime({days, readings}: Comparison) {
  const revenue = days.map((day) => Number(day.revenue));
  const isLone = readings.map((reading, i) => reading !== null && readings[i - 1] == null && readings[i + 1] == null);
  return [
    {
      type: "line",
      data: readings,
      xAxisID: "time",
      yAxisID: "traffic",
      borderColor: colours.orange,
      pointBackgroundColor: colours.orange,
      pointBorderWidth: 0,
      pointRadius: isLone.map((lone) => (lone ? 1.8 : 0)),
      borderWidth: days.length > 800 ? 0.8 : 1.4,
      order: 1,
    },
    {
      type: "bar",
      data: revenue,
      xAxisID: "time",
      yAxisID: "revenue",
      backgroundColor: colours.paleBlue,
      barThickness: Math.min(30, 430 / days.length),
      order: 2,
    },
  ];
}

function againstEachOther({points, fit}: Comparison) {
  const ends = [Math.min(...points.map(({x}) => x)), Math.max(...points.map(({x}) => x))];
  return [
    {
      type: "line",
      xAxisID: "x",
      yAxisID: "y",
      data: ends.map((x) => ({x, y: fit.intercept + fit.slope * x})),
      borderColor: colours.vermilion,
      borderWidth: 2,
      borderDash: isSignificant(fit) ? [] : [6, 4],
      pointRadius: 0,
      order: 1,
    },
    {
      type: "scatter",
      xAxisID: "x",
      yAxisID: "y",
      data: points,
      backgroundColor: `${colours.blue}80`,
      borderWidth: 0,
      pointRadius: points.length > 800 ? 1.8 : 2.8,
      order: 2,
    },
  ];
}

/** Two panels in one chart: each vertical axis takes its part of a stack, with room between for the axis of days. */
function scales({traffic, days, readings, points, period, theme: {formats}}: Comparison) {
  const revenue = days.map((day) => Number(day.revenue));
  const [lowest, highest] = [Math.min(0, ...revenue), Math.max(...revenue)];
  const letterMoney = moneyLetters(highest, formats);
  const letterCount = (value: number) => formats.number(value);
  const left = (weight: number) => ({stack: "left", stackWeight: weight, position: "left"});
  const right = (weight: number) => ({stack: "right", stackWeight: weight, position: "right"});
  const spacer = {type: "linear", ticks: {display: false}, grid: {display: false}, border: {display: false}};
  const [top, between, bottom] = [10, 4.2, 12];
  return {
    time: {...dayAxis(period.from, days.length, formats), position: {revenue: lowest}},
    revenue: amountAxis(letterMoney, {...left(top), weight: 3, min: lowest, suggestedMax: highest}),
    between: {...spacer, ...left(between), weight: 2},
    y: amountAxis(letterMoney, {...left(bottom), weight: 1}),
    traffic: amountAxis(letterCount, {...right(top), weight: 1, grid: {display: false}}),
    beside: {...spacer, ...right(between + bottom), weight: 2},
    x: {
      ...amountAxis(letterCount, {position: "bottom", grid: {display: false}, beginAtZero: false}),
      title: {
        display: true,
        text: `${traffic.unit} per day`,
        align: "end",
        color: colours.quiet,
        font: {family: fontFamily, size: sizes.label},
      },
      suggestedMax: Math.max(...points.map(({x}) => x)),
      suggestedMin: Math.min(...readings.filter((reading) => reading !== null)),
    },
  };
}
