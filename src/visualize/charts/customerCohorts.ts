import type {ChartConfiguration} from "chart.js";
import {baseOptions} from "../base.ts";
import type {Chart, Figure} from "../figure.ts";
import {headingOf, paper} from "../heading.ts";
import {type HeatCell, heatCells} from "../heat.ts";
import {colours, fontFamily, margin, sizes, type Theme} from "../theme.ts";

interface Cohort {
  /** First day of the month. */
  readonly cohort: string;
  readonly months_since: number;
  readonly customers: number;
  readonly buyers: number;
}

const most = 12;
const rowHeight = 32;
const smallLetters = 11;

/** Of the customers who first bought in each month, how many bought in each month since; months that are not over are left out. */
export const customerCohorts: Chart<Cohort> = {
  name: "customer-cohorts",
  section: {name: "customers", mart: "mart_customer_cohorts"},
  sources: [],
  sql: `
select cohort, months_since, customers, buyers
from mart_customer_cohorts
where is_whole and months_since between 1 and ${most}
    and cohort in (
        select cohort from mart_customer_cohorts where is_whole and months_since = 1 order by cohort desc limit ${most}
    )
order by cohort, months_since`,
  draw(rows, _, theme) {
    const cohorts = [...new Set(rows.map(({cohort}) => cohort))];
    if (cohorts.length < 2) return "Customers who came back are drawn from two whole months after a first one on.";
    if (rows.every(({buyers}) => buyers === 0))
      return "Customers who came back are not drawn: nobody bought in a month after the first.";
    return figure(rows, cohorts, theme);
  },
};

function figure(rows: readonly Cohort[], cohorts: readonly string[], theme: Theme): Figure {
  const {formats} = theme;
  const last = Math.max(...rows.map(({months_since}) => months_since));
  const title = headline(rows, last, theme);
  const subtitle =
    "Of those who first bought in a month (rows, with how many they are), the share who bought again in each month after. Darker is more.";
  const heading = headingOf(title, subtitle, theme);
  const highest = Math.max(...rows.map(shareOf));
  const cells = rows.map((row): HeatCell => {
    const [x, y] = [row.months_since, cohorts.indexOf(row.cohort)];
    return {x, y, weight: shareOf(row) / highest, text: lettered(shareOf(row), theme)};
  });
  const height = margin.top + heading.height + rowHeight * cohorts.length + 46 + margin.bottom;
  const of = (cohort: string) => rows.find((row) => row.cohort === cohort)!;
  const names = cohorts.map((cohort) => `${formats.month(cohort)} (${formats.number(of(cohort).customers)})`);
  const told = cohorts.map((cohort, i) => {
    const own = rows.filter((row) => row.cohort === cohort);
    return `${names[i]}: ${own.map((row) => lettered(shareOf(row), theme)).join(", ")}`;
  });
  const configuration = {
    type: "scatter",
    data: {datasets: []},
    options: {...baseOptions(heading), scales: scales(last, names)},
    plugins: [paper(heading), heatCells(cells, last > 8 ? smallLetters : sizes.label)],
  } as ChartConfiguration;
  return {title, subtitle, alt: `${title}. ${subtitle} ${told.join("; ")}.`, height, configuration};
}

/** The first month after, unless clearly more come back in a later one: of the same customers, who are half of all at least. */
function headline(rows: readonly Cohort[], last: number, {formats}: Theme): string {
  const of = (month: number) => rows.filter(({months_since}) => months_since === month);
  const first = of(1);
  const later = Array.from({length: last - 1}, (_, i) => {
    const cohorts = of(i + 2);
    const same = first.filter(({cohort}) => cohorts.some((row) => row.cohort === cohort));
    const isTelling = customersOf(cohorts) >= customersOf(first) / 2 && pooled(cohorts) > clearly * pooled(same);
    return {month: i + 2, share: isTelling ? pooled(cohorts) : 0};
  });
  const best = later.reduce((a, b) => (b.share > a.share ? b : a), {month: 1, share: 0});
  if (best.share === 0)
    return `${formats.percent(pooled(first))} of new customers buy again in the month after their first`;
  const share = formats.percent(best.share);
  return `New customers come back most ${formats.number(best.month)} months after their first purchase: ${share} of them`;
}

const clearly = 1.5;

function pooled(rows: readonly Cohort[]): number {
  return rows.reduce((sum, {buyers}) => sum + buyers, 0) / customersOf(rows);
}

function customersOf(rows: readonly Cohort[]): number {
  return rows.reduce((sum, {customers}) => sum + customers, 0);
}

function shareOf({buyers, customers}: Cohort): number {
  return buyers / customers;
}

/** Whole percents, so that they fit in a cell; few are not none. */
function lettered(share: number, {formats}: Theme): string {
  return share > 0 && share < 0.01 ? `<${formats.percent(0.01, "whole")}` : formats.percent(share, "whole");
}

function scales(last: number, names: readonly string[]) {
  const font = {family: fontFamily, size: sizes.label};
  const plain = {type: "linear", offset: false, grid: {display: false}, border: {display: false}};
  const ticks = {font, autoSkip: false, maxRotation: 0, stepSize: 1};
  return {
    x: {
      ...plain,
      min: 0.5,
      max: last + 0.5,
      afterBuildTicks: (axis: {ticks: {value: number}[]}) => {
        axis.ticks = Array.from({length: last}, (_, i) => ({value: i + 1}));
      },
      ticks: {...ticks, color: colours.quiet, callback: (value: number | string) => String(value)},
      title: {display: true, text: "Months after the first purchase", align: "start", color: colours.quiet, font},
    },
    y: {
      ...plain,
      min: -0.5,
      max: names.length - 0.5,
      reverse: true,
      afterBuildTicks: (axis: {ticks: {value: number}[]}) => {
        axis.ticks = names.map((_, value) => ({value}));
      },
      ticks: {...ticks, color: colours.ink, callback: (value: number | string) => names[Number(value)] ?? ""},
    },
  };
}
