import {mkdirSync, readdirSync, statSync} from "node:fs";
import {join} from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import {afterEach, beforeEach, expect, test} from "vitest";
import {loadConfig} from "../../src/config/load.ts";
import type {JobContext} from "../../src/job/context.ts";
import {makeTables} from "../../src/job/tables.ts";
import {withWorkplace} from "../../src/job/workplace.ts";
import {silentLog} from "../../src/lib/log.ts";
import {compact} from "../../src/store/compact.ts";
import {Warehouse} from "../../src/store/warehouse.ts";
import {edit, makeShop, removeFolder} from "../support/shop.ts";

let folder: string;
beforeEach(() => {
  folder = makeShop();
  mkdirSync(join(folder, "data"));
});
afterEach(() => removeFolder(folder));

const warehouseFile = () => join(folder, "data", "warehouse.duckdb");

test("a run gives back the room of a warehouse that is large and mostly free, and says so", async () => {
  const warehouse = await Warehouse.open(warehouseFile());
  await warehouse.run(`create table kept as select 1 as n;
    create table dropped as select hash(range) as h from range(9000000); checkpoint; drop table dropped`);
  warehouse.close();
  const logged: unknown[] = [];
  const log = {...silentLog, info: (facts: object, message: string) => logged.push({message, ...facts})};
  const config = loadConfig(join(folder, "config.yaml"));
  const context = {config, log, signal: new AbortController().signal} as unknown as JobContext;
  const rows = await withWorkplace(context, (workplace) => workplace.warehouse.rows("select n from kept"));
  expect(rows).toEqual([{n: 1}]);
  expect(logged).toEqual([
    {message: "warehouse compacted", bytes_before: expect.any(Number), bytes: expect.any(Number)},
  ]);
  expect(statSync(warehouseFile()).size).toBeLessThan(1 << 20);
  expect(readdirSync(join(folder, "data"))).toEqual(["warehouse.duckdb"]);
});

/** A day in the life of the database: so many rows deleted, edited and added, each anywhere. */
interface Day {
  readonly seed: number;
  readonly deleted: number;
  readonly edited: number;
  readonly added: number;
}

const rowsAtFirst = 50_000;
const few = fc.nat(400);
const ordinary = fc.record({seed: fc.nat(999), deleted: few, edited: few, added: few});
const purge = fc.record({seed: fc.nat(999), deleted: fc.constant(rowsAtFirst - 1000), edited: few, added: few});
const days = Number(process.env.DAYBOOK_DAYS ?? 3);
const before = fc.array(ordinary, {minLength: days - 1, maxLength: days - 1});
const after = fc.array(ordinary, {minLength: 1, maxLength: days});

function live({seed, deleted, edited, added}: Day): void {
  const database = new Database(join(folder, "shop.db"));
  const some = (rows: number) =>
    `rowid in (select rowid from orders order by (rowid * 7919 + ${seed}) % 104729 limit ${rows})`;
  database.exec(`
    create table if not exists orders (ordered_on text, product_id text, country text, revenue text, receipt text);
    delete from orders where ${some(deleted)};
    update orders set revenue = '${seed}.' || (10 + rowid % 89), country = 'Country ' || (rowid % 97) where ${some(edited)};
    with recursive n(i) as (select 1 union all select i + 1 from n where i <= ${added})
      insert into orders select date('2025-01-01', '+' || ((i * 7 + ${seed}) % 365) || ' days'), 'p' || (i % 40), 'France',
        i || '.' || (10 + ${seed} % 90), printf('%s-%08x-%08x-%08x', ${seed}, i, i * 2654435761 % 4294967296, i * 3266489917 % 4294967296)
        from n where i <= ${added}`);
  database.close();
}

async function run(file: string, least?: number): Promise<number> {
  const warehouse = await Warehouse.open(file);
  try {
    const config = loadConfig(join(folder, "config.yaml"));
    const workplace = {config, warehouse, log: silentLog, today: "2026-02-02", folder};
    await makeTables({progress: {started() {}, finished() {}}} as unknown as JobContext, workplace);
    if (least !== undefined) await compact(warehouse, least);
  } finally {
    warehouse.close();
  }
  return statSync(file).size;
}

test("whatever changes by day, the warehouse is no larger than twice what it would be anew", {
  timeout: 900_000,
}, async () => {
  edit(folder, "config.yaml", "{csv: orders.csv}", "{sqlite: shop.db, table: orders}");
  await fc.assert(
    fc.asyncProperty(before, purge, after, async (earlier, gone, later) => {
      live({seed: 1, deleted: 0, edited: 0, added: rowsAtFirst});
      let size = await run(warehouseFile(), 0);
      for (const day of [...earlier, gone, ...later]) {
        live(day);
        size = await run(warehouseFile(), 0);
      }
      const anew = await run(join(folder, "data", "anew.duckdb"));
      expect(size).toBeLessThan(2 * anew);
    }),
    {numRuns: 1, endOnFailure: true},
  );
});
