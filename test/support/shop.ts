import {createHash} from "node:crypto";
import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import Database from "better-sqlite3";
import type {TestContext} from "vitest";

const days = Array.from({length: 28}, (_, i) => `2026-01-${String(i + 1).padStart(2, "0")}`);

/** A small shop with four sources and one section, four weeks of 2026: one sale a day, from 20.10 to 47.10. */
const files: Readonly<Record<string, string>> = {
  "config.yaml": `timezone: Europe/Paris
sources:
  orders: {csv: orders.csv}
  campaigns: {csv: campaigns.csv}
  web_traffic: {json: web_traffic.json}
  footfall: {csv: footfall.csv}
sections: [time]
`,
  "orders.csv": csv(
    "ordered_on,product_id,country,quantity,revenue",
    days.map((day, i) => `${day},7,France,2,${20 + i}.10`),
  ),
  "campaigns.csv": csv("campaign_name,product_id,starts_on,ends_on", ["New year,7,2026-01-05,2026-01-11"]),
  "web_traffic.json": JSON.stringify(days.map((day, i) => ({date: day, pageviews: 90 + i, sessions: 40 + i}))),
  "footfall.csv": csv(
    "measured_at,footfall,temperature",
    days.map((day, i) => `${day} 12:00:00,${100 + i},${i}.5`),
  ),
};

function csv(header: string, records: readonly string[]): string {
  return [header, ...records, ""].join("\n");
}

/** A folder with the shop in it; remove it with `removeFolder`. */
export function makeShop(): string {
  const folder = emptyFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "daybook-shop-"));
}

/** A copy of a shop, with everything a run has left in it, at the times at which it was written. */
export function copyOf(shop: string): string {
  const folder = emptyFolder();
  cpSync(shop, folder, {recursive: true, verbatimSymlinks: true, preserveTimestamps: true});
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, {recursive: true, force: true});
}

type Finishing = Pick<TestContext, "onTestFinished">;

/** Folders for one test only: a copy of a shop, a shop no run has seen, an empty one. */
export const copied = (shop: string, test: Finishing) => temporary(copyOf(shop), test);
export const untouched = (test: Finishing) => temporary(makeShop(), test);
export const empty = (test: Finishing) => temporary(emptyFolder(), test);

function temporary(folder: string, {onTestFinished}: Finishing): string {
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/** Replaces a part of a file; the part must be there. */
export function edit(folder: string, name: string, from: string, to: string): void {
  const text = readFileSync(join(folder, name), "utf8");
  if (!text.includes(from)) throw new Error(`${name} does not contain ${from}`);
  writeFileSync(
    join(folder, name),
    text.replace(from, () => to),
  );
}

/** An SQLite file with one table, all columns text. */
export function writeSqlite(file: string, table: string, records: readonly Readonly<Record<string, string>>[]): void {
  const database = new Database(file);
  const columns = Object.keys(records[0]!);
  database.exec(`create table ${table} (${columns.join(", ")})`);
  const insert = database.prepare(`insert into ${table} values (${columns.map((name) => `@${name}`).join(", ")})`);
  for (const record of records) insert.run(record);
  database.close();
}

/** Every file below `folder` with a hash of its bytes, by path: equal values are equal folders. */
export function fingerprint(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, {recursive: true, encoding: "utf8"}).sort();
  const isFile = (name: string) => statSync(join(folder, name)).isFile();
  return Object.fromEntries(names.filter(isFile).map((name) => [name, hashOf(join(folder, name))]));
}

function hashOf(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
