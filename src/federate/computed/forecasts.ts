import {type Forecast, forecastOf} from "../../lib/forecast/forecast.ts";
import type {Series} from "../../lib/forecast/series.ts";
import {addDays, daysBetween} from "../../lib/time.ts";
import type {Row} from "../../store/warehouse.ts";
import type {Computed} from "../computed.ts";

/** Older days say nothing of the next two weeks, whatever the method. */
const mostDays = 728;
const mostProducts = 10;
/** The products are those that sold most in so many days up to the as-of day. */
const rankedDays = 91;

/** And on more than half of so many. */
const steadyDays = 56;

/** What of the forecast is looked back at: as it would have been made a week ago. */
const lookBack = 7;

const measures = ["revenue", "units"] as const;
type Measure = (typeof measures)[number];

export const forecasts: Computed = {
  name: "forecasts",
  about:
    "What the next 14 days bring, foreseen today and a week ago, by each method that was tried: a row for each day, for the sums of 7 and 14 days and for each method.",
  needs: [],
  sections: ["forecast"],
  reads: ["mart_daily_sales", "mart_period", "mart_country_sales", "sale_cells", "clean_calendar"],
  columns: {
    product_id: "varchar",
    measure: "varchar",
    made_on: "date",
    kind: "varchar",
    days: "integer",
    method: "varchar",
    place: "integer",
    forecast: "decimal(18, 4)",
    low: "decimal(18, 4)",
    high: "decimal(18, 4)",
    actual: "decimal(18, 4)",
    earlier: "decimal(18, 4)",
    origins: "integer",
    smape: "double",
    mase: "double",
  },
  queries: {
    period: "select as_of from mart_period",
    shop: `select daily.day, daily.revenue, daily.units from mart_daily_sales as daily
      cross join mart_period where daily.day > mart_period.as_of - ${mostDays} order by daily.day`,
    products: `with ranked as (
        select cells.product_id, sum(cells.revenue) as revenue from sale_cells as cells
        join mart_period on cells.ordered_on between mart_period.as_of - ${rankedDays - 1} and mart_period.as_of
        where cells.product_id is not null group by cells.product_id
        having sum(cells.revenue) > 0 order by revenue desc, cells.product_id limit ${mostProducts}
      )
      select cells.product_id, cells.ordered_on as day, sum(cells.revenue) as revenue, sum(cells.units) as units
      from sale_cells as cells
      join ranked on ranked.product_id = cells.product_id
      join mart_period on cells.ordered_on between mart_period.as_of - ${mostDays - 1} and mart_period.as_of
      group by cells.product_id, cells.ordered_on order by cells.product_id, cells.ordered_on`,
    holidays: `with kept as (select distinct day, holiday, country from clean_calendar),
      whole as (select sum(revenue) as revenue from mart_country_sales where revenue > 0)
      select kept.day, least(1.0, sum(case when kept.country is null then 1.0
        else coalesce(cast(sales.revenue as double) / whole.revenue, 0.0) end)) as share,
        string_agg(kept.holiday || coalesce(', ' || kept.country, ''), '; ' order by kept.holiday, kept.country) as names
      from kept cross join whole
      left join mart_country_sales as sales on sales.country = kept.country and sales.revenue > 0
      join mart_period on kept.day between mart_period.as_of - ${mostDays - 1} and mart_period.as_of + 14
      group by kept.day order by kept.day`,
  },
  compute({period, shop, products, holidays}) {
    const asOf = period![0]!.as_of as string;
    const calendar = new Map(
      holidays!.map(({day, share, names}) => [
        daysBetween(asOf, day as string),
        {share: Number(share), names: names as string},
      ]),
    );
    const isCounted = shop!.every(({units}) => units !== null);
    const subjects = [{product: null, rows: shop!}, ...byProduct(products!).filter(({rows}) => isSteady(rows, asOf))];
    return subjects.flatMap(({product, rows}) =>
      measures
        .filter((measure) => measure === "revenue" || (isCounted && rows.every(({units}) => units !== null)))
        .flatMap((measure) => linesOf({product, measure, asOf, days: daily(rows, measure, asOf), calendar})),
    );
  },
};

/** Sold on most of the last days: of what sells now and then nobody can say the day. */
function isSteady(rows: readonly Row[], asOf: string): boolean {
  const sold = rows.filter(({day, revenue}) => daysBetween(day as string, asOf) < steadyDays && Number(revenue) > 0);
  return 2 * sold.length > steadyDays;
}

function byProduct(rows: readonly Row[]): {product: string; rows: readonly Row[]}[] {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const product = row.product_id as string;
    const own = found.get(product);
    if (own) own.push(row);
    else found.set(product, [row]);
  }
  return [...found].map(([product, own]) => ({product, rows: own}));
}

/** One product, or the shop (NULL), in one measure. */
interface Subject {
  readonly product: string | null;
  readonly measure: Measure;
  readonly asOf: string;
  readonly days: Days;
  /** By the days since the as-of day. */
  readonly calendar: ReadonlyMap<number, {readonly share: number; readonly names: string}>;
}

interface Days {
  readonly first: string;
  readonly values: readonly number[];
}

/** Every day from the first with a sale to the as-of day. */
function daily(rows: readonly Row[], measure: Measure, asOf: string): Days {
  const sold = rows.filter((row) => Number(row[measure]) !== 0);
  const first = (sold[0]?.day as string | undefined) ?? asOf;
  const values = new Array<number>(daysBetween(first, asOf) + 1).fill(0);
  for (const row of sold) values[daysBetween(first, row.day as string)] = Number(row[measure]);
  return {first, values};
}

/** As foreseen today, and as it was a week ago with what came since. */
function linesOf(subject: Subject): Row[] {
  const {values} = subject.days;
  return [0, lookBack].flatMap((ago) => {
    const past = values.slice(0, values.length - ago);
    const forecast = forecastOf(seriesOf(subject, past));
    return forecast ? rowsOf(subject, past, ago, forecast) : [];
  });
}

/** With the holidays of its days and of the two weeks after them. */
function seriesOf({days, calendar}: Subject, values: readonly number[]): Series {
  if (calendar.size === 0) return {values, holidays: []};
  const last = days.values.length - 1;
  const all = Array.from({length: values.length + 14}, (_, i) => calendar.get(i - last));
  return {values, holidays: all.map((day) => day?.share ?? 0), special: all.map((day) => day?.names ?? null)};
}

function rowsOf(subject: Subject, past: readonly number[], ago: number, {trials, days, sums}: Forecast): Row[] {
  const {product, measure, asOf} = subject;
  const all = subject.days.values;
  const own = {product_id: product, measure, made_on: addDays(asOf, -ago)};
  const taken = {...own, method: trials[0]!.method.name, place: 1};
  const actualOf = (from: number, to: number) => (to <= ago ? total(all, past.length + from, past.length + to) : null);
  return [
    ...days.map((day, i) => ({...taken, kind: "day", days: i + 1, ...day, actual: actualOf(i, i + 1)})),
    ...sums.map((sum) => ({
      ...taken,
      kind: "sum",
      ...sum,
      actual: actualOf(0, sum.days),
      earlier: total(past, past.length - sum.days, past.length),
    })),
    ...trials.map(({method, origins, smape, mase}, i) => ({
      ...own,
      kind: "method",
      method: method.name,
      place: i + 1,
      origins,
      smape: Number(smape.toFixed(6)),
      mase: mase === null ? null : Number(mase.toFixed(6)),
    })),
  ];
}

/** Four decimals, as money has. */
function total(values: readonly number[], from: number, to: number): string {
  return values
    .slice(from, to)
    .reduce((sum, value) => sum + value, 0)
    .toFixed(4);
}
