import {readFileSync} from "node:fs";
import {gzipSync} from "node:zlib";
import Database from "better-sqlite3";
import {beforeEach, describe, expect, test} from "vitest";
import type {SqliteInput} from "../../src/config/config.ts";
import {describe as describeFile} from "../../src/integrate/files.ts";
import {readDatabase} from "../../src/integrate/sqlite.ts";
import {sourceOf, Workplace} from "./fixture.ts";

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});

function database(sql: string): string {
  const path = place.path("shop.db");
  const db = new Database(path);
  db.exec(sql);
  db.close();
  return path;
}

type Stated = Omit<SqliteInput, "format" | "path">;
const read = (sql: string, stated: Stated = {table: "orders"}) =>
  place.read({format: "sqlite", path: database(sql), ...stated});
const failure = (sql: string, stated?: Stated) => place.failure(read(sql, stated));

describe("an SQLite table", () => {
  test("is read as text, whatever its columns are declared as", async () => {
    const rows = await read(`
      create table orders (day date, total_amount real, quantity integer, note text, bytes blob);
      insert into orders values ('1/2/2024', '$715.53', 3, 'it''s "x", \n€', x'00ff'), ('1/3/2024', 0.1, 'two', '', null), (null, 12345678901234.57, 9007199254740993, 'NULL', 'text')`);
    expect(rows).toEqual([
      {row: 1, day: "1/2/2024", total_amount: "$715.53", quantity: "3", note: 'it\'s "x", \n€', bytes: "X'00FF'"},
      {row: 2, day: "1/3/2024", total_amount: "0.1", quantity: "two", note: "", bytes: null},
      {row: 3, day: null, total_amount: "12345678901234.57", quantity: "9007199254740993", note: "NULL", bytes: "text"},
    ]);
  });

  test.for(["\r", "\n", "\r\n", "\r\r\n", "'\r'"])(
    "keeps a text that is no more than %j, as a table and as a query",
    async (text) => {
      const sql = `create table orders (a, b, c); insert into orders values ('${text.replaceAll("'", "''")}', null, 0), (0, 0, 0)`;
      const rows = [
        {row: 1, a: text, b: null, c: "0"},
        {row: 2, a: "0", b: "0", c: "0"},
      ];
      expect(await read(sql)).toEqual(rows);
      const again = await Workplace.open();
      expect(await again.read({format: "sqlite", path: place.path("shop.db"), query: "select * from orders"})).toEqual(
        rows,
      );
    },
  );

  test("says which columns hold numbers only", async () => {
    await read("create table orders (a, b, c, d); insert into orders values (1, 1.5, '1', null), (2, null, 2, null)");
    expect(await place.warehouse.rows("select name, is_number from raw_columns order by position")).toEqual([
      {name: "a", is_number: true},
      {name: "b", is_number: true},
      {name: "c", is_number: false},
      {name: "d", is_number: false},
    ]);
  });

  test("keeps its rowids", async () => {
    expect(
      await read(
        "create table orders (id integer primary key, a); insert into orders values (-5, 'x'), (7, 'y'), (4611686018427387904, 'z')",
      ),
    ).toEqual([
      {row: -5, id: "-5", a: "x"},
      {row: 7, id: "7", a: "y"},
      {row: "4611686018427387904", id: "4611686018427387904", a: "z"},
    ]);
  });

  test.for([
    ["a table without rowid", "create table orders (a text primary key, b) without rowid"],
    ["a table whose columns take all names of the rowid", "create table orders (rowid, _rowid_, oid)"],
  ] as const)("may be %s", async ([, sql]) => {
    const values = sql.includes("oid)") ? "('x', 1, 2)" : "('x', 1)";
    const [row] = await read(`${sql}; insert into orders values ${values}`);
    expect(Object.values(row!).slice(0, 3)).toEqual([1, "x", "1"]);
  });

  test("may be a view, named in any case", async () => {
    const sql =
      "create table t (a, b); insert into t values ('x', 1), ('y', 2); create view Orders as select b as n, a from t where b > 1";
    expect(await read(sql)).toEqual([{row: 1, n: "2", a: "y"}]);
  });

  test("may be a query with two columns of one name", async () => {
    const sql = "create table t (a, b); insert into t values ('x', 1), ('y', 2)";
    const query = "select t.a, u.a, t.b * 2 as total from t join t as u on u.b = t.b order by t.b desc -- newest first";
    expect(await read(sql, {query})).toEqual([
      {row: 1, a: "y", a_2: "y", total: "4"},
      {row: 2, a: "x", a_2: "x", total: "2"},
    ]);
  });

  test("in UTF-16 is read as well", async () => {
    expect(
      await read("pragma encoding = 'UTF-16'; create table orders (a); insert into orders values ('é€𝄞')"),
    ).toEqual([{row: 1, a: "é€𝄞"}]);
  });

  test("with texts that are not UTF-8 has them decoded as windows-1252", async () => {
    const rows = await read(
      "create table orders (a, b); insert into orders values ('é', 1), (cast(x'636166e9' as text), 2), ('ü', 3)",
    );
    expect(rows.map(({a}) => a)).toEqual(["é", "café", "ü"]);
  });

  test("sets a record aside whose text a NUL character would cut", async () => {
    const rows = await read(
      "create table orders (a, b); insert into orders values ('x', 1), ('cut' || char(0) || 'off', 2), ('y', x'6100')",
    );
    expect(rows).toEqual([
      {row: 1, a: "x", b: "1"},
      {row: 2, a: null, b: null},
      {row: 3, a: "y", b: "X'6100'"},
    ]);
    expect(await place.faults()).toEqual([[2, null, "cut␀off,2", "has a NUL character in a text"]]);
  });

  test("has as many columns and as long texts as it likes", async () => {
    const names = Array.from({length: 300}, (_, i) => `c${i}`);
    const [row] = await read(
      `create table orders (${names}); insert into orders (c0, c299) values ('${"x".repeat(3_000_000)}', 'last')`,
    );
    expect(String(row!.c0).length).toBe(3_000_000);
    expect(row!.c299).toBe("last");
  });

  test("may be packed", async () => {
    const path = place.file(
      "shop.db.gz",
      gzipSync(readFileSync(database("create table orders (a); insert into orders values (1)"))),
    );
    await place.integrate(sourceOf({format: "sqlite", path, table: "orders"}));
    expect(await place.raw()).toEqual([{row: 1, a: "1"}]);
  });

  test("of many rows stays out of memory", async () => {
    const path = database(`create table orders (day text, country text, quantity integer, total real);
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 300000)
      insert into orders select '01/02/2024', 'China', i % 9, i + 0.25 from n`);
    const before = process.memoryUsage().heapUsed;
    await place.integrate(sourceOf({format: "sqlite", path, table: "orders"}));
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60e6);
    expect(
      await place.warehouse.row(
        'select count(*) as records, max("row") as last, sum(cast(quantity as bigint)) as units from raw_orders',
      ),
    ).toEqual({
      records: 300_000,
      last: 300_000,
      units: 1_199_994,
    });
  });
});

describe("an SQLite database beside a process that writes it", () => {
  test("is one snapshot in WAL mode, without what is not committed", async () => {
    const path = database("pragma journal_mode = wal; create table orders (a); insert into orders values ('old')");
    const writer = new Database(path);
    try {
      writer.exec("begin immediate; insert into orders values ('new')");
      await place.integrate(sourceOf({format: "sqlite", path, table: "orders"}));
      expect(await place.raw()).toEqual([{row: 1, a: "old"}]);
      writer.exec("commit");
      await place.integrate(sourceOf({format: "sqlite", path, table: "orders"}));
      expect(await place.raw()).toEqual([
        {row: 1, a: "old"},
        {row: 2, a: "new"},
      ]);
    } finally {
      writer.close();
    }
  });

  test("that holds it exclusively is worth another try later", async () => {
    const path = database("create table orders (a)");
    const writer = new Database(path);
    try {
      writer.exec("begin exclusive");
      const target = {warehouse: place.warehouse, table: "t", faults: "f", folder: place.folder};
      const reading = readDatabase(await describeFile(path), {format: "sqlite", path, table: "orders"}, target, 50);
      await expect(reading).rejects.toMatchObject({name: "TemporaryError", temporary: true, exitCode: 75});
    } finally {
      writer.close();
    }
  });
});

describe("an SQLite source that cannot be used", () => {
  test.for([
    ["no such table", {table: "order"}, "shop.db: has no table order (did you mean orders?); there are orders, people"],
    [
      "a query that fails",
      {query: "select absent from orders"},
      "shop.db: cannot answer the query: no such column: absent",
    ],
    ["no query at all", {query: "delete from orders"}, "shop.db: cannot answer the query: "],
    ["no rows", {table: "people"}, "shop.db: has no records: orders must have some"],
  ] as const)("%s", async ([, input, message]) => {
    expect(
      await failure("create table orders (a); create table people (b); insert into orders values (1)", input),
    ).toContain(`SourceError: ${message}`);
  });

  test("a record that is longer than any", async () => {
    expect(await failure("create table orders (a); insert into orders values (hex(zeroblob(9000000)))")).toBe(
      "SourceError: shop.db: has a record of more than 16 MB: look what is in it, and export it again",
    );
  });

  test("no tables", async () => {
    expect(await failure("create table t (a); drop table t")).toBe(
      "SourceError: shop.db: has no table orders: there is none at all",
    );
  });

  test("another file", async () => {
    const path = place.file("shop.db", "not a database, but long enough to be looked at");
    await expect(place.integrate(sourceOf({format: "sqlite", path, table: "orders"}))).rejects.toThrow(
      "is not an SQLite database: check the path and the format",
    );
  });

  test("a damaged database", async () => {
    const bytes = readFileSync(database("create table orders (a); insert into orders values (1)"));
    bytes.fill(255, 100, 4000);
    const path = place.file("bad.db", bytes);
    await expect(place.integrate(sourceOf({format: "sqlite", path, table: "orders"}))).rejects.toMatchObject({
      name: "SourceError",
    });
  });
});

test("reading changes nothing in the database", async () => {
  const path = database("create table orders (a); insert into orders values (1)");
  const before = readFileSync(path);
  await place.integrate(sourceOf({format: "sqlite", path, query: "select * from orders"}));
  expect(readFileSync(path).equals(before)).toBe(true);
});
