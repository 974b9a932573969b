import type {ChartConfiguration} from "chart.js";
import {baseOptions} from "../base.ts";
import type {Chart, Figure} from "../figure.ts";
import {headingOf, paper} from "../heading.ts";
import {type HeatCell, heatCells} from "../heat.ts";
import type {Period} from "../marts.ts";
import {amount} from "../phrases.ts";
import {colours, fontFamily, margin, sizes, type Theme} from "../theme.ts";
import {plus} from "../timeAxis.ts";

interface Hour {
  /** 1 is Monday. */
  readonly weekday: number;
  readonly hour_of_day: number;
  /** Days of the period with this weekday. */
  readonly days: number;
  /** Exact decimal text. */
  readonly revenue: string;
  readonly sales: number;
}

interface Mean extends Hour {
  readonly mean: number;
}

const aMonday = "2024-01-01";
const rowHeight = 34;
const leastDays = 7;
/** Numbers are lettered in cells at least so wide, in CSS pixels. */
const smallLetters = 10.5;

/** Mean revenue by hour of day and weekday, darker for more; hours before the first sale and after the last are left out. */
export const salesByHour: Chart<Hour> = {
  name: "sales-by-hour",
  section: {name: "time", mart: "mart_hourly_sales"},
  sources: [],
  sql: `select weekday, hour_of_day, days, revenue, sales from mart_hourly_sales order by weekday, hour_of_day`,
  draw(rows, period, theme) {
    const means = rows.map((row) => ({...row, mean: Number(row.revenue) / row.days}));
    if (rows.every(({sales}) => sales === 0)) return "Sales by hour are not drawn: orders have no time of day.";
    if (daysOf(rows) < leastDays) return "Sales by hour are drawn from a week on.";
    if (means.every(({mean}) => mean <= 0))
      return "Sales by hour are not drawn: no hour took in more than it gave back.";
    return figure(means, period, theme);
  },
};

function figure(all: readonly Mean[], period: Period, theme: Theme): Figure {
  const {formats} = theme;
  const hours = openHours(all);
  const means = all.filter(({hour_of_day}) => hours.includes(hour_of_day));
  const best = means.reduce((a, b) => (b.mean > a.mean ? b : a));
  const hasEmpty = means.some(({sales}) => sales === 0);
  const unit = unitOf(best.mean, theme);
  const title = `Most is sold on ${formats.weekdayName(dayOf(best.weekday))} from ${clock(best.hour_of_day)}: ${formats.money(best.mean, best.mean < 10 ? "cents" : "whole")} an hour`;
  const subtitle = `Mean revenue per hour by weekday ${unit.words}, ${formats.period(period.from, period.to)}. Darker is more${hasEmpty ? ", empty is nothing" : ""}; ${clock(hours[0]!).slice(0, 2)} is the hour from ${clock(hours[0]!)}.`;
  const heading = headingOf(title, subtitle, theme);
  const weekdays = [...new Set(means.map(({weekday}) => weekday))].sort((a, b) => a - b);
  const alt = `${title}. ${subtitle} ${weekdays.map((weekday) => bestOf(weekday, means, theme)).join("; ")}.`;
  const height = margin.top + heading.height + rowHeight * weekdays.length + 26 + margin.bottom;
  const cells = means.map(
    ({weekday, hour_of_day, mean, sales}): HeatCell => ({
      x: hour_of_day,
      y: weekdays.indexOf(weekday),
      weight: mean / best.mean,
      text: sales === 0 ? "" : unit.letter(mean, theme),
    }),
  );
  const letters = hours.length > 14 ? smallLetters : sizes.label;
  const configuration = {
    type: "scatter",
    data: {datasets: []},
    options: {...baseOptions(heading), scales: scales(hours, weekdays, theme)},
    plugins: [paper(heading), heatCells(cells, letters)],
  } as ChartConfiguration;
  return {title, subtitle, alt, height, configuration};
}

function daysOf(rows: readonly Hour[]): number {
  return rows.filter(({hour_of_day}) => hour_of_day === 0).reduce((sum, {days}) => sum + days, 0);
}

/** From the first hour with a sale to the last. */
function openHours(all: readonly Mean[]): number[] {
  const sold = all.filter(({sales}) => sales > 0).map(({hour_of_day}) => hour_of_day);
  const [first, last] = [Math.min(...sold), Math.max(...sold)];
  return Array.from({length: last - first + 1}, (_, i) => first + i);
}

/** Few digits in a cell. */
function unitOf(most: number, {formats}: Theme) {
  const [size, words] =
    most >= 10_000_000 ? [1_000_000, "in millions of "] : most >= 10_000 ? [1000, "in thousands of "] : [1, "in "];
  const digits = most / size < 10 ? 1 : 0;
  const currency = formats.money(0, "whole").replace(/[\p{Nd}\s]/gu, "");
  return {words: words + currency, letter: (mean: number, {formats}: Theme) => formats.number(mean / size, digits)};
}

function bestOf(weekday: number, means: readonly Mean[], {formats}: Theme): string {
  const best = means.filter((one) => one.weekday === weekday).reduce((a, b) => (b.mean > a.mean ? b : a));
  return `${formats.weekdayName(dayOf(weekday))}: most from ${clock(best.hour_of_day)}, ${amount(best.mean, formats)}`;
}

function scales(hours: readonly number[], weekdays: readonly number[], {formats}: Theme) {
  const font = {family: fontFamily, size: sizes.label};
  const plain = {type: "linear", offset: false, grid: {display: false}, border: {display: false}};
  const ticks = {font, color: colours.quiet, autoSkip: false, maxRotation: 0, stepSize: 1};
  return {
    x: {
      ...plain,
      min: hours[0]! - 0.5,
      max: hours.at(-1)! + 0.5,
      afterBuildTicks: (axis: {ticks: {value: number}[]}) => {
        axis.ticks = hours.map((value) => ({value}));
      },
      ticks: {...ticks, callback: (value: number | string) => String(value).padStart(2, "0")},
    },
    y: {
      ...plain,
      min: -0.5,
      max: weekdays.length - 0.5,
      reverse: true,
      afterBuildTicks: (axis: {ticks: {value: number}[]}) => {
        axis.ticks = weekdays.map((_, value) => ({value}));
      },
      ticks: {
        ...ticks,
        color: colours.ink,
        callback: (value: number | string) => formats.weekday(dayOf(weekdays[Number(value)]!)),
      },
    },
  };
}

function dayOf(weekday: number): string {
  return plus(aMonday, weekday - 1);
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
