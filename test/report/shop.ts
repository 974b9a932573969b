import {catalog} from "../../src/config/catalog.ts";
import type {Config} from "../../src/config/config.ts";
import {addDays} from "../../src/lib/time.ts";
import type {DailyFacts, Facts} from "../../src/report/figures.ts";
import {Warehouse} from "../../src/store/warehouse.ts";

export const hostileName = '=HYPERLINK("x")<script>alert(1)</script>';

/** A complete config; only what reports read carries meaning. */
export function shopConfig(changes: Partial<Config> = {}, sources = catalog.map(({name}) => name)): Config {
  return {
    file: "/shop/config.yaml",
    hash: "c0ffee",
    timezone: "UTC",
    currency: "EUR",
    locale: "en-GB",
    title: "Corner Shop",
    sections: [],
    sources: catalog
      .filter(({name}) => sources.includes(name))
      .map((spec) => ({
        name: spec.name,
        spec,
        input: {format: "csv", path: `/shop/data/${spec.name}.csv`},
        columns: {},
        missing: [],
        optional: false,
        maxRejected: 1,
        line: 1,
        column: 1,
      })),
    attribution: "linear",
    customerNames: "none",
    warehouse: ":memory:",
    outputs: "/shop/outputs",
    logs: "/shop/logs",
    secrets: [],
    ...changes,
  } as Config;
}

/** One calendar day after another; the last is 2024-12-31. */
export function series(days: readonly Partial<DailyFacts>[]): DailyFacts[] {
  return days.map((day, place) => ({
    day: addDays("2024-12-31", place + 1 - days.length),
    revenue: "0.0000",
    orders: 0,
    units: 0,
    pageviews: null,
    sessions: null,
    footfall: null,
    ...day,
  }));
}

/** Facts of 57 even days, on which only what a test changes stands out. */
export function facts(changes: Partial<Facts> = {}): Facts {
  const even = {revenue: "100.0000", orders: 4, units: 8, pageviews: 900, sessions: 200, footfall: 50};
  const daily = series(Array.from({length: 57}, (_, place) => ({...even, revenue: `${100 + (place % 2)}.0000`})));
  return {
    period: {first_day: daily[0]!.day, as_of: "2024-12-31", days: 57, attribution: "linear"},
    sales: {
      revenue: "5728.0000",
      unattributed: "1728.0000",
      units: 456,
      orders: 228,
      orders_attributed: 160,
      quantities_given: 228,
      products_given: 228,
      countries_given: 228,
      least_product: "1000.0000",
      least_country: "5728.0000",
    },
    credits: {attributed: "4000.0000", credits: 200},
    daily,
    campaigns: [campaign("Spring", "3000.0050"), campaign(hostileName, "999.9950")],
    products: [
      {name: "lamp", revenue: "4728.0000", units: 300, orders: 200},
      {name: "chair", revenue: "1000.0000", units: 156, orders: 28},
    ],
    countries: [{name: "日本", revenue: "5728.0000", units: 456, orders: 228}],
    quality: {
      orders: {raw: 228, clean: 228, rejected: 0, duplicates: 0, reasons: {}},
      campaigns: {raw: 20, clean: 17, rejected: 2, duplicates: 1, reasons: {"ends_on is before starts_on": 2}},
      web_traffic: {raw: 57, clean: 57, rejected: 0, duplicates: 0, reasons: {}},
      footfall: {raw: 57, clean: 57, rejected: 0, duplicates: 0, reasons: {}},
    },
    joins: [
      {
        name: "sales to flights",
        left_table: "clean_orders",
        right_table: "clean_campaigns",
        cardinality: "each sale to any number of flights",
        rows_before: 228,
        rows_after: 228,
        left_matched: 160,
        left_unmatched: 68,
        right_matched: 6,
        right_unmatched: 1,
      },
    ],
    audits: [{name: "joins_keep_rows", about: "Each join gives back as many rows as it was given.", faults: 0}],
    figures: [],
    sections: [],
    notes: [],
    ...changes,
  };
}

function campaign(name: string, attributed: string) {
  return {
    name,
    flights: 2,
    orders: 80,
    credits: 100,
    attributed_revenue: attributed,
    full_credit_revenue: "3500.0000",
    spend: null,
  };
}

/** The tables a finished pipeline leaves, for 30 days of `sales` sales in all. */
export async function openShop(sales = 120): Promise<Warehouse> {
  const warehouse = await Warehouse.open(":memory:");
  await warehouse.run(`
    create table mart_period as
      select date '2024-12-02' as first_day, date '2024-12-31' as as_of, cast(30 as bigint) as days, 'linear' as attribution;
    create table mart_orders as
      select cast(i as varchar) as sale_id, cast(i as varchar) as order_id, cast(date '2024-12-02' + cast(i % 30 as integer) as date) as ordered_on,
        cast(null as timestamp) as ordered_at, 'p' || (i % 20) as product_id, cast(null as varchar) as customer_id, cast(null as varchar) as store_id,
        case i % 3 when 0 then 'France' when 1 then '-Wales' else '日本, "Tokyo"' end as country, cast(1 + i % 4 as bigint) as quantity,
        cast(10 + (i % 7) * 1.005 as decimal(18, 4)) as revenue, cast(i % 2 as bigint) as active_flights,
        case when i % 2 = 1 then '${hostileName}' end as campaign_name,
        cast(case when i % 2 = 1 then 10 + (i % 7) * 1.005 else 0 end as decimal(18, 4)) as attributed_revenue,
        cast(100 as bigint) as pageviews, cast(40 as bigint) as sessions, cast(null as bigint) as footfall, cast(20.5 as decimal(18, 4)) as temperature
      from range(1, ${sales + 1}) as numbers(i);
    create table mart_attribution as
      select sale_id, '1' as flight_id, campaign_name, revenue as credit, revenue as full_credit from mart_orders where active_flights > 0;
    create table mart_daily_sales as
      select ordered_on as day, cast(sum(revenue) as decimal(18, 4)) as revenue, cast(sum(quantity) as bigint) as units, count(*) as orders,
        cast(100 as bigint) as pageviews, cast(40 as bigint) as sessions, cast(null as bigint) as footfall,
        cast(null as decimal(18, 4)) as footfall_mean, cast(20.5 as decimal(18, 4)) as temperature
      from mart_orders group by ordered_on;
    create table mart_campaign_sales as
      select campaign_name, cast(1 as bigint) as flights, count(distinct sale_id) as orders, count(*) as credits,
        cast(sum(credit) as decimal(18, 4)) as attributed_revenue, cast(sum(full_credit) as decimal(18, 4)) as full_credit_revenue, cast(null as decimal(18, 4)) as spend
      from mart_attribution group by campaign_name;
    create table mart_product_sales as
      select product_id, cast(sum(revenue) as decimal(18, 4)) as revenue, cast(sum(quantity) as bigint) as units, count(*) as orders from mart_orders group by product_id;
    create table mart_country_sales as
      select country, cast(sum(revenue) as decimal(18, 4)) as revenue, cast(sum(quantity) as bigint) as units, count(*) as orders from mart_orders group by country;
    create table mart_totals as
      select cast(sum(revenue) as decimal(18, 4)) as revenue, cast(sum(attributed_revenue) as decimal(18, 4)) as attributed_revenue,
        cast(coalesce(sum(revenue) filter (where active_flights = 0), 0) as decimal(18, 4)) as unattributed_revenue, cast(sum(quantity) as bigint) as units,
        count(*) as sales, count(*) as orders, count(*) filter (where active_flights > 0) as orders_attributed, count(*) filter (where active_flights > 0) as credits,
        count(quantity) as quantities_given, count(product_id) as products_given, count(country) as countries_given,
        (select min(revenue) from mart_product_sales) as least_product, (select min(revenue) from mart_country_sales) as least_country
      from mart_orders;
    create table mart_joins as
      select 'sales to flights' as name, 'clean_orders' as left_table, 'clean_campaigns' as right_table, 'each sale to at most one flight' as cardinality,
        cast(${sales} as bigint) as rows_before, cast(${sales} as bigint) as rows_after, cast(1 as bigint) as left_matched, cast(2 as bigint) as left_unmatched,
        cast(1 as bigint) as right_matched, cast(0 as bigint) as right_unmatched;
    create table mart_audits as select 'joins_keep_rows' as name, 'Joins keep rows.' as about, cast(0 as bigint) as faults;
    create table clean_counts as select * from (values ('orders', ${sales + 3}, ${sales}, 2, 1), ('campaigns', 1, 1, 0, 0)) as counts(source, raw, clean, rejected, duplicates);
    create table rejected_orders as select * from (values (7, 'revenue', 'x', 'revenue is not a number'), (7, 'ordered_on', '?', 'ordered_on is not a date'), (9, 'revenue', 'y', 'revenue is not a number')) as faults("row", "column", value, reason);
    create table rejected_campaigns as select * from rejected_orders where false;
    create table run_notes (stage varchar, kind varchar, source varchar, message varchar);
    create table raw_files as
      select 'orders' as source, 1 as file_no, '/shop/data/orders.csv' as path, 'csv' as format, 'utf-8' as encoding, cast(1234 as bigint) as bytes,
        '2025-01-01T00:00:00Z' as modified_at, 'abc' as sha256, cast(1 as bigint) as first_row, cast(${sales + 3} as bigint) as "rows";
    create table run_figures as
      select 1 as position, 'daily-sales' as name, cast(null as varchar) as section, 'figures/daily-sales.png' as file, 'Sales average 50' as title, '30 days' as subtitle,
        'A line "at" 50' as alt, 720 as width, 300 as height`);
  return warehouse;
}
