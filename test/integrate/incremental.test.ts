import {rmSync} from "node:fs";
import {setTimeout} from "node:timers/promises";
import Database from "better-sqlite3";
import fc from "fast-check";
import {beforeEach, describe, expect, test} from "vitest";
import type {SourceConfig} from "../../src/config/config.ts";
import type {Value} from "../../src/store/values.ts";
import type {Row} from "../../src/store/warehouse.ts";
import {runs} from "../support/runs.ts";
import {sourceOf, Workplace} from "./fixture.ts";

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});

async function integrated(source: SourceConfig): Promise<Readonly<Record<string, number>>> {
  return (await place.integrate(source)).counts.orders!;
}

/** As normalize does when it has taken up what changed. */
async function consume(): Promise<void> {
  await place.warehouse.run("delete from reloaded; delete from fresh_orders; delete from gone_orders");
}

async function changes(): Promise<{fresh: unknown[]; gone: unknown[]; reloaded: unknown[]}> {
  const rowsOf = async (table: string) =>
    (await place.warehouse.rows(`select * from ${table} order by 1`)).map((row) => Object.values(row)[0]);
  return {fresh: await rowsOf("fresh_orders"), gone: await rowsOf("gone_orders"), reloaded: await rowsOf("reloaded")};
}

function database(...statements: string[]): SourceConfig {
  const path = place.path("shop.db");
  const db = new Database(path);
  for (const statement of statements) db.exec(statement);
  db.close();
  return sourceOf({format: "sqlite", path, table: "orders"});
}

/** Later than what a file's time can tell apart. */
const settle = () => setTimeout(120);

describe("a source that is what it was", () => {
  test.for([
    ["CSV", () => sourceOf({format: "csv", path: place.file("orders.csv", "a,b\n1,2\n3,4")})],
    ["SQLite", () => database("create table orders (a, b); insert into orders values (1, 2), (3, 4)")],
  ] as const)("is not read again: %s", async ([format, make]) => {
    const source = make();
    await settle();
    expect(await integrated(source)).toMatchObject({rows: 2, read: 2, fresh: 2});
    const {notes} = await place.integrate(source);
    expect(await integrated(source)).toMatchObject({rows: 2, read: 0, fresh: 0, gone: 0, files: 1, faults: 0});
    expect(notes.length).toBe(format === "CSV" ? 1 : 0);
    await consume();
    await integrated(source);
    expect(await changes()).toEqual({fresh: [], gone: [], reloaded: []});
  });

  test("is read again where it is to be read in another way", async () => {
    const source = database("create table orders (a, b); insert into orders values (1, 2), (3, 4)");
    await settle();
    await integrated(source);
    const query = {
      ...source,
      input: {format: "sqlite", path: source.input.path, query: "select a from orders"},
    } as const;
    expect(await integrated(query)).toMatchObject({read: 2});
    expect(await place.raw()).toEqual([
      {row: 1, a: "1"},
      {row: 2, a: "3"},
    ]);
  });

  test("is read again where its copy was put in its place at the same time and of the same size", async () => {
    const source = sourceOf({format: "csv", path: place.file("orders.csv", "a,b\n1,2\n")});
    await settle();
    await integrated(source);
    place.file("orders.csv", "a,b\n1,3\n");
    await integrated(source);
    expect(await place.raw()).toEqual([{row: 1, a: "1", b: "3"}]);
  });
});

test("each run says what every source is", async () => {
  const source = database("create table orders (a); insert into orders values ('one'), ('two')");
  const visits = sourceOf({format: "csv", path: place.file("visits.csv", "a\n1\n")}, {name: "web_traffic"});
  await settle();
  const states = async (...sources: SourceConfig[]) => (await place.integrate(...sources)).changes;
  expect(await states(source, visits)).toEqual({orders: "new", web_traffic: "new"});
  database("insert into orders values ('three')");
  expect(await states(source, visits)).toEqual({orders: "appended", web_traffic: "unchanged"});
  database("update orders set a = 'first' where a = 'one'");
  expect(await states(source)).toEqual({orders: "changed", web_traffic: "removed"});
  database("delete from orders where a = 'two'");
  expect(await states(source)).toEqual({orders: "changed"});
  database("insert into orders (rowid, a) values (2, 'between')");
  expect(await states(source)).toEqual({orders: "changed"});
  database("update orders set a = 'first' where a = 'first'", "vacuum");
  expect(await states(source)).toEqual({orders: "unchanged"});
  database("drop table orders", "create table orders (a, b); insert into orders values (1, 2)");
  expect(await states(source)).toEqual({orders: "changed"});
});

describe("a source that has changed", () => {
  test("has its inserted, edited and deleted rows told apart from the rest", async () => {
    const rows = Array.from({length: 20}, (_, i) => `(${i + 1}, 'x${i}')`);
    const source = database(`create table orders (a, b); insert into orders values ${rows}`);
    await integrated(source);
    expect(await changes()).toEqual({fresh: [], gone: [], reloaded: ["orders"]});
    await consume();
    database(
      "update orders set b = 'new' where a = 3",
      "delete from orders where a = 5",
      "insert into orders values (21, 'x1')",
    );
    expect(await integrated(source)).toMatchObject({rows: 20, fresh: 2, gone: 2});
    expect(await changes()).toEqual({fresh: [3, 21], gone: [3, 5], reloaded: []});
    expect(await place.warehouse.rows(`select "text" from texts_orders_2 where "text" in ('new', 'x2', 'x4')`)).toEqual(
      [{text: "new"}],
    );
  });

  test("and changes again before that was taken up has what it was at first", async () => {
    const source = database("create table orders (a); insert into orders values ('one'), ('two'), ('three')");
    await integrated(source);
    await consume();
    database("update orders set a = 'second' where rowid = 1", "insert into orders values ('four')");
    await integrated(source);
    const {c1} = await place.warehouse.row("select c1 from gone_orders");
    database("update orders set a = 'last' where rowid = 1", "delete from orders where a = 'four'");
    await integrated(source);
    expect(await changes()).toEqual({fresh: [1], gone: [1], reloaded: []});
    expect(await place.warehouse.row("select c1 from gone_orders")).toEqual({c1});
  });

  test("gives no text the code of a text that is gone", async () => {
    const source = database("create table orders (a); insert into orders values ('one'), ('two')");
    await integrated(source);
    await consume();
    database("delete from orders where a = 'two'");
    await integrated(source);
    database("insert into orders values ('three')");
    await integrated(source);
    expect(await place.warehouse.rows("select * from texts_orders_1 order by code")).toEqual([
      {code: 0, text: "one"},
      {code: 2, text: "three"},
    ]);
  });
});

describe("a large table", () => {
  const many = 40_000;
  const large = () =>
    database(`create table orders (day text, country text, amount real, n);
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ${many})
      insert into orders select '2024-01-' || (i % 28), 'country number ' || (i % 50), '$' || (i % 999), i % 7 from n`);

  async function expectRead(most: number, ...statements: string[]): Promise<void> {
    const source = large();
    await integrated(source);
    await consume();
    const path = database(...statements).input.path;
    expect((await integrated(source)).read).toBeLessThan(most);
    const db = new Database(path);
    const expected = db
      .prepare("select rowid as row, day, country, cast(amount as text) as amount, cast(n as text) as n from orders")
      .all();
    db.close();
    expect(await place.raw()).toEqual(expected);
    const files = await place.warehouse.row('select "rows" from raw_files');
    expect(files.rows).toBe(expected.length);
  }

  test.for([
    ["rows were appended to", "insert into orders select day, 'new', amount, n from orders where rowid <= 500"],
    ["a row was edited in", "update orders set country = 'elsewhere' where rowid = 20000"],
    ["rows were deleted from here and there", "delete from orders where rowid in (7, 12000, 12001, 39999)"],
    [
      "a row was put in between in",
      "delete from orders where rowid = 9; insert into orders (rowid, day) values (9, 'x')",
    ],
  ] as const)("that %s is read in part", async ([, statement]) => {
    await expectRead(many / 4, statement);
  });

  test.for([
    ["whose pages were given back", "delete from orders where rowid between 10000 and 20000"],
    [
      "that has a text that flows over into pages of its own",
      "update orders set day = hex(zeroblob(9000)) where rowid = 5",
    ],
    ["that was written anew", "delete from orders where rowid % 2 = 0; vacuum"],
    ["one of whose columns has other values now", "update orders set n = 'text' where rowid = 30000"],
    ["beside another table that came and went", "create table other (a); drop table other"],
  ] as const)("%s is read whole, and right", async ([, statement]) => {
    await expectRead(many + 1, statement);
  });

  test("with a write-ahead log is read whole, and right", async () => {
    await expectRead(many + 1, "pragma journal_mode = wal; update orders set day = 'x' where rowid = 77");
  });
});

describe("a file", () => {
  const formats = {
    csv: (rows: readonly string[]) => `a,b\n${rows.map((row) => `${row},x${row}\n`).join("")}`,
    array: (rows: readonly string[]) => `[${rows.map((row) => `{"a": "${row}", "b": ${row}}`).join(",\n ")}]\n`,
    lines: (rows: readonly string[]) => rows.map((row) => `{"a": "${row}", "b": ${row}}\n`).join(""),
  };
  const cases = [
    ["read on where records were added", ["1", "2", "3"], ["1", "2", "3", "4", "2"], 2],
    ["read whole where an earlier record is another one", ["1", "2", "3"], ["1", "9", "3", "4"], 4],
    ["read whole where records are missing", ["1", "2", "3"], ["1", "2"], 2],
    ["read on where nothing was added", ["1", "2", "3"], ["1", "2", "3"], 0],
  ] as const;

  test.for((["csv", "array", "lines"] as const).flatMap((format) => cases.map((each) => [format, ...each] as const)))(
    "of %s is %s",
    async ([format, , before, after, read]) => {
      const write = formats[format];
      const path = place.file("orders", write(before));
      const source = sourceOf({format: format === "csv" ? "csv" : "json", path});
      await integrated(source);
      await consume();
      place.file("orders", write(after));
      expect((await integrated(source)).read).toBe(read);
      const found = {
        rows: await place.raw(),
        file: await place.warehouse.row('select bytes, sha256, "rows" from raw_files'),
      };
      await place.warehouse.run("drop table source_states");
      expect((await integrated(source)).read).toBe(after.length);
      expect({
        rows: await place.raw(),
        file: await place.warehouse.row('select bytes, sha256, "rows" from raw_files'),
      }).toEqual(found);
      expect(found.rows.map(({a}) => a)).toEqual(after);
    },
  );

  test.for(Object.entries(formats))(
    "of %s that is written again as it was has nothing wrong with it, however often",
    async ([format, write]) => {
      const source = sourceOf({format: format === "csv" ? "csv" : "json", path: place.path("orders")});
      for (const read of [2, 0, 0]) {
        place.file("orders", write(["1", "2"]));
        const {counts, notes} = await place.integrate(source);
        expect({read: counts.orders!.read, notes}).toEqual({read, notes: []});
      }
    },
  );

  test("whose added records are of another kind, cut, or none is read whole", async () => {
    const path = place.file("orders", formats.array(["1", "2"]));
    const source = sourceOf({format: "json", path});
    await integrated(source);
    place.file("orders", `${formats.array(["1", "2"]).trimEnd().slice(0, -1)}, {"a": "3", "b": "text"}]`);
    await integrated(source);
    expect(await place.raw()).toMatchObject([{b: "1"}, {b: "2"}, {b: "text"}]);
    expect(await place.warehouse.rows("select is_number from raw_columns where name = 'b'")).toEqual([
      {is_number: false},
    ]);
    place.file("orders", `${formats.array(["1", "2"]).trimEnd().slice(0, -1)}, {"a": "3"`);
    await expect(integrated(source)).rejects.toThrow("ends in the middle of a record");
  });
});

test("a source that is gone is told of, and so is one that comes back", async () => {
  const orders = sourceOf({format: "csv", path: place.file("orders.csv", "a,b\n1,2\n")});
  const campaigns = sourceOf({format: "csv", path: place.file("campaigns.csv", "a,b\n1,2\n")}, {name: "campaigns"});
  await place.integrate(orders, campaigns);
  await place.warehouse.run("delete from reloaded");
  await place.integrate(orders);
  expect(await place.warehouse.rows("select * from reloaded")).toEqual([{source: "campaigns"}]);
  expect(await place.warehouse.tables()).not.toContain("rows_campaigns");
});

/** What one who takes up changes only makes of them. */
class Follower {
  private rows = new Map<unknown, Row>();

  async follow(): Promise<void> {
    const {fresh, gone, reloaded} = await changes();
    const raw = new Map((await place.raw()).map((row) => [row.row, row]));
    if (reloaded.length > 0) this.rows = raw;
    for (const row of gone) expect(this.rows.delete(row as Value)).toBe(true);
    for (const row of fresh) {
      expect(this.rows.has(row)).toBe(false);
      this.rows.set(row, raw.get(row as Value)!);
    }
    expect(new Map([...this.rows].sort(([a], [b]) => Number(a) - Number(b)))).toEqual(raw);
    await consume();
  }
}

const text = fc.constantFrom("a", "b", "c", "1", "2", "1.5", null);
const step = fc.oneof(
  fc.record({kind: fc.constant("insert"), rowid: fc.integer({min: 1, max: 60}), text, other: text}),
  fc.record({kind: fc.constant("delete"), rowid: fc.integer({min: 1, max: 60}), text, other: text}),
  fc.record({kind: fc.constant("edit"), rowid: fc.integer({min: 1, max: 60}), text, other: text}),
);

test("after any history of edits the raw tables are those of a fresh start, and the changes told add up to them", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.array(step, {maxLength: 5}), fc.boolean()), {maxLength: 6}),
      async (batches) => {
        rmSync(place.path("shop.db"), {force: true});
        const rows = Array.from({length: 30}, (_, i) => `('${"abc"[i % 3]}', ${i % 4})`);
        const source = database(`create table orders (a, b); insert into orders values ${rows}`);
        await place.warehouse.run("drop table if exists source_states");
        const follower = new Follower();
        for (const [steps, isTakenUp] of batches) {
          const db = new Database(source.input.path);
          for (const {kind, rowid, text: a, other: b} of steps) {
            if (kind === "insert")
              db.prepare("insert or replace into orders (rowid, a, b) values (?, ?, ?)").run(rowid, a, b);
            else if (kind === "delete") db.prepare("delete from orders where rowid = ?").run(rowid);
            else db.prepare("update orders set a = ?, b = ? where rowid = ?").run(a, b, rowid);
          }
          const expected = db
            .prepare("select rowid as row, cast(a as text) as a, cast(b as text) as b from orders")
            .all();
          db.close();
          if (expected.length === 0) return;
          await integrated(source);
          expect(await place.raw()).toEqual(expected);
          if (isTakenUp) await follower.follow();
        }
        await integrated(source);
        await follower.follow();
      },
    ),
    {numRuns: runs(5)},
  );
});
