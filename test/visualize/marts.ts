import {catalog} from "../../src/config/catalog.ts";
import type {Config} from "../../src/config/config.ts";
import {formatsFor} from "../../src/lib/format.ts";
import {silentLog} from "../../src/lib/log.ts";
import type {StageContext} from "../../src/stage.ts";
import {text, Warehouse} from "../../src/store/warehouse.ts";
import type {Theme} from "../../src/visualize/theme.ts";

/** A day of `mart_daily_sales`; `orders` is 0 where revenue is "0". */
export interface Day {
  readonly revenue: string;
  readonly sessions?: number | null;
  readonly footfall?: number | null;
}

export interface Campaign {
  readonly name: string;
  readonly attributed: string;
  readonly full: string;
}

export interface Marts {
  /** From 1 January 2024 on. */
  readonly days: readonly Day[];
  readonly campaigns?: readonly Campaign[];
  readonly attribution?: string;
}

/** A warehouse with the marts that figures are drawn from. */
export async function openMarts({days, campaigns = [], attribution = "linear"}: Marts): Promise<Warehouse> {
  const warehouse = await Warehouse.open(":memory:");
  await warehouse.run(`
create table mart_daily_sales (day date, revenue decimal(18, 4), orders bigint, sessions bigint, footfall bigint);
create table mart_campaign_sales (
    campaign_name varchar, credits bigint, attributed_revenue decimal(18, 4), full_credit_revenue decimal(18, 4)
);
create table mart_period as
select date '2024-01-01' as first_day, date '${dayAt(days.length - 1)}' as as_of, ${text(attribution)} as attribution`);
  await insert(warehouse, "mart_daily_sales", days.map(dayValues));
  await insert(warehouse, "mart_campaign_sales", campaigns.map(campaignValues));
  return warehouse;
}

async function insert(warehouse: Warehouse, table: string, rows: readonly string[]): Promise<void> {
  if (rows.length > 0) await warehouse.run(`insert into ${table} values ${rows.join(", ")}`);
}

function dayValues({revenue, sessions = null, footfall = null}: Day, i: number): string {
  return `(date '${dayAt(i)}', ${revenue}, ${Number(revenue) === 0 ? 0 : 1}, ${sessions}, ${footfall})`;
}

function campaignValues({name, attributed, full}: Campaign): string {
  return `(${text(name)}, 1, ${attributed}, ${full})`;
}

/** The day so many days after 1 January 2024. */
export function dayAt(i: number): string {
  return new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
}

/** Sales with a weekly rhythm, sessions that move them, and a gap every eleventh day. */
export function shopDays(length: number): Day[] {
  return Array.from({length}, (_, i) => {
    const sessions = 5000 + 900 * Math.sin(i * 1.7) + (i % 7 === 6 ? -1500 : 0);
    const revenue = 1000 + 0.2 * sessions + 80 * Math.cos(i * 2.3);
    return {revenue: revenue.toFixed(4), sessions: i % 11 === 10 ? null : Math.round(sessions)};
  });
}

/** Stands in for the canvas where pixels do not matter: every letter is as wide as an n of Inter. */
export const theme: Theme = {
  formats: formatsFor("en-GB", "EUR"),
  measure: (text, size) => 0.6 * size * text.length,
  legible: (text) => text,
};

/** What the stage is given; the config holds only what it looks at. */
export function contextFor(
  warehouse: Warehouse,
  folder: string,
  locale = "en-GB",
  sources = catalog.map(({name}) => name),
): StageContext {
  const config = {locale, currency: "EUR", sections: [], sources: sources.map((name) => ({name}))} as unknown as Config;
  return {config, warehouse, log: silentLog, today: "2026-01-01", folder};
}
