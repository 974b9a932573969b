import type {SourceCounts} from "./counts.ts";

/** What a right pipeline must find in the sample. Money is decimal text with two decimals, days are `YYYY-MM-DD`, ids are text. */
export interface Truth {
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
