import type {ChildProcess} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {describe, expect, test} from "vitest";
import type {Report} from "../../src/report/report.ts";
import {parseTruth, writeSample} from "../../src/sample/index.ts";
import type {Truth} from "../../src/sample/truth.ts";
import {daybook, ended, start} from "../support/program.ts";
import {emptyFolder, removeFolder} from "../support/shop.ts";

/** `DAYBOOK_ORDERS=1000000 npm test` adds that size. */
const extra = process.env.DAYBOOK_ORDERS ? [Number(process.env.DAYBOOK_ORDERS)] : [];
const sizes = [5000, ...extra];

/** All that the report has had from the first; the whole shop has a test of its own. */
const only = ["orders", "campaigns", "web_traffic", "footfall"] as const;

describe.each(sizes)("a sample shop of %d orders", (orders) => {
  test("everything its truth says is found", {timeout: 600_000}, async () => {
    const folder = emptyFolder();
    try {
      await writeSample({orders, seed: 3, folder, only});
      expect(await daybook([], {cwd: folder})).toMatchObject({code: 0});
      compare(folder);
    } finally {
      removeFolder(folder);
    }
  });
});

const canMeasure = existsSync("/proc/self/status");
if (extra.length > 0 && !canMeasure) console.warn("skipping: the memory of a process cannot be read here");

describe.skipIf(!canMeasure).each(extra)("a run over %d orders", (orders) => {
  test("stays under 1.2 GB, with a heap of 200 MB", {timeout: 600_000}, async () => {
    const folder = emptyFolder();
    try {
      await writeSample({orders, seed: 3, folder, only});
      const child = start([], {cwd: folder, env: {NODE_OPTIONS: "--max-old-space-size=200"}});
      const [{code}, peak] = await Promise.all([ended(child), peakMemory(child)]);
      console.info(`${orders} orders: ${Math.round(peak / 1e6)} MB at most`);
      expect(code).toBe(0);
      expect(peak).toBeGreaterThan(50e6);
      expect(peak).toBeLessThan(1.2e9);
    } finally {
      removeFolder(folder);
    }
  });
});

/** The most memory a process ever had in use until it ended (its resident set), in bytes. The system keeps the mark, so nothing between two looks is missed. */
async function peakMemory(child: ChildProcess): Promise<number> {
  let peak = 0;
  const look = () => {
    peak = highWaterMark(child.pid!) ?? peak;
  };
  const timer = setInterval(look, 50);
  await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(timer);
  return peak;
}

/** Nothing for a process that has ended. */
function highWaterMark(pid: number): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

/** Compares outputs with truth, number by number. */
function compare(folder: string): void {
  const truth = parseTruth(readFileSync(join(folder, "truth.json"), "utf8"));
  const latest = join(folder, "outputs/latest");
  const report = JSON.parse(readFileSync(join(latest, "report.json"), "utf8"));
  const table = (name: string): Row[] => parse(readFileSync(join(latest, `tables/${name}.csv`)), {columns: true});
  const {full_credit, ...attribution} = truth.attribution;
  expect(report.period).toEqual(truth.period);
  expect(report.totals).toMatchObject(truth.totals);
  expect(report.attribution).toMatchObject({...attribution, adds_up: true});
  for (const [source, {raw, clean, rejected, duplicates}] of Object.entries(truth.quality)) {
    expect({source, ...report.quality[source]}).toMatchObject({source, raw, clean, rejected, duplicates});
  }
  expect(cents(table("campaign_sales"), "full_credit_revenue")).toBe(Math.round(Number(full_credit) * 100));
  expect(pick(table("campaign_sales"), campaignColumns)).toEqual(pick(truth.campaigns, campaignColumns));
  expect(pick(table("country_sales"), ["country", ...salesColumns])).toEqual(
    pick(
      truth.countries.map(({country, ...sales}) => ({country: country ?? "(not given)", ...sales})),
      ["country", ...salesColumns],
    ),
  );
  expect(pick(table("product_sales"), ["product_id", ...salesColumns])).toEqual(
    pick(truth.products, ["product_id", ...salesColumns]),
  );
  expect(pick(table("daily_sales"), dayColumns)).toEqual(pick(truth.days, dayColumns));
  comparePlanted(truth, report, table("daily_sales"));
}

const salesColumns = ["orders", "units", "revenue"];
const campaignColumns = ["campaign_name", "flights", "orders", "credits", "attributed_revenue", "full_credit_revenue"];
const dayColumns = ["day", ...salesColumns, "pageviews", "sessions", "footfall"];

type Row = Readonly<Record<string, string>>;

function comparePlanted({planted, days_with}: Truth, report: Report, days: readonly Row[]): void {
  expect(planted.trend).toBe("up");
  expect(report.trend).toMatchObject({significant: true});
  expect(report.trend.slope_per_day).toBeGreaterThan(0);
  expect(report.correlation.sessions!.r).toBeGreaterThan(0.3);
  expect(report.correlation.sessions!.p).toBeLessThan(0.001);
  expect(days.filter(({orders}) => orders !== "0")).toHaveLength(days_with.orders);
  expect(days.filter(({sessions}) => sessions !== "")).toHaveLength(days_with.sessions);
  expect(days.filter(({footfall}) => footfall !== "")).toHaveLength(days_with.footfall);
  for (const day of planted.closed_days)
    expect(days.find((row) => row.day === day)).toMatchObject({orders: "0", revenue: "0.00"});
}

/** The columns of each record as texts, missing as "", in one order. */
function pick(records: readonly object[], columns: readonly string[]): string[] {
  return records
    .map((record) => columns.map((column) => String((record as Record<string, unknown>)[column] ?? "")).join(" | "))
    .sort();
}

function cents(rows: readonly Row[], column: string): number {
  return rows.reduce((sum, row) => sum + Math.round(Number(row[column]) * 100), 0);
}
