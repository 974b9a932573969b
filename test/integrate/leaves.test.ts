import {closeSync, openSync, readSync} from "node:fs";
import Database from "better-sqlite3";
import fc from "fast-check";
import {beforeEach, expect, test} from "vitest";
import type {Batch} from "../../src/integrate/bulk/batch.ts";
import {Odd} from "../../src/integrate/bulk/odd.ts";
import {openBatches, type SqliteTask} from "../../src/integrate/bulk/sqliteBatches.ts";
import {planTable} from "../../src/integrate/bulk/sqliteTask.ts";
import {sessionOf} from "../../src/integrate/sqliteSession.ts";
import {runs} from "../support/runs.ts";
import {Workplace} from "./fixture.ts";

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});

/** The rows of the table as texts, number first, and what types its columns have: from the file itself, and by SQLite. */
function readBoth(path: string): {fromFile: unknown; bySqlite: unknown; isFromFile: boolean} {
  const handle = openSync(path, "r");
  const database = new Database(path, {readonly: true});
  try {
    const header = Buffer.alloc(100);
    readSync(handle, header, 0, 100, 0);
    const session = sessionOf(database);
    const input = {format: "sqlite", path, table: "orders"} as const;
    const common = {path, bytes: 0, patience: 1000};
    const read = (file?: {handle: number; header: Buffer}) =>
      outcome(() => {
        const {task} = planTable(database, session, input, {...common, ...(file && {file})});
        return rowsOf(database, task);
      });
    let isFromFile = false;
    // A query that may not be asked tells whether the file alone was enough.
    outcome(() => {
      const {task} = planTable(database, session, input, {...common, file: {handle, header}});
      const refused = {prepare: () => fail()} as unknown as Database.Database;
      const rows = rowsOf(refused, task);
      isFromFile = task.leaves !== undefined;
      return rows;
    });
    return {fromFile: read({handle, header}), bySqlite: read(), isFromFile};
  } finally {
    database.close();
    closeSync(handle);
  }
}

function fail(): never {
  throw new Error("asked");
}

function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error instanceof Odd ? "odd" : (error as Error).message;
  }
}

function rowsOf(database: Database.Database, task: SqliteTask): unknown {
  const batches = openBatches(database, task);
  const texts = task.columns.map(() => [] as string[]);
  const rows: unknown[] = [];
  for (let next = batches.next(); ; next = batches.next()) {
    if (next.done) return {rows, types: next.value.types};
    rows.push(...shown(next.value, texts));
  }
}

function shown({rows, numbers, columns}: Batch, texts: string[][]): unknown[] {
  columns.forEach(({texts: fresh}, i) => {
    let start = 0;
    for (const end of fresh?.ends ?? []) {
      texts[i]!.push(Buffer.from(fresh!.bytes.subarray(start, end)).toString());
      start = end;
    }
  });
  return Array.from({length: rows}, (_, row) => [
    String(numbers![row]),
    ...columns.map(({values, valid}, i) => {
      if (values instanceof Int32Array) return values[row] === -1 ? null : texts[i]![values[row]!];
      return valid && !(valid[row >> 3]! & (1 << (row & 7))) ? null : String(values[row]);
    }),
  ]);
}

const value = fc.oneof(
  fc.constantFrom("", "a", "é", "日本", '"', "\n", "2024-01-09", "$12.50", "x".repeat(70), "0012"),
  fc.constant(null),
  fc.integer({min: -3, max: 130}),
  fc.integer({min: -70_000, max: 9_000_000}),
  fc.bigInt({min: -(2n ** 63n), max: 2n ** 63n - 1n}),
  fc.integer({min: -99_999, max: 9_999_999}).map((cents) => cents / 100),
);
const rare = fc.oneof(
  {weight: 300, arbitrary: value},
  {weight: 1, arbitrary: fc.constantFrom(Buffer.from([1, 2]), Buffer.from("x"), "nul \0", "y".repeat(3000))},
  {weight: 1, arbitrary: fc.double({noNaN: true})},
);
const declared = fc.constantFrom("text", "integer", "real", "numeric", "", "double precision", "floating point");
const tables = fc.record({
  pageSize: fc.constantFrom(512, 1024, 4096, 65_536),
  types: fc.tuple(declared, declared, declared),
  key: fc.constantFrom("", ", id integer primary key", ", id integer primary key desc", ", id int primary key"),
  rows: fc.array(fc.array(rare, {minLength: 3, maxLength: 3}), {minLength: 1, maxLength: 40}),
  times: fc.integer({min: 1, max: 12}),
  deleted: fc.constantFrom("false", "rowid % 7 = 3", "rowid < 20", "rowid between 30 and 200", "rowid > 11"),
  isAltered: fc.constantFrom(false, false, true),
});

test("the rows of a table read from the file's own pages are what SQLite gives", () => {
  let fromFile = 0;
  fc.assert(
    fc.property(tables, ({pageSize, types, key, rows, times, deleted, isAltered}) => {
      const path = place.path(`shop-${Math.random()}.db`);
      const db = new Database(path);
      const [a, b, c] = types;
      db.exec(`pragma page_size = ${pageSize}; create table orders (a ${a}, b ${b}, c ${c}${key})`);
      const insert = db.prepare("insert into orders (a, b, c) values (?, ?, ?)");
      db.transaction(() => {
        for (let i = 0; i < times; i++) for (const row of rows) insert.run(...row);
        if (key.includes("int primary")) db.exec("update orders set id = 5 * rowid");
      })();
      db.exec(`delete from orders where ${deleted}`);
      if (isAltered) {
        db.exec("alter table orders add column d text default 'new'");
        insert.run("late", 1, 2);
      }
      db.close();
      const found = readBoth(path);
      expect(found.fromFile).toEqual(found.bySqlite);
      if (found.isFromFile) fromFile++;
    }),
    {numRuns: runs(100)},
  );
  expect(fromFile).toBeGreaterThan(runs(100) / 10);
});

test("bytes that are no UTF-8, and a tree of several levels, are as SQLite has them", () => {
  const path = place.path("shop.db");
  const db = new Database(path);
  db.exec(`pragma page_size = 512; create table orders (a text, n integer);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000)
    insert into orders select 'day ' || (i % 300), i % 7 from n`);
  const deep = readBoth(path);
  expect(deep.isFromFile).toBe(true);
  expect(deep.fromFile).toEqual(deep.bySqlite);
  db.exec(
    "update orders set a = cast(x'c3' as text) where rowid = 7; update orders set a = cast(x'a9' as text) where rowid = 8",
  );
  expect(readBoth(path)).toMatchObject({fromFile: "odd", bySqlite: "odd"});
  db.close();
});
