import {rmSync} from "node:fs";
import Database from "better-sqlite3";
import fc from "fast-check";
import {beforeEach, describe, expect, test} from "vitest";
import type {SourceConfig, SqliteInput} from "../../src/config/config.ts";
import {runs} from "../support/runs.ts";
import {sourceOf, Workplace} from "./fixture.ts";

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});

type Stated = Omit<SqliteInput, "format" | "path" | "cursor">;

/** How the same records may be had: only in the first they have a number of their own. */
const relations: readonly (readonly [string, Stated])[] = [
  ["a table with a key", {table: "orders"}],
  ["a table without", {table: "keyless"}],
  ["a view", {table: "shown"}],
  ["a query", {query: "select * from shown; "}],
];

/** Records stand in one table with a key and one without, and come in no order. */
function database(...statements: string[]): string {
  const path = place.path("shop.db");
  const db = new Database(path);
  db.exec(`create table if not exists orders (id integer primary key, text text, changed text);
    create table if not exists keyless (id, text, changed);
    create view if not exists shown as select * from keyless order by text`);
  for (const statement of statements)
    for (const table of ["orders", "keyless"]) db.exec(statement.replaceAll("TABLE", table));
  db.close();
  return path;
}

const first = "insert into TABLE values (1, 'b', '2024-01-01'), (2, 'a', '2024-01-02'), (3, 'c', '2024-01-02')";

function sourceBy(stated: Stated, cursor = "changed"): SourceConfig {
  return sourceOf({format: "sqlite", path: place.path("shop.db"), ...stated, cursor});
}

async function integrated(source: SourceConfig): Promise<Readonly<Record<string, number>>> {
  return (await place.integrate(source)).counts.orders!;
}

async function texts(): Promise<unknown[]> {
  return (await place.raw()).map(({id, text}) => `${id}${text}`).sort();
}

describe.for(relations)("%s with a cursor", ([name, stated]) => {
  const hasKey = name === "a table with a key";

  test("is read from the greatest one on", async () => {
    const source = sourceBy(stated);
    database(first);
    expect(await integrated(source)).toMatchObject({read: 3, fresh: 3});
    database("insert into TABLE values (4, 'd', '2024-01-02'), (5, 'e', '2024-01-03')");
    // Those of the last day come again.
    expect(await integrated(source)).toMatchObject({rows: 5, read: 4, fresh: 2, gone: 0});
    expect(await texts()).toEqual(["1b", "2a", "3c", "4d", "5e"]);
    database("insert into TABLE values (6, 'f', '2024-01-04')");
    expect(await integrated(source)).toMatchObject({rows: 6, read: 2, fresh: 1, gone: 0});
    expect(await place.warehouse.row('select "rows", first_row from raw_files')).toEqual({rows: 6, first_row: 1});
  });

  test("has a record that was edited once only, as it is now", async () => {
    const source = sourceBy(stated);
    database(first);
    await integrated(source);
    database("update TABLE set text = 'new', changed = '2024-01-03' where id = 1");
    expect((await integrated(source)).read).toBe(3);
    expect(await texts()).toEqual(["1new", "2a", "3c"]);
  });

  test(`${hasKey ? "does not see" : "sees"} that an earlier record was deleted`, async () => {
    const source = sourceBy(stated);
    database(first);
    await integrated(source);
    database("delete from TABLE where id = 1; insert into TABLE values (4, 'd', '2024-01-03')");
    await integrated(source);
    expect(await texts()).toEqual([...(hasKey ? ["1b"] : []), "2a", "3c", "4d"]);
    await place.warehouse.run("drop table source_states");
    await integrated(source);
    expect(await texts()).toEqual(["2a", "3c", "4d"]);
  });

  test("does not see an edit that leaves its cursor as it was, until it is read whole", async () => {
    const source = sourceBy(stated);
    database(first);
    await integrated(source);
    database("update TABLE set text = 'new' where id = 1");
    await integrated(source);
    expect(await texts()).toEqual(["1b", "2a", "3c"]);
    await place.warehouse.run("drop table source_states");
    await integrated(source);
    expect(await texts()).toEqual(["1new", "2a", "3c"]);
  });

  test("is read whole while a record has none", async () => {
    const source = sourceBy(stated);
    database(first);
    await integrated(source);
    database("insert into TABLE values (4, 'd', null)");
    expect((await integrated(source)).read).toBe(4);
    database("insert into TABLE values (5, 'e', null)");
    expect((await integrated(source)).read).toBe(5);
    expect(await texts()).toEqual(["1b", "2a", "3c", "4d", "5e"]);
  });

  test("is read on beside a process that writes it", async () => {
    const path = database("pragma journal_mode = wal", first);
    const writer = new Database(path);
    try {
      const source = sourceBy(stated);
      await integrated(source);
      writer.exec(
        "insert into orders values (4, 'd', '2024-01-03'); insert into keyless values (4, 'd', '2024-01-03')",
      );
      expect((await integrated(source)).read).toBe(3);
      expect(await texts()).toEqual(["1b", "2a", "3c", "4d"]);
    } finally {
      writer.close();
    }
  });

  test("that it has not cannot be read", async () => {
    database(first);
    expect(await place.failure(place.integrate(sourceBy(stated, "change")))).toBe(
      "SourceError: shop.db: has no column change, its cursor (did you mean changed?); there are id, text, changed",
    );
  });
});

test("another cursor is another way to read", async () => {
  database(first);
  await integrated(sourceBy({table: "orders"}));
  expect((await integrated(sourceBy({table: "orders"}, "ID"))).read).toBe(3);
  database("insert into TABLE values (4, 'd', null)");
  expect((await integrated(sourceBy({table: "orders"}, "ID"))).read).toBe(2);
});

test("a cursor of numbers and texts is compared as SQLite does", async () => {
  const source = sourceBy({query: "select * from numbers"});
  const db = new Database(database());
  try {
    db.exec("create table numbers (id, text, changed); insert into numbers values (1, 'a', 9.5), (2, 'b', 10)");
    await integrated(source);
    db.exec("insert into numbers values (3, 'c', 10.0), (4, 'd', '2')");
    expect((await integrated(source)).rows).toBe(4);
    db.exec("insert into numbers values (5, 'e', '10'), (6, 'f', '3')");
    await integrated(source);
    expect(await texts()).toEqual(["1a", "2b", "3c", "4d", "5e", "6f"]);
  } finally {
    db.close();
  }
});

const letter = fc.constantFrom("a", "b", "c", null);
const step = fc.oneof(
  fc.record({kind: fc.constant("add" as const), text: letter, later: fc.nat(2)}),
  fc.record({kind: fc.constant("edit" as const), at: fc.nat(), text: letter, later: fc.nat(2)}),
);

test.for(relations)(
  "after any history of records that come and are edited, %s is what a fresh start makes of it",
  async ([, stated]) => {
    const history = fc.array(fc.array(step, {maxLength: 4}), {minLength: 1, maxLength: 6});
    await fc.assert(
      fc.asyncProperty(history, async (batches) => {
        rmSync(place.path("shop.db"), {force: true});
        await place.warehouse.run("drop table if exists source_states");
        const source = sourceBy(stated);
        const db = new Database(database(first));
        let [ids, time] = [3, 2];
        try {
          for (const steps of batches) {
            for (const {kind, text, later, ...which} of steps) {
              time += later;
              const id = kind === "add" ? ++ids : 1 + ((which as {at: number}).at % ids);
              const changed = `2024-01-${String(time).padStart(2, "0")}`;
              for (const table of ["orders", "keyless"]) {
                db.prepare(`delete from ${table} where id = ?`).run(id);
                db.prepare(`insert into ${table} values (?, ?, ?)`).run(id, text, changed);
              }
            }
            await integrated(source);
          }
          const found = await place.raw();
          await place.warehouse.run("drop table source_states");
          await integrated(source);
          expect(found).toEqual(await place.raw());
        } finally {
          db.close();
        }
      }),
      {numRuns: runs(2)},
    );
  },
);
