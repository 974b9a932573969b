import {type ByDay, comparedDays, type Flight, isRival, type Shop} from "../../lib/lift/comparedDays.ts";
import {liftOf} from "../../lib/lift/lift.ts";
import type {Row} from "../../store/warehouse.ts";
import type {Computed} from "../computed.ts";

const keys = ["product_id", "customer_id", "store_id", "country"] as const;
const scope = keys.join(", ");
/** Flights for one customer are not held against anything. */
const sold = keys.filter((key) => key !== "customer_id").join(", ");
/** Days are counted from the first one of the period. */
const dayNumber = (day: string) => `date_diff('day', mart_period.first_day, ${day})`;

export const flightLifts: Computed = {
  name: "flight_lifts",
  about:
    "By which factor more was sold of what a flight applies to than without it, with the bounds of 95 in 100 cases, or why that cannot be told: a row for each flight that has begun.",
  needs: ["campaigns"],
  sections: ["effect"],
  reads: [
    "clean_campaigns",
    "scope_days",
    "sale_cells",
    "mart_period",
    "mart_daily_sales",
    "mart_country_sales",
    "clean_calendar",
  ],
  columns: {
    flight_id: "varchar",
    factor: "double",
    factor_low: "double",
    factor_high: "double",
    baseline_days: "integer",
    reason: "varchar",
  },
  queries: {
    period: "select days from mart_period",
    flights: `select cast(flight_id as varchar) as flight_id, ${scope},
        ${dayNumber("starts_on")} as first, ${dayNumber("ends_on")} as last
      from clean_campaigns join mart_period on starts_on <= mart_period.as_of
      order by starts_on, clean_campaigns.flight_id`,
    // A line of text for each scope, of which there are few: its days would be too many rows.
    sold: `select ${sold},
        string_agg(cast(${dayNumber("ordered_on")} as varchar) || ':' || cast(coalesce(units, sales) as varchar) || ':' || cast(sales as varchar), ' ') as days
      from scope_days cross join mart_period group by ${sold} order by ${sold}`,
    // Of products that no flight is ever for.
    elsewhere: `select ${dayNumber("ordered_on")} as day, sum(coalesce(units, sales)) as sold
      from sale_cells join mart_period on ordered_on <= mart_period.as_of
      where product_id not in (select product_id from clean_campaigns where product_id is not null)
      group by 1 order by 1`,
    left_out: `with whole as (select sum(revenue) as revenue from mart_country_sales where revenue > 0),
      kept as (select distinct day, country from clean_calendar),
      holidays as (
        select kept.day from kept cross join whole
        left join mart_country_sales as sales on sales.country = kept.country and sales.revenue > 0
        group by kept.day
        having sum(case when kept.country is null then 1.0 else coalesce(cast(sales.revenue as double) / whole.revenue, 0.0) end) >= 0.5
      )
      select ${dayNumber("daily.day")} as day from mart_daily_sales as daily cross join mart_period
      where daily.orders = 0 or daily.day in (select day from holidays) order by 1`,
  },
  compute(facts) {
    const {period, flights, elsewhere, left_out} = facts;
    const days = Number(period![0]!.days);
    const leftOut = new Set(left_out!.map(({day}) => Number(day)));
    const series = new Map(facts.sold!.map((row) => [scopeOf(row), daysOf(String(row.days))]));
    const rest = restOf(elsewhere!, days);
    const all = flights!.map((row) => ({id: row.flight_id as string, ...flightOf(row)}));
    const rivals = rivalsAmong(all);
    return all.map((flight) => {
      const own = series.get(scopeKey(flight.keys)) ?? none;
      // Flights on all products are on these as well.
      const isOfAll = flight.keys[0] === null;
      const shop: Shop = {sold: own, elsewhere: isOfAll ? none : rest, first: 0, last: days - 1, leftOut};
      return {flight_id: flight.id, ...estimate(flight, rivals(flight), shop)};
    });
  },
};

const none: ByDay<never> = new Map<number, never>();
/** Units a day below which other products say nothing of the shop. */
const leastElsewhere = 5;

function restOf(rows: readonly Row[], days: number): ByDay<number> {
  const sold = rows.map((row): [number, number] => [Number(row.day), Number(row.sold)]);
  return sold.reduce((sum, [, units]) => sum + units, 0) < leastElsewhere * days ? none : new Map(sold);
}

function estimate(flight: Flight, rivals: readonly Flight[], shop: Shop): Row {
  const lift = liftOf(comparedDays(flight, rivals, shop));
  if (typeof lift === "string") return {reason: lift};
  const rounded = (value: number) => Number(value.toPrecision(8));
  return {
    factor: rounded(lift.factor),
    factor_low: rounded(lift.low),
    factor_high: rounded(lift.high),
    baseline_days: lift.baselineDays,
  };
}

/** Only flights of the same product, or of all, can be rivals of one. */
function rivalsAmong(all: readonly Flight[]): (flight: Flight) => readonly Flight[] {
  const byProduct = new Map<string | null, Flight[]>();
  for (const flight of all) {
    const own = byProduct.get(flight.keys[0]!);
    if (own) own.push(flight);
    else byProduct.set(flight.keys[0]!, [flight]);
  }
  return (flight) => {
    const product = flight.keys[0]!;
    const near = product === null ? all : [...(byProduct.get(product) ?? []), ...(byProduct.get(null) ?? [])];
    return near.filter((rival) => isRival(rival, flight));
  };
}

function flightOf(row: Row): Flight {
  return {from: Number(row.first), to: Number(row.last), keys: keys.map((key) => row[key] as string | null)};
}

function scopeOf(row: Row): string {
  return scopeKey(keys.map((key) => (row[key] ?? null) as string | null));
}

function scopeKey(values: readonly (string | null)[]): string {
  return JSON.stringify(values);
}

/** Of "3:12:10 4:7:7": the day, the units and the sales. */
function daysOf(text: string): Shop["sold"] {
  return new Map(
    text.split(" ").map((part) => {
      const [day, units, sales] = part.split(":").map(Number);
      return [day!, {units: units!, sales: sales!}] as const;
    }),
  );
}
