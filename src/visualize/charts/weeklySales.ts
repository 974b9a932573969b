import type {ChartConfiguration, Plugin} from "chart.js";
import {amountAxis, dayAxis, moneyLetters} from "../axes.ts";
import {baseOptions} from "../base.ts";
import type {Chart, Figure} from "../figure.ts";
import {type Heading, headingOf, paper} from "../heading.ts";
import {endLabels} from "../labels.ts";
import type {Period} from "../marts.ts";
import {amount} from "../phrases.ts";
import {rangeFromZero} from "../range.ts";
import {colours, sizes, type Theme} from "../theme.ts";

interface Week {
  /** Its Monday. */
  readonly week: string;
  /** Days of it that are covered. */
  readonly days: number;
  /** Exact decimal texts. */
  readonly revenue: string;
  readonly year_earlier_revenue: string | null;
  readonly holiday: string | null;
}

/** A year and the week it began with. */
const most = 53;
const compared = 4;

/** Revenue of the weeks of the last year, beside the year before, with the weeks that have a holiday marked. */
export const weeklySales: Chart<Week> = {
  name: "weekly-sales",
  section: {name: "time", mart: "mart_weekly_sales"},
  sources: [],
  sql: `select * from (
    select week, days, revenue, year_earlier_revenue, holiday from mart_weekly_sales order by week desc limit ${most}
  ) as weeks order by week`,
  draw(rows, period, theme) {
    if (rows.length < 2) return "Sales by week are drawn from two weeks on.";
    if (rows.every(({revenue}) => Number(revenue) === 0)) return "Sales by week are not drawn: no week has revenue.";
    return figure(rows, period, theme);
  },
};

function figure(weeks: readonly Week[], period: Period, theme: Theme): Figure {
  const {formats} = theme;
  const title = headline(weeks, theme);
  // Days as texts stand in their order.
  const first = [weeks[0]!.week, period.from].sort()[1]!;
  const parts = [
    `Revenue per week (bars), ${formats.period(first, period.to)}`,
    ...(hasYear(weeks) ? ["Line: 52 weeks earlier"] : []),
    ...(weeks.some(({holiday}) => holiday !== null) ? ["Diamonds: weeks with a holiday or another special day"] : []),
    ...(weeks.some(({days}) => days < 7) ? ["Pale: a week of fewer days"] : []),
  ];
  const subtitle = `${parts.join(". ")}.`;
  const best = weeks.reduce((a, b) => (Number(b.revenue) > Number(a.revenue) ? b : a));
  const alt = `${title}. ${subtitle} Best week: ${amount(Number(best.revenue), formats)} from ${formats.period(best.week, best.week)}.`;
  return {
    title,
    subtitle,
    alt,
    height: 380,
    configuration: configuration(weeks, headingOf(title, subtitle, theme), theme),
  };
}

/** The last whole weeks against the same a year earlier, else against those before, else the best of them. */
function headline(weeks: readonly Week[], {formats}: Theme): string {
  const whole = weeks.filter(({days}) => days === 7);
  const last = whole.slice(-compared);
  const sum = (some: readonly Week[], value: (week: Week) => string) =>
    some.reduce((total, week) => total + Number(value(week)), 0);
  const now = sum(last, ({revenue}) => revenue);
  const say = (before: number, than: string) => {
    const change = now / before - 1;
    if (Math.abs(change) < 0.0005) return `The last ${compared} whole weeks sold as much as ${than}`;
    return `The last ${compared} whole weeks sold ${formats.percent(Math.abs(change))} ${change > 0 ? "more" : "less"} than ${than}`;
  };
  const earlier = last.every(({year_earlier_revenue}) => year_earlier_revenue !== null)
    ? sum(last, ({year_earlier_revenue}) => year_earlier_revenue!)
    : 0;
  if (last.length === compared && earlier > 0) return say(earlier, "a year earlier");
  const before = sum(whole.slice(-2 * compared, -compared), ({revenue}) => revenue);
  if (whole.length >= 2 * compared && before > 0) return say(before, `the ${compared} before`);
  const best = weeks.reduce((a, b) => (Number(b.revenue) > Number(a.revenue) ? b : a));
  return `The best week sold ${amount(Number(best.revenue), formats)}`;
}

function hasYear(weeks: readonly Week[]): boolean {
  return weeks.some(({days, year_earlier_revenue}) => days === 7 && year_earlier_revenue !== null);
}

function configuration(weeks: readonly Week[], heading: Heading, theme: Theme): ChartConfiguration {
  const revenue = weeks.map((week) => Number(week.revenue));
  // A few days of a week would bring the line down as if sales had fallen.
  const earlier = weeks.map(({days, year_earlier_revenue: value}) =>
    value === null || days < 7 ? null : Number(value),
  );
  const range = rangeFromZero([...revenue, ...earlier.filter((value) => value !== null)]);
  const at = weeks.map((_, i) => 7 * i + 3);
  const bars = {
    type: "bar",
    data: revenue.map((y, i) => ({x: at[i]!, y})),
    backgroundColor: weeks.map(({days}) => (days < 7 ? colours.paleBlue : colours.blue)),
    barThickness: Math.min(44, 440 / weeks.length),
    grouped: false,
    order: 2,
  };
  const line = {
    type: "line",
    data: earlier.map((y, i) => ({x: at[i]!, y})),
    borderColor: colours.orange,
    borderWidth: 2,
    pointRadius: earlier.map((y, i) =>
      y !== null && (earlier[i - 1] ?? null) === null && (earlier[i + 1] ?? null) === null ? 3 : 0,
    ),
    pointBackgroundColor: colours.orange,
    order: 1,
  };
  const last = earlier.findLast((value) => value !== null);
  const lettering = ["A year", "earlier"];
  const room = last === undefined ? 0 : Math.max(...lettering.map((text) => theme.measure(text, sizes.label)));
  const ends = last === undefined ? [] : [{y: last, lines: lettering, color: colours.orangeText}];
  return {
    type: "bar",
    data: {datasets: hasYear(weeks) ? [line, bars] : [bars]},
    options: {
      ...baseOptions(heading, {right: room, top: holidayHeight}),
      scales: {
        x: dayAxis(weeks[0]!.week, 7 * weeks.length, theme.formats),
        y: amountAxis(range, moneyLetters(range, theme.formats), theme),
      },
    },
    plugins: [paper(heading), endLabels(ends), holidayMarks(weeks, at)],
  } as unknown as ChartConfiguration;
}

const holidayHeight = 12;

/** Diamonds over the plot. */
function holidayMarks(weeks: readonly Week[], at: readonly number[]): Plugin {
  return {
    id: "holidayMarks",
    afterDatasetsDraw({ctx, scales, chartArea}) {
      ctx.save();
      ctx.fillStyle = colours.vermilion;
      weeks.forEach(({holiday}, i) => {
        if (holiday === null) return;
        const [x, y] = [scales.x!.getPixelForValue(at[i]!), chartArea.top - 7];
        ctx.beginPath();
        ctx.moveTo(x, y - 4.5);
        ctx.lineTo(x + 4.5, y);
        ctx.lineTo(x, y + 4.5);
        ctx.lineTo(x - 4.5, y);
        ctx.fill();
      });
      ctx.restore();
    },
  };
}
