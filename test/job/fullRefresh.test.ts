import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {afterEach, beforeEach, expect, test} from "vitest";
import {loadConfig} from "../../src/config/load.ts";
import type {JobContext} from "../../src/job/context.ts";
import {freezeLater, makeTables} from "../../src/job/tables.ts";
import {silentLog} from "../../src/lib/log.ts";
import {runStages} from "../../src/pipeline.ts";
import type {StageContext, StageName} from "../../src/stage.ts";
import {Warehouse} from "../../src/store/warehouse.ts";
import {edit, makeShop, removeFolder} from "../support/shop.ts";

let folder: string;
let warehouse: Warehouse;
/** What there is after a first run. */
let atOnce: Record<string, string[]>;
beforeEach(async () => {
  folder = makeShop();
  await setTimeout(120); // Later than what a file's time can tell apart: else it is read again anyway.
  warehouse = await Warehouse.open(join(folder, "warehouse.duckdb"), "Europe/Paris");
  await make(false);
  atOnce = await contents();
});
afterEach(() => {
  warehouse.close();
  removeFolder(folder);
});

function workplace(isFullRefresh: boolean, into = warehouse): StageContext {
  const config = loadConfig(join(folder, "config.yaml"));
  return {config, warehouse: into, log: silentLog, today: "2026-02-02", folder, isFullRefresh};
}

const make = (isFullRefresh: boolean, into = warehouse) =>
  makeTables({progress: {started() {}, finished() {}}} as unknown as JobContext, workplace(isFullRefresh, into));

/** All that is there to be asked, row by row. */
async function contents(of = warehouse): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {};
  for (const name of (await of.tables()).filter((table) => /^(raw|clean|rejected|duplicates|mart)_/.test(table)))
    seen[name] = (await of.rows(`select * from ${name}`)).map((row) => JSON.stringify(row)).sort();
  return seen;
}

async function madeAtOnce(): Promise<Record<string, string[]>> {
  const other = await Warehouse.open(":memory:", "Europe/Paris");
  try {
    await make(false, other);
    return await contents(other);
  } finally {
    other.close();
  }
}

function dictionaries(layer: string): Promise<{name: string}[]> {
  return warehouse.rows(
    `select table_name as name from information_schema.columns where column_name = 'code' and starts_with(table_name, '${layer}_orders')`,
  );
}

const tamperings: readonly (readonly [what: string, sql: () => Promise<string>])[] = [
  ["a sum kept by day", async () => "update traffic_days set sessions = sessions + 1"],
  [
    "what was read and typed",
    async () => `update ${(await dictionaries("texts"))[1]!.name} set "text" = 'Spain';
      update ${(await dictionaries("values"))[0]!.name} set value = null; delete from rows_footfall`,
  ],
  [
    "what is known of changes",
    async () => `update source_states set settings = 'other', look = 'damaged';
      drop table fingerprints; drop table touched_days; drop table clean_counts`,
  ],
];

test.for(tamperings)("starts over where %s was tampered with", async ([, tamper]) => {
  await warehouse.run(await tamper());
  await make(true);
  expect(await contents()).toEqual(atOnce);
});

test("which a run by itself would not see", async () => {
  await warehouse.run("update traffic_days set sessions = sessions + 1");
  edit(folder, "orders.csv", "20.10", "30.10");
  await make(false);
  expect(await contents()).not.toEqual(await madeAtOnce());
});

test("says of every source that it was read, and of every day that it was made, again", async () => {
  const [integrate, , federate] = await make(true);
  expect(integrate!.counts.orders).toMatchObject({read: 28, fresh: 28});
  expect(federate!.counts.days_made).toEqual({orders: 28, attribution: 28, web_traffic: 28, footfall: 28});
});

test("runs after it change no more than what changed", async () => {
  await make(true);
  await make(true);
  edit(folder, "orders.csv", "20.10", "30.10");
  const [integrate, , federate] = await make(false);
  expect(integrate!.counts.orders).toMatchObject({fresh: 1, gone: 1});
  expect(federate!.counts.days_made).toMatchObject({orders: 1, footfall: 0});
  expect(await contents()).toEqual(await madeAtOnce());
});

test("works stage by stage", async () => {
  await warehouse.run("update traffic_days set sessions = 1; delete from rows_footfall");
  for (const stage of ["integrate", "normalize", "federate"] satisfies StageName[]) {
    await freezeLater(warehouse, stage);
    await runStages([stage], workplace(true));
  }
  expect(await contents()).toEqual(atOnce);
});
