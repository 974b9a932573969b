import {mkdirSync} from "node:fs";
import Database from "better-sqlite3";
import fc from "fast-check";
import {beforeEach, expect, test} from "vitest";
import type {InputConfig} from "../../src/config/config.ts";
import {readCsv} from "../../src/integrate/csv.ts";
import {describe as describeFile} from "../../src/integrate/files.ts";
import {readJson} from "../../src/integrate/json.ts";
import {readSqlite} from "../../src/integrate/sqlite.ts";
import type {Row} from "../../src/store/warehouse.ts";
import {runs} from "../support/runs.ts";
import {sourceOf, Workplace} from "./fixture.ts";

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});

interface Found {
  readonly rows: readonly Row[];
  readonly columns: readonly unknown[];
  readonly sha256: unknown;
}

async function inBulk(input: InputConfig): Promise<Found> {
  await place.integrate(sourceOf(input));
  const columns = await place.warehouse.rows(
    'select name, column_name as "columnName", is_number as "isNumber" from raw_columns order by position',
  );
  return {rows: await place.raw(), columns, sha256: (await place.warehouse.row("select sha256 from raw_files")).sha256};
}

async function withCare(input: InputConfig): Promise<Found> {
  const {warehouse} = place;
  const folder = place.path("care");
  mkdirSync(folder, {recursive: true});
  await warehouse.run(
    'drop table if exists t; create or replace table f ("row" bigint, line bigint, record varchar, reason varchar)',
  );
  const target = {warehouse, table: "t", faults: "f", folder};
  const file = await describeFile(input.path);
  const read = {csv: readCsv, json: readJson, sqlite: readSqlite}[input.format as "csv"] as typeof readCsv;
  const {columns, sha256} = await read(file, input as never, target);
  const known = columns.map((column) => ({...column, isNumber: column.isNumber === true}));
  return {rows: await warehouse.rows('select * from t order by "row"'), columns: known, sha256};
}

async function expectSame(input: InputConfig): Promise<void> {
  expect(await inBulk(input)).toEqual(await withCare(input));
}

const word = fc.oneof(
  fc.constantFrom(
    "1/2/2024",
    "FR",
    "$1.50",
    "7",
    "007",
    "-3",
    "2.5",
    "é€𝄞",
    "'",
    "NULL",
    "null",
    "a b",
    " x",
    "x ",
    "0",
  ),
  fc.string({unit: "binary", maxLength: 4}).filter((text) => !/[\0\ud800-\udfff]/u.test(text)),
);

test("CSV read in bulk is what reading with care gives", async () => {
  const plain = fc.oneof(word, fc.constant("")).map((text) => text.replaceAll(/[\r\n]/g, ""));
  const field = plain.map((text) => (/[",]|^ *$|^ /.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
  const records = fc.array(fc.tuple(field, field, field), {maxLength: 30});
  await fc.assert(
    fc.asyncProperty(records, fc.boolean(), fc.constantFrom("\n", "\r\n"), async (rows, isEnded, newline) => {
      const lines = ["day,country,amount", "1,2,3", ...rows.map((row) => row.join(","))];
      const path = place.file("orders.csv", lines.join(newline) + (isEnded ? newline : ""));
      await expectSame({format: "csv", path});
    }),
    {numRuns: runs(10)},
  );
});

test("JSON read in bulk is what reading with care gives", async () => {
  const value = fc.oneof(
    word,
    fc.constantFrom(null, true, false, 0, -0, 1, -7, 12.5, 0.5, 0.00001, 1e21, 1e300, 9007199254740992, 1.1),
    fc.double({noNaN: true, noDefaultInfinity: true}),
    fc.integer(),
    fc.constantFrom([1, "x"], {a: null}),
  );
  const record = fc.record({day: value, käse: value, amount: value, "a/b": value}, {requiredKeys: []});
  const shapes = fc.constantFrom(
    (records: object[]) => JSON.stringify(records),
    (records: object[]) => JSON.stringify(records, null, 2),
    (records: object[]) => records.map((one) => JSON.stringify(one)).join("\n"),
    (records: object[]) => `${records.map((one) => JSON.stringify(one)).join("\r\n\n")}\n`,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(record, {maxLength: 20}), shapes, async (records, written) => {
      const path = place.file("orders.json", written([{day: "1"}, ...records]));
      await expectSame({format: "json", path});
    }),
    {numRuns: runs(6)},
  );
});

test.for([
  ["1.10"],
  ["1.0"],
  ["-0"],
  ["100000000000000000000"],
  ["1E3"],
  ["0.1e-5"],
  ['"\\u00e9"'],
  ['"\\ud834\\udd1e"'],
  ["[1, 2]"],
  ["true"],
] as const)("a JSON value written as %s is what reading with care gives", async ([written]) => {
  const path = place.file(
    "orders.json",
    `[{"a": 1, "b": ${written}}, {"a": 2, "b": "é"}, {"b": ${written}, "a": null}]`,
  );
  await expectSame({format: "json", path});
});

test("an SQLite table read in bulk is what reading with care gives", async () => {
  const value = fc.oneof(
    word,
    fc.constantFrom(null, null, Buffer.from([0]), Buffer.from([0x13, 0x35]), Buffer.from("x")),
    fc.double({noNaN: true}),
    fc.bigInt({min: -(2n ** 63n), max: 2n ** 63n - 1n}),
    fc.integer({min: -5, max: 5}),
  );
  const rows = fc.array(fc.tuple(fc.integer({min: -9, max: 40}), fc.array(value, {minLength: 3, maxLength: 3})), {
    minLength: 1,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(rows, async (records) => {
      const path = place.path("shop.db");
      const db = new Database(path);
      db.exec("drop table if exists orders; create table orders (day text, amount real, n)");
      const insert = db.prepare("insert or replace into orders (rowid, day, amount, n) values (?, ?, ?, ?)");
      for (const [rowid, values] of records) insert.run(rowid, ...values);
      db.close();
      await expectSame({format: "sqlite", path, table: "orders"});
    }),
    {numRuns: runs(6)},
  );
});

test("a table of many rows, with and without gaps in its numbers, is read whole and in order", async () => {
  const path = place.path("shop.db");
  const db = new Database(path);
  db.exec(`create table orders (id integer, day text);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 130000)
    insert into orders select 3 * i, '2024-01-' || (1 + i % 28) from n`);
  const sums = `select count(*) as rows, min("row") as first, max("row") as last, sum(cast(id as bigint)) as ids,
    count(*) filter (cast(id as bigint) = 3 * "row") as right_ones from raw_orders`;
  const expected = {rows: 130_000, first: 1, last: 130_000, ids: (3 * 130_000 * 130_001) / 2, right_ones: 130_000};
  await place.integrate(sourceOf({format: "sqlite", path, table: "orders"}));
  expect(await place.warehouse.row(sums)).toEqual(expected);
  expect((await place.warehouse.row("select storage from raw_columns where name = 'id'")).storage).toBe("whole");
  db.exec("update orders set rowid = 1000000 + rowid where rowid > 100000; delete from orders where rowid = 7");
  db.close();
  await place.integrate(sourceOf({format: "sqlite", path, table: "orders"}));
  expect(await place.warehouse.row(`select count(*) as rows, max("row") as last from raw_orders`)).toEqual({
    rows: 129_999,
    last: 1_130_000,
  });
  expect(
    await place.warehouse.rows('select id, day from raw_orders where "row" in (6, 7, 1130000) order by "row"'),
  ).toEqual([
    {id: "18", day: "2024-01-7"},
    {id: "390000", day: "2024-01-25"},
  ]);
});
