import {createHash} from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {RunError} from "../../src/lib/errors.ts";
import {writeReport} from "../../src/report/index.ts";
import type {Warehouse} from "../../src/store/warehouse.ts";
import {hostileName, openShop, shopConfig} from "./shop.ts";

let root: string;
let warehouse: Warehouse;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "daybook-report-"));
  warehouse = await openShop();
});
afterEach(() => {
  warehouse.close();
  rmSync(root, {recursive: true});
});

/** A run's folder in which visualize has left its figure. */
function runFolder(name: string): string {
  const folder = join(root, name);
  mkdirSync(join(folder, "figures"), {recursive: true});
  writeFileSync(join(folder, "figures", "daily-sales.png"), "not really a picture");
  return folder;
}

function write(folder: string, id = "r1") {
  const stages = [{stage: "integrate", ms: 12, counts: {orders: {rows: 123}}, changes: {orders: "appended"}}];
  const run = {id, started: "2025-01-01T06:00:00Z", now: () => "2025-01-01T06:00:09Z", stages};
  const config = shopConfig({}, ["orders", "campaigns", "web_traffic"]);
  return writeReport({warehouse, config, folder, run, today: "2025-01-01"});
}

const json = (folder: string, file: string) => JSON.parse(readFileSync(join(folder, file), "utf8"));

test("writes tables, report and manifest, and returns what report.json holds", async () => {
  const folder = runFolder("a");
  const report = await write(folder);
  expect(readdirSync(folder).sort()).toEqual([
    "figures",
    "manifest.json",
    "report.html",
    "report.json",
    "report.txt",
    "tables",
  ]);
  expect(readdirSync(join(folder, "tables")).sort()).toEqual(
    [
      "attribution",
      "audits",
      "campaign_sales",
      "country_sales",
      "daily_sales",
      "joins",
      "orders",
      "period",
      "product_sales",
      "totals",
    ].map((name) => `${name}.csv`),
  );
  expect(json(folder, "report.json")).toEqual(report);
});

test("reads totals, rankings, quality and figures from the warehouse", async () => {
  const report = await write(runFolder("a"));
  // 120 sales of 10 + (i mod 7) · 1.005: seventeen rounds of seven, and one sale more of 11.005.
  expect(report.totals).toEqual({orders: 120, units: 300, revenue: "1559.79", average_order_value: "13.00"});
  expect(report.attribution).toMatchObject({
    total: "1559.79",
    adds_up: true,
    credits: 60,
    orders_attributed: 60,
    orders_unattributed: 60,
  });
  expect(report.top.products).toHaveLength(15);
  expect(report.top.campaigns).toMatchObject([{name: hostileName, credits: 60}]);
  expect(report.quality.orders).toEqual({
    raw: 123,
    clean: 120,
    rejected: 2,
    duplicates: 1,
    reasons: {"revenue is not a number": 2, "ordered_on is not a date": 1},
  });
  expect(report.figures).toMatchObject([{name: "daily-sales", alt: 'A line "at" 50'}]);
  expect(report.degraded).toEqual([expect.stringMatching(/^2 of 123 order records were set aside/)]);
});

test("everything but the manifest is the same, byte for byte, on a second run", async () => {
  const [first, second] = [runFolder("a"), runFolder("b")];
  await write(first);
  await write(second, "r2");
  const files = readdirSync(first, {recursive: true, encoding: "utf8"}).filter((file) =>
    /\.(html|txt|json|csv)$/.test(file),
  );
  expect(files.length).toBe(14);
  for (const file of files.filter((name) => name !== "manifest.json"))
    expect(readFileSync(join(second, file)).equals(readFileSync(join(first, file))), file).toBe(true);
});

test("the manifest names inputs relative to the config, counts, changes, timings, and every other file with its hash", async () => {
  const folder = runFolder("a");
  await write(folder);
  const manifest = json(folder, "manifest.json");
  expect(manifest).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    config_hash: "c0ffee",
    as_of: "2024-12-31",
    run: "r1",
    started: "2025-01-01T06:00:00Z",
    finished: "2025-01-01T06:00:09Z",
    inputs: [{source: "orders", path: "data/orders.csv", bytes: 1234, sha256: "abc", rows: 123}],
    counts: {integrate: {orders: {rows: 123}}},
    changes: {integrate: {orders: "appended"}},
    timings_ms: {integrate: 12, report: expect.any(Number)},
  });
  const files = readdirSync(folder, {recursive: true, encoding: "utf8"}).filter(
    (file) => /\.\w+$/.test(file) && file !== "manifest.json",
  );
  expect(manifest.outputs.map(({file}: {file: string}) => file)).toEqual(files.sort());
  for (const {file, bytes, sha256} of manifest.outputs) {
    const content = readFileSync(join(folder, file));
    expect({bytes, sha256}).toEqual({
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
    });
  }
});

test("a figure whose file is missing is left out", async () => {
  const folder = join(root, "bare");
  mkdirSync(folder);
  expect((await write(folder)).figures).toEqual([]);
});

test("works where no figure was ever drawn and no stage left a note", async () => {
  await warehouse.run("drop table run_figures; drop table run_notes");
  expect(await write(runFolder("a"))).toMatchObject({figures: []});
});

test("says what to do where there are no marts", async () => {
  await warehouse.run("drop table mart_period");
  await expect(write(runFolder("a"))).rejects.toThrow("run `node main federate` first");
});

test.skipIf(!existsSync("/dev/full"))("a full disk is said to be one", async () => {
  const folder = runFolder("a");
  symlinkSync("/dev/full", join(folder, "report.txt"));
  const failure = write(folder);
  await expect(failure).rejects.toThrow(RunError);
  await expect(failure).rejects.toThrow(
    "outputs (/shop/outputs): the disk is full; free some space and run again; earlier reports are untouched",
  );
});
