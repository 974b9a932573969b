import type {SectionName} from "../config/config.ts";
import {phrased, RunError} from "../lib/errors.ts";
import type {Note} from "../stage.ts";
import {identifier, text, type Warehouse} from "../store/warehouse.ts";
import type {Audit, CampaignRow, Day, Figure, Join, Money, RankedRow, SourceQuality} from "./report.ts";
import {readSections, type SectionSource} from "./sections/index.ts";

/** How many lines a ranking has. */
const places = 15;

/** What the warehouse says, before anything is made of it. Rankings have `places` rows at most, `daily` one row per day of the period. */
export interface Facts {
  readonly period: PeriodFacts;
  readonly sales: SalesFacts;
  readonly credits: {readonly attributed: Money; readonly credits: number};
  readonly daily: readonly DailyFacts[];
  readonly campaigns: readonly CampaignRow[];
  readonly products: readonly RankedFacts[];
  readonly countries: readonly RankedFacts[];
  readonly quality: Readonly<Record<string, SourceQuality>>;
  readonly joins: readonly Join[];
  readonly audits: readonly Omit<Audit, "passed">[];
  readonly figures: readonly Figure[];
  readonly sections: readonly SectionSource[];
  readonly notes: readonly Note[];
}

/** `label` is NULL or missing where nothing says what it is called. */
export interface RankedFacts extends Omit<RankedRow, "share" | "label"> {
  readonly label?: string | null;
}

export interface PeriodFacts {
  readonly first_day: Day;
  readonly as_of: Day;
  readonly days: number;
  readonly attribution: string;
}

/** The `*_given` count sales that state one; the `least_*` are what the weakest of them took in. */
export interface SalesFacts {
  readonly revenue: Money;
  readonly unattributed: Money;
  readonly units: number;
  readonly orders: number;
  readonly orders_attributed: number;
  readonly quantities_given: number;
  readonly products_given: number;
  readonly countries_given: number;
  readonly least_product: Money;
  readonly least_country: Money;
}

export interface DailyFacts {
  readonly day: Day;
  readonly revenue: Money;
  readonly orders: number;
  readonly units: number;
  readonly pageviews: number | null;
  readonly sessions: number | null;
  readonly footfall: number | null;
}

/** One file the run read. */
export interface InputFacts {
  readonly source: string;
  readonly path: string;
  readonly format: string;
  readonly encoding: string | null;
  readonly bytes: number;
  readonly modified_at: string | null;
  readonly sha256: string;
  readonly rows: number;
}

/** Reads all a report is made of. Throws RunError where there are no marts yet. */
export async function readFacts(warehouse: Warehouse, sections: readonly SectionName[]): Promise<Facts> {
  const tables = new Set(await warehouse.tables());
  if (!tables.has("mart_period"))
    throw new RunError(
      phrased`there is nothing to report yet: run \`node main federate\` first, or \`node main\` for everything`,
    );
  return {
    period: await warehouse.row<PeriodFacts>("select first_day, as_of, days, attribution from mart_period"),
    sales: await warehouse.row<SalesFacts>(salesTotals),
    credits: await warehouse.row("select attributed_revenue as attributed, credits from mart_totals"),
    daily: await warehouse.rows<DailyFacts>(
      "select day, revenue, orders, units, pageviews, sessions, footfall from mart_daily_sales order by day",
    ),
    campaigns: await warehouse.rows<CampaignRow>(topCampaigns),
    products: await warehouse.rows(tables.has("clean_products") ? namedProducts : topProducts),
    countries: await warehouse.rows(topCountries),
    quality: await readQuality(warehouse),
    joins: await warehouse.rows<Join>(joins),
    audits: await warehouse.rows("select name, about, faults from mart_audits order by name"),
    figures: tables.has("run_figures") ? await warehouse.rows<Figure>(figures) : [],
    sections: await readSections(warehouse, sections, {tables, shared: await sharedNames(warehouse, tables)}),
    notes: tables.has("run_notes") ? await warehouse.rows<Note>("select kind, source, message from run_notes") : [],
  };
}

async function sharedNames(warehouse: Warehouse, tables: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  if (!tables.has("clean_products")) return new Set();
  const rows = await warehouse.rows<{name: string}>(
    `select product_name as name from clean_products where product_name is not null
     group by product_name having count(*) > 1`,
  );
  return new Set(rows.map(({name}) => name));
}

export async function readInputs(warehouse: Warehouse): Promise<readonly InputFacts[]> {
  return warehouse.rows<InputFacts>(
    'select source, path, format, encoding, bytes, modified_at, sha256, "rows" from raw_files order by source, file_no',
  );
}

/** The finished tables that are handed out as files. */
export async function martNames(warehouse: Warehouse): Promise<readonly string[]> {
  return (await warehouse.tables()).filter((table) => table.startsWith("mart_"));
}

/** Every name there is of a product, a country and a campaign, by the column of the orders that holds it. */
export const nameTables: Readonly<Record<string, string>> = {
  product_id: "mart_product_sales",
  country: "mart_country_sales",
  campaign_name: "mart_campaign_sales",
};

/** How many columns, from the left, tell all rows of a table apart, where that spares the engine many comparisons. */
export const keyColumns: Readonly<Record<string, number>> = {mart_attribution: 2};

/** With a row for every sale. */
export const ordersMart = "mart_orders";

/** The columns of an order that are those of its day. */
export const dayColumns = {table: "mart_daily_sales", day: "ordered_on"} as const;

/** What an order's line has from its day, and sums that tell when its orders changed. */
export const daysOfOrders = `(select day, pageviews, sessions, footfall, temperature, revenue, units, orders from ${dayColumns.table})`;

/** What tells apart the orders of the period: those that have a line. */
export const linedOrders = `(select orders.* from clean_orders as orders
  join ${dayColumns.table} as days on days.day = orders.ordered_on)`;

/** How many orders have a line. */
export async function countLines(warehouse: Warehouse): Promise<number> {
  return (await warehouse.row<{sales: number}>("select sales from mart_totals")).sales;
}

/** The last row that has a line. It is mostly among the last rows there are. */
export async function lastRow(warehouse: Warehouse): Promise<number> {
  const among = (where: string) =>
    warehouse.row<{last: number | null}>(`select max("row") as last from ${linedOrders} where ${where}`);
  const {last} = await rowSpan(warehouse);
  return (await among(`"row" > ${last - 100_000}`)).last ?? (await among("true")).last ?? -1;
}

/** SQL for the first row of the orders. */
export const firstRow = '(select min("row") from rows_orders)';

/** Whether every row from the first to the last is there and has one of `lines` lines, and these can be numbered. */
export async function isWithoutGaps(warehouse: Warehouse, lines: number): Promise<boolean> {
  const {isDense} = await warehouse.row<{isDense: boolean}>(
    `select count(*) = ${lines} and count(*) < 2147483648 and coalesce(max("row") - min("row") + 1 = count(*), true) as "isDense"
     from rows_orders`,
  );
  return isDense;
}

/** From which row to which the orders go, and how many there are. */
export async function rowSpan(warehouse: Warehouse) {
  return warehouse.row<{first: number; last: number; rows: number}>(
    'select coalesce(min("row"), 0) as first, coalesce(max("row"), 0) as last, count(*) as "rows" from rows_orders',
  );
}

export async function readQuality(warehouse: Warehouse): Promise<Record<string, SourceQuality>> {
  const quality: Record<string, SourceQuality> = {};
  const counts = await warehouse.rows<{source: string} & Omit<SourceQuality, "reasons">>(
    "select source, raw, clean, rejected, duplicates from clean_counts",
  );
  const reasons = await readReasons(
    warehouse,
    counts.map(({source}) => source),
  );
  for (const {source, ...rows} of counts) quality[source] = {...rows, reasons: reasons.get(source) ?? {}};
  return quality;
}

async function readReasons(warehouse: Warehouse, sources: readonly string[]) {
  if (sources.length === 0) return new Map<string, Record<string, number>>();
  const each = sources.map(
    (source) => `select ${text(source)} as source, reason, count(distinct "row") as records
      from ${identifier(`rejected_${source}`)} group by reason`,
  );
  const found = await warehouse.rows<{source: string; reason: string; records: number}>(
    `${each.join(" union all ")} order by records desc, reason`,
  );
  const bySource = new Map<string, Record<string, number>>();
  for (const {source, reason, records} of found) bySource.set(source, {...bySource.get(source), [reason]: records});
  return bySource;
}

const salesTotals = `
  select revenue, unattributed_revenue as unattributed, units, orders, orders_attributed,
    quantities_given, products_given, countries_given, least_product, least_country
  from mart_totals`;

const topCampaigns = `
  select campaign_name as name, flights, orders, credits, attributed_revenue, full_credit_revenue, spend
  from mart_campaign_sales
  order by attributed_revenue desc, full_credit_revenue desc, campaign_name
  limit ${places}`;

const joins = `
  select name, left_table, right_table, cardinality, rows_before, rows_after, left_matched, left_unmatched, right_matched, right_unmatched
  from mart_joins`;

const figures = "select name, section, file, title, subtitle, alt, width, height from run_figures order by position";

const topProducts = ranking("mart_product_sales", "product_id");
const topCountries = ranking("mart_country_sales", "country");

/** With what they are called, and their ids where several are called alike. */
const namedProducts = `
  with named as (
    select product_id, product_name, count(*) over (partition by product_name) as alike from clean_products
  )
  select top.*, case when named.alike > 1 then named.product_name || ' (' || top.name || ')' else named.product_name end as label
  from (${topProducts}) as top left join named on named.product_id = top.name
  order by top.revenue desc, top.name`;

function ranking(table: string, key: string): string {
  return `select ${key} as name, revenue, units, orders from ${table} order by revenue desc, ${key} limit ${places}`;
}
