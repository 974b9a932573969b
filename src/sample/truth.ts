import type {SourceCounts} from "./counts.ts";
import type {SectionTruths} from "./sectionTruths.ts";

/** What a right pipeline must find in the sample. Money is decimal text with two decimals, days are `YYYY-MM-DD`, ids are text. */
export interface Truth extends SectionTruths {
  readonly sample: {readonly orders: number; readonly seed: number};
  readonly planted: Planted;
  /** First and last day with a clean order, and the calendar days from one to the other. */
  readonly period: {readonly from: string; readonly to: string; readonly days: number};
  readonly totals: {readonly orders: number; readonly units: number; readonly revenue: string};
  readonly attribution: AttributionTruth;
  readonly quality: Readonly<Record<string, SourceCounts>>;
  /** Days of the period with at least one order, and with a sum of sessions and of footfall. */
  readonly days_with: {readonly orders: number; readonly sessions: number; readonly footfall: number};
  /** Every campaign with a usable flight, sold or not. */
  readonly campaigns: readonly CampaignTruth[];
  readonly countries: readonly (SalesTruth & {readonly country: string | null})[];
  readonly products: readonly (SalesTruth & {readonly product_id: string})[];
  readonly days: readonly DayTruth[];
}

/** Why the numbers are as they are; a test of what they show must agree. */
export interface Planted {
  /** Visits of the web shop that go one step further, as shares of those at the step before. */
  readonly funnel_rates: {readonly cart: number; readonly checkout: number; readonly purchase: number};
  /** Share of the lines that come back in the end, by category, and of the one product that is faulty. */
  readonly return_rates: Readonly<Record<string, number>>;
  readonly faulty_product: {readonly product_id: string; readonly return_rate: number};
  /** Days in which a shop had nothing of a product, both inclusive; those that reach the last day are not over. */
  readonly stock_outs: readonly {
    readonly product_id: string;
    readonly store_id: string;
    readonly from: string;
    readonly to: string;
  }[];
  /** Products of which little was left on the last day. */
  readonly low_products: readonly string[];
  /** Sold, but on no list of products; never in stock; on the shelf, but never sold. */
  readonly unlisted_product: string;
  readonly unstocked_product: string;
  readonly unsold_products: readonly string[];
  /** Share of the day's orders in each hour, 0 to 23, Monday first. */
  readonly hours: readonly (readonly number[])[];
  readonly growth_per_year: number;
  readonly trend: "up";
  readonly revenue_against_sessions: "positive";
  readonly closed_days: readonly string[];
  /** Shares of spoiled records, by source and kind. */
  readonly dirt: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Linear: each sale's cents in equal parts to its flights, the remaining cents to the lowest flight numbers. */
export interface AttributionTruth {
  readonly model: "linear";
  readonly attributed: string;
  readonly unattributed: string;
  readonly total: string;
  readonly credits: number;
  readonly orders_attributed: number;
  readonly orders_unattributed: number;
  readonly full_credit: string;
}

export interface SalesTruth {
  readonly orders: number;
  readonly units: number;
  readonly revenue: string;
}

export interface CampaignTruth {
  readonly campaign_name: string;
  /** Factor by which an advertised product sells better. */
  readonly lift: number;
  readonly flights: number;
  readonly orders: number;
  readonly credits: number;
  readonly attributed_revenue: string;
  readonly full_credit_revenue: string;
  readonly spend: string;
}

/** Sums of the day; NULL where nothing was measured. Temperature: the sum of the readings in °C, for an exact mean. */
export interface DayTruth extends SalesTruth {
  readonly day: string;
  readonly pageviews: number | null;
  readonly sessions: number | null;
  readonly footfall: number | null;
  readonly footfall_readings: number;
  readonly temperature_sum: string | null;
  readonly temperature_readings: number;
}

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** JSON in which a list of like records is `{columns, rows}` with one row a line: compact, and good to compare. */
export function renderTruth(truth: Truth): string {
  const parts = Object.entries(truth).map(
    ([name, part]) => `${JSON.stringify(name)}: ${Array.isArray(part) ? renderTable(part) : JSON.stringify(part)}`,
  );
  return `{\n${parts.join(",\n")}\n}\n`;
}

function renderTable(records: readonly object[]): string {
  const columns = JSON.stringify(Object.keys(records[0] ?? {}));
  const rows = records.map((record) => JSON.stringify(Object.values(record)));
  return `{"columns": ${columns}, "rows": [\n${rows.join(",\n")}\n]}`;
}

/** What `renderTruth` wrote, with its lists of records again. */
export function parseTruth(text: string): Truth {
  const parts = Object.entries(JSON.parse(text) as Record<string, unknown>);
  return Object.fromEntries(parts.map(([name, part]) => [name, isTable(part) ? recordsOf(part) : part])) as never;
}

function isTable(part: unknown): part is Table {
  return typeof part === "object" && part !== null && "columns" in part && "rows" in part;
}

function recordsOf({columns, rows}: Table): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
}
