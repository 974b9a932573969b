import {appendFileSync, mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from "vitest";
import {loadConfig} from "../../src/config/load.ts";
import type {JobContext} from "../../src/job/context.ts";
import {freezeLater, makeTables} from "../../src/job/tables.ts";
import {AuditError, GateError, InterruptionError} from "../../src/lib/errors.ts";
import {silentLog} from "../../src/lib/log.ts";
import {type Progress, runStages} from "../../src/pipeline.ts";
import type {StageContext} from "../../src/stage.ts";
import {Warehouse} from "../../src/store/warehouse.ts";
import {copyOf, edit, makeShop, removeFolder} from "../support/shop.ts";

let made: string;
let folder: string;
let warehouse: Warehouse;
/** A shop of which tables were made once: each test goes on from there with its own. */
beforeAll(async () => {
  folder = makeShop();
  warehouse = await Warehouse.open(join(folder, "warehouse.duckdb"), "Europe/Paris");
  await make();
  warehouse.close();
  made = folder;
});
afterAll(() => removeFolder(made));

beforeEach(async () => {
  folder = copyOf(made);
  warehouse = await Warehouse.open(join(folder, "warehouse.duckdb"), "Europe/Paris");
});
afterEach(() => {
  warehouse.close();
  removeFolder(folder);
});

const silent: Progress = {started() {}, finished() {}};

function workplace(): StageContext {
  return {config: loadConfig(join(folder, "config.yaml")), warehouse, log: silentLog, today: "2026-02-02", folder};
}

function make(progress = silent) {
  return makeTables({progress} as JobContext, workplace());
}

const sumOf = async (table: string) =>
  (await warehouse.row<{sum: string}>(`select sum(revenue) as sum from ${table}`)).sum;
const martsNow = async () => [await sumOf("mart_orders"), await sumOf("mart_daily_sales"), await sumOf("mart_totals")];
const first = "940.8000";
const changed = "1840.8000";

const raise = () => edit(folder, "orders.csv", "20.10", "920.10");

test("a changed order goes through raw, clean and marts", async () => {
  expect(await martsNow()).toEqual([first, first, first]);
  raise();
  await make();
  expect(await martsNow()).toEqual([changed, changed, changed]);
});

test("a fault found by an audit leaves the marts, and the records that are wrong to look at", async () => {
  raise();
  mkdirSync(join(folder, "audits"));
  writeFileSync(
    join(folder, "audits", "low.sql"),
    "-- No sale is above 500.\nselect 1 as n from mart_orders where revenue > 500",
  );
  appendFileSync(join(folder, "config.yaml"), "audits: audits\n");
  await expect(make()).rejects.toThrow(AuditError);
  expect(await martsNow()).toEqual([first, first, first]);
  expect(await sumOf("clean_orders")).toBe(changed);
});

test("a gate that is not met leaves the marts, and what was rejected to look at", async () => {
  edit(folder, "orders.csv", "20.10", "not a number");
  edit(folder, "config.yaml", "csv: orders.csv", "csv: orders.csv, max_rejected: 1 %");
  await expect(make()).rejects.toThrow(GateError);
  expect(await martsNow()).toEqual([first, first, first]);
  expect(await warehouse.rows("select value from rejected_orders")).toEqual([{value: "not a number"}]);
  edit(folder, "config.yaml", "max_rejected: 1 %", "max_rejected: 50 %");
  await make();
  expect(await sumOf("mart_orders")).toBe("920.7000");
});

test("told to stop before the marts, it keeps what was read, and goes on from there", async () => {
  raise();
  const stopping: Progress = {
    started: (stage) => {
      if (stage === "federate") throw new InterruptionError("stop");
    },
    finished() {},
  };
  await expect(make(stopping)).rejects.toThrow(InterruptionError);
  expect(await martsNow()).toEqual([first, first, first]);
  expect(await sumOf("clean_orders")).toBe(changed);
  await make();
  expect(await martsNow()).toEqual([changed, changed, changed]);
});

test("anything else that fails takes all of it back", async () => {
  raise();
  const failing: Progress = {
    started: (stage) => {
      if (stage === "federate") throw new Error("no disk");
    },
    finished() {},
  };
  await expect(make(failing)).rejects.toThrow("no disk");
  expect(await martsNow()).toEqual([first, first, first]);
  expect(await sumOf("clean_orders")).toBe(first);
  await make();
  expect(await martsNow()).toEqual([changed, changed, changed]);
});

test.for(["integrate", "normalize"] as const)("%s alone leaves what later stages made", async (stage) => {
  raise();
  if (stage === "normalize") {
    await freezeLater(warehouse, "integrate");
    await runStages(["integrate"], workplace());
    expect(await sumOf("clean_orders")).toBe(first);
  }
  await freezeLater(warehouse, stage);
  await runStages([stage], workplace());
  expect(await martsNow()).toEqual([first, first, first]);
  await make();
  expect(await martsNow()).toEqual([changed, changed, changed]);
});
