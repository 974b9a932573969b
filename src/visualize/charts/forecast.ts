import type {ChartConfiguration} from "chart.js";
import {amountAxis, dayAxis, moneyLetters} from "../axes.ts";
import {baseOptions} from "../base.ts";
import type {Chart, Figure} from "../figure.ts";
import {type Heading, headingOf, paper} from "../heading.ts";
import {endLabels} from "../labels.ts";
import {amount} from "../phrases.ts";
import {rangeFromZero} from "../range.ts";
import {colours, sizes, type Theme} from "../theme.ts";

interface Day {
  readonly day: string;
  /** NULL on days to come. */
  readonly revenue: string | null;
  /** NULL on days for which nothing is shown as foreseen. */
  readonly forecast: string | null;
  readonly low: string | null;
  readonly high: string | null;
}

interface Rows extends Day {
  readonly method: string | null;
  readonly total: string | null;
  readonly total_low: string | null;
  readonly total_high: string | null;
  readonly change: number | null;
}

/** So many days up to the as-of day stand before the forecast. */
const daysBefore = 42;

const methods: Readonly<Record<string, string>> = {
  seasonal_naive: "the same day a week earlier",
  holt_winters: "exponential smoothing with weekdays",
  weekday_regression: "a straight line with weekdays",
  last_year: "exponential smoothing with last year's level",
};

const band = "#f6dccb";

/** Revenue of the last six weeks, what was foreseen of the last one, and what the next two bring, with their bands. */
export const forecast: Chart<Rows> = {
  name: "forecast",
  section: {name: "forecast", mart: "mart_forecast"},
  sources: ["orders"],
  sql: `
with foreseen as (
    select day, forecast, low, high from mart_forecast where product_id is null and measure = 'revenue'
),
known as (
    select daily.day, daily.revenue from mart_daily_sales as daily
    join mart_period on daily.day > mart_period.as_of - ${daysBefore}
),
next as (
    select sums.method, sums.forecast as total, sums.low as total_low, sums.high as total_high, sums.change
    from mart_forecast_sums as sums join mart_period on mart_period.as_of = sums.made_on
    where sums.product_id is null and sums.measure = 'revenue' and sums.days = 14
)
select coalesce(known.day, foreseen.day) as day, known.revenue, foreseen.forecast, foreseen.low, foreseen.high, next.*
from known
full join foreseen on foreseen.day = known.day
cross join next
order by 1`,
  draw(rows, {to}, theme) {
    if (rows.length === 0) return "The forecast is not drawn: there are fewer than eight weeks of sales.";
    return figure({rows, next: rows[0]!, asOf: to, theme});
  },
};

interface Outlook {
  readonly rows: readonly Day[];
  readonly next: Omit<Rows, keyof Day>;
  readonly asOf: string;
  readonly theme: Theme;
}

function figure(outlook: Outlook): Figure {
  const {rows, next, asOf, theme} = outlook;
  const {formats} = theme;
  const ahead = rows.filter(({day}) => day > asOf);
  const title = headline(next, theme);
  const span = formats.period(ahead[0]!.day, ahead.at(-1)!.day);
  const hasPast = rows.some(({day, forecast}) => day <= asOf && forecast !== null);
  const past = hasPast ? " The last 7 days show what had been foreseen a week before." : "";
  const subtitle = `Revenue per day (bars), foreseen (line) for ${span} by ${methods[next.method!] ?? next.method}. In 80 of 100 cases a day lies within the band.${past}`;
  const bounds = `${amount(Number(next.total_low), formats)} to ${amount(Number(next.total_high), formats)}`;
  const alt = `${title}, in 80 of 100 cases ${bounds}. ${subtitle} ${ahead.map(({day, forecast}) => `${formats.shortDay(day)}: ${amount(Number(forecast), formats)}`).join("; ")}.`;
  return {title, subtitle, alt, height: 400, configuration: configuration(outlook, headingOf(title, subtitle, theme))};
}

function headline({total, change}: Outlook["next"], {formats}: Theme): string {
  const sum = `The next 14 days bring about ${amount(Number(total), formats)}`;
  if (change === null) return sum;
  if (Math.abs(change) < 0.0005) return `${sum}, as much as the last 14`;
  return `${sum}, ${formats.percent(Math.abs(change))} ${change > 0 ? "more" : "less"} than the last 14`;
}

function configuration(outlook: Outlook, heading: Heading): ChartConfiguration {
  const {rows, asOf, theme} = outlook;
  const ends = endsOf(rows, theme);
  const room = Math.max(...ends.flatMap(({lines}) => lines.map((line) => theme.measure(line, sizes.label))));
  const range = rangeFromZero(rows.flatMap(({revenue, high, low}) => numbers([revenue, high, low])));
  return {
    type: "bar",
    data: {labels: [...rows.keys()], datasets: datasets(rows, asOf)},
    options: {
      ...baseOptions(heading, {right: room}),
      scales: {
        x: dayAxis(rows[0]!.day, rows.length, theme.formats),
        y: amountAxis(range, moneyLetters(range, theme.formats), theme),
      },
    },
    plugins: [paper(heading), endLabels(ends)],
  } as ChartConfiguration;
}

function endsOf(rows: readonly Day[], {formats}: Theme) {
  const {forecast, high, low} = rows.at(-1)!;
  const bandMiddle = (Number(high) * 3 + Number(low)) / 4;
  return [
    {y: bandMiddle, lines: [`${formats.percent(0.8, "whole")} band`], color: colours.quiet},
    {y: Number(forecast), lines: ["Forecast"], color: colours.vermilionText},
  ];
}

/** What was foreseen a week before and what is foreseen now are two lines: the day between them belongs to neither. */
function datasets(rows: readonly Day[], asOf: string) {
  const isAhead = ({day}: Day) => day > asOf;
  const parts = [isAhead, (row: Day) => !isAhead(row)];
  const barThickness = Math.min(30, 420 / rows.length);
  const known = rows.map(({revenue}) => (revenue === null ? null : Number(revenue)));
  const bars = {type: "bar" as const, data: known, backgroundColor: colours.paleBlue, barThickness, order: 3};
  return [...parts.flatMap((isPart) => foreseen(rows, isPart)), bars];
}

function foreseen(rows: readonly Day[], isPart: (row: Day) => boolean) {
  const line = (key: "forecast" | "low" | "high") =>
    rows.map((row) => (isPart(row) && row[key] !== null ? Number(row[key]) : null));
  const plain = {type: "line" as const, pointRadius: 0, borderWidth: 0};
  return [
    {
      ...plain,
      data: line("forecast"),
      borderColor: colours.vermilion,
      borderWidth: 2,
      pointRadius: 2,
      pointBackgroundColor: colours.vermilion,
      pointBorderWidth: 0,
      order: 1,
    },
    {...plain, data: line("low"), borderColor: band, order: 4},
    {...plain, data: line("high"), borderColor: band, backgroundColor: band, fill: "-1", order: 4},
  ];
}

function numbers(values: readonly (string | null)[]): number[] {
  return values.flatMap((value) => (value === null ? [] : [Number(value)]));
}
