import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {silentLog} from "../../src/lib/log.ts";
import {normalize} from "../../src/normalize/index.ts";
import type {Row, Warehouse} from "../../src/store/warehouse.ts";
import {runs} from "../support/runs.ts";
import {type Cells, change, createChanges, type Edit} from "./changes.ts";
import {configFor, type RawSource, type RawSources, rawWarehouse} from "./fixture.ts";

const contextOf = (warehouse: Warehouse, sources: RawSources) => ({
  warehouse,
  config: configFor(sources),
  log: silentLog,
  today: "2024-12-31",
  folder: "/nowhere",
});

/** All that is made of the sources, and what is said of them. */
async function run(warehouse: Warehouse, sources: RawSources): Promise<Record<string, unknown>> {
  const {counts, notes} = await normalize.run(contextOf(warehouse, sources));
  const kinds = Object.values(counts).map(({fresh, gone, ...own}) => own);
  return {kinds, notes, ...(await tablesOf(warehouse, sources))};
}

async function tablesOf(warehouse: Warehouse, sources: RawSources): Promise<Record<string, readonly Row[]>> {
  const rows: Record<string, readonly Row[]> = {
    clean_counts: await warehouse.rows("from clean_counts order by source"),
    clean_rejected: await warehouse.rows("from clean_rejected order by all"),
  };
  for (const name of Object.keys(sources))
    for (const layer of ["clean", "rejected", "duplicates"])
      rows[`${layer}_${name}`] = await warehouse.rows(`from ${layer}_${name} order by all`);
  return rows;
}

/** Sources as records by their numbers, which edits change. */
class Shop {
  private readonly records = new Map<number, Cells>();

  constructor(
    private readonly name: string,
    private readonly source: RawSource,
  ) {
    for (const [i, record] of source.records.entries()) this.records.set(i + 1, record);
  }

  edit(edits: readonly Edit[]): void {
    for (const {row, cells} of edits)
      if (cells) this.records.set(row, cells);
      else this.records.delete(row);
  }

  get sources(): RawSources {
    const rows = [...this.records.keys()].sort((a, b) => a - b);
    const changed = {...this.source, rows, records: rows.map((row) => this.records.get(row)!)};
    const orders = {header: ["date", "amount"], records: [["2024-05-06", "1.50"]]};
    return this.name === "orders" ? {orders: changed} : {orders, [this.name]: changed};
  }
}

/** Runs the stage after each step of a history, and compares it with a first run on the same records. Returns in how many steps no more than the changes were read. */
async function follow(name: string, source: RawSource, steps: readonly (readonly Edit[])[]): Promise<number> {
  const shop = new Shop(name, source);
  const warehouse = await rawWarehouse(shop.sources);
  let partial = 0;
  try {
    let made = await attempt(warehouse, shop.sources);
    for (const one of Object.keys(shop.sources)) await createChanges(warehouse, one);
    for (const edits of steps) {
      shop.edit(edits);
      await change(warehouse, name, edits);
      const touched = await warehouse.tables();
      for (const table of ["touched_days", "touched_all"])
        if (touched.includes(table)) await warehouse.run(`delete from ${table}`);
      const before = made;
      made = await attempt(warehouse, shop.sources);
      const fresh = await rawWarehouse(shop.sources);
      try {
        expect(made).toEqual(await attempt(fresh, shop.sources));
      } finally {
        fresh.close();
      }
      if (await isTouchedInPart(warehouse, name, before, made)) partial++;
    }
  } finally {
    warehouse.close();
  }
  return partial;
}

/** What is made, or why nothing can be. */
async function attempt(warehouse: Warehouse, sources: RawSources): Promise<Record<string, unknown>> {
  try {
    return await run(warehouse, sources);
  } catch (error) {
    return {error: String(error)};
  }
}

/** Whether only some days are said to have changed; those of rows that are clean on one side only must be among them. */
async function isTouchedInPart(
  warehouse: Warehouse,
  name: string,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Promise<boolean> {
  if ("error" in before || "error" in after) return false;
  const all = await warehouse.rows(`from touched_all where source = '${name}'`);
  if (all.length > 0) return false;
  const day = name === "orders" ? "ordered_on" : "day";
  const [old, now] = [before, after].map(
    (made) => new Map((made[`clean_${name}`] as Row[]).map((row) => [JSON.stringify(row), row[day]])),
  );
  const changed = [...[...old!].filter(([row]) => !now!.has(row)), ...[...now!].filter(([row]) => !old!.has(row))];
  const touched = await warehouse.rows<{day: string}>(`select day from touched_days where source = '${name}'`);
  expect(touched.map((row) => row.day)).toEqual(expect.arrayContaining(changed.map(([, on]) => on)));
  return true;
}

const cells = fc.tuple(
  fc.constantFrom("1", "2", "3", "4", "", "x"),
  fc.constantFrom("2024-05-06", "2024-05-07", "2024-05-08", "0024-05-06", "n/a", null),
  fc.constantFrom("1.50", "2.50", "$1,234.5", "free", "1.23456", "99999999999999", "2.505"),
  fc.constantFrom("1", "2", "-3", "x", null),
  fc.constantFrom("sale", "return", "gift", null),
);
const edits = <T extends Cells>(record: fc.Arbitrary<T>, from: number) =>
  fc
    .uniqueArray(fc.record({row: fc.integer({min: from, max: 14}), cells: fc.option(record, {nil: undefined})}), {
      selector: ({row}) => row,
      minLength: 1,
      maxLength: 5,
    })
    .map((list) => list.map(({row, cells}) => (cells ? {row, cells} : {row})));
const history = <T extends Cells>(record: fc.Arbitrary<T>, from: number) =>
  fc.array(edits(record, from), {minLength: 1, maxLength: 3});
const header = ["sale_id", "date", "amount", "qty", "order_type"];
const good = ["g", "2024-05-06", "1.25", "1", "sale"];

describe("after any history of changes, all is as after a first run", () => {
  let partial = 0;

  async function law<T extends Cells>(
    name: string,
    source: Omit<RawSource, "records"> & {readonly first?: Cells; readonly another?: Cells},
    record: fc.Arbitrary<T>,
    numRuns: number,
  ): Promise<void> {
    const {first, another = first!, ...rest} = source;
    const kept = first ? [first] : [];
    await fc.assert(
      fc.asyncProperty(fc.array(record, {maxLength: 8}), history(record, kept.length + 1), async (records, steps) => {
        partial += await follow(name, {...rest, records: [...kept, ...records]}, steps);
      }),
      // Sometimes chance has no history in which no more than the changes need be read.
      {numRuns: runs(numRuns), examples: [[[another as T], [[{row: 9, cells: another as T}]]]]},
    );
  }

  test("of orders with ids", () => law("orders", {header, decimal: ".", first: good}, cells, 2));

  test("of orders whose texts are kept in place", () =>
    law("orders", {header, decimal: ".", inPlace: true, first: ["g", "2024-05-06", "1.25", "1.0", "sale"]}, cells, 2));

  test("of orders whose numbers are kept as such", () => {
    const numbers = fc.tuple(
      fc.constantFrom("1", "2", "3"),
      fc.constantFrom("2024-05-06", "2024-05-07"),
      fc.constantFrom("1", "-2", "900000000000000000"),
      fc.constantFrom("1", "5000000000", null),
    );
    return law("orders", {header: header.slice(0, 4), inPlace: true, first: ["9", "2024-05-06", "1", "1"]}, numbers, 2);
  });

  test("of orders with a computed column", () => {
    const columns = {revenue: {sql: "amount * qty"}, quantity: {from: "qty"}};
    return law("orders", {header, decimal: ".", columns, first: good}, cells, 2);
  });

  test("of records that repeat one another as wholes", () => {
    const visits = fc.tuple(
      fc.constantFrom("2024-05-06", "2024-05-07", "06.05.2024", "x"),
      fc.constantFrom("A", "B", null),
      fc.constantFrom("1", "2", "2.5", "1.000"),
    );
    return law("web_traffic", {header: ["date", "source", "sessions"], another: ["2024-05-06", "A", "1"]}, visits, 2);
  });

  // What is always made as a whole would obey the law, too.
  test("some of them were followed day by day", () => {
    expect(partial).toBeGreaterThan(0);
  });
});

test("removing an original makes its repetition the original", async () => {
  const records = [
    good,
    ["a", "2024-05-06", "1.50", "1", "sale"],
    ["a", "2024-05-06", "1.50", "1", "sale"],
    ["a", "2024-05-07", "2.50", "1", "sale"],
  ];
  await follow("orders", {header, records}, [[{row: 2}], [{row: 3}], [{row: 9, cells: records[1]!}]]);
});

describe("texts that come later have their say", () => {
  const dated = (day: string, amount = "1.50"): Cells => [day, amount];
  const source = (records: readonly Cells[], inPlace: boolean): RawSource => ({
    header: ["date", "amount"],
    records,
    inPlace,
  });

  test.for([
    ["for the same format, though another would do", [dated("25/12/2024")], [dated("01/02/2024")]],
    ["for another format", [dated("01/02/2024"), dated("01/03/2024")], [dated("12/25/2024")]],
    ["for two formats at a time", [dated("25/12/2024")], [dated("12/25/2024"), dated("25.12.2024")]],
    ["for another shape", [dated("2024-12-25")], [dated("2024-12-25 10:30")]],
    ["for no format", [dated("2024-12-25")], [dated("x")]],
    ["for a decimal comma", [dated("2024-12-25", "1.5")], [dated("2024-12-25", "1,5"), dated("2024-12-25", "2,5")]],
    ["for a comma that groups", [dated("2024-12-25", "1.5")], [dated("2024-12-25", "1,500")]],
    ["for another currency", [dated("2024-12-25", "$1.5")], [dated("2024-12-25", "€1.5")]],
    ["for a shape that is not usual", [dated("2024-12-25", "1.5")], [dated("2024-12-25", "(1 500.25) kr")]],
    ["for digits that are rounded away", [dated("2024-12-25", "1.5")], [dated("2024-12-25", "1.23456")]],
  ] as const)("%s", async ([, first, later]) => {
    for (const inPlace of [false, true])
      await follow(
        "orders",
        source(first, inPlace),
        later.map((cells, i) => [{row: 10 + i, cells}]),
      );
  });
});

describe("what did not change", () => {
  const sources: RawSources = {orders: {header, records: [good, ["a", "2024-05-07", "2.50", "1", "sale"]]}};

  async function taken(work: (warehouse: Warehouse) => Promise<void>): Promise<void> {
    const warehouse = await rawWarehouse(sources);
    try {
      await run(warehouse, sources);
      await createChanges(warehouse, "orders");
      await warehouse.run("delete from touched_days; delete from touched_all");
      await work(warehouse);
    } finally {
      warehouse.close();
    }
  }
  const touched = async (warehouse: Warehouse) => ({
    days: await warehouse.rows("select day from touched_days where day is not null order by day"),
    all: await warehouse.rows("select source from touched_all order by source"),
  });

  test("is not read again, and the same is said of it", () =>
    taken(async (warehouse) => {
      const first = await run(warehouse, sources);
      const oids = await warehouse.rows("select table_name, table_oid from duckdb_tables() order by table_name");
      expect(await run(warehouse, sources)).toEqual(first);
      expect(await warehouse.rows("select table_name, table_oid from duckdb_tables() order by table_name")).toEqual(
        oids,
      );
      expect(await touched(warehouse)).toEqual({days: [], all: []});
    }));

  test("is not touched by what did", () =>
    taken(async (warehouse) => {
      await change(warehouse, "orders", [{row: 3, cells: ["b", "2024-05-09", "4.00", "1", "sale"]}]);
      await run(warehouse, sources);
      expect(await touched(warehouse)).toEqual({days: [{day: "2024-05-09"}], all: []});
      expect(await warehouse.rows('select "row" from fresh_orders')).toEqual([]);
    }));

  test("is read again under another mapping, zone or kind of money", () =>
    taken(async (warehouse) => {
      const others = [
        {...sources, orders: {...sources.orders!, missing: ["a"]}},
        {...sources, orders: {...sources.orders!, columns: {quantity: {from: "qty"}}}},
      ];
      for (const other of others) {
        await warehouse.run("delete from touched_all");
        await normalize.run(contextOf(warehouse, other));
        expect((await touched(warehouse)).all).toEqual([{source: "orders"}]);
      }
      await warehouse.run("delete from touched_all");
      await normalize.run({...contextOf(warehouse, others[1]!), config: configFor(others[1]!, "Asia/Tokyo")});
      expect((await touched(warehouse)).all).toEqual([{source: "orders"}]);
    }));

  test("is read again where new texts make another format the right one", () =>
    taken(async (warehouse) => {
      await change(warehouse, "orders", [
        {row: 1, cells: ["g", "13.05.2024", "1", "1", "sale"]},
        {row: 2, cells: ["h", "14.05.2024", "2", "1", "sale"]},
      ]);
      await run(warehouse, sources);
      expect((await touched(warehouse)).all).toEqual([{source: "orders"}]);
      expect(await warehouse.rows("select ordered_on from clean_orders order by 1")).toEqual([
        {ordered_on: "2024-05-13"},
        {ordered_on: "2024-05-14"},
      ]);
    }));

  test("is looked up again where another stage left a copy of it", () =>
    taken(async (warehouse) => {
      await warehouse.run(
        "create table frozen as from clean_orders; drop view clean_orders; alter table frozen rename to clean_orders",
      );
      await run(warehouse, sources);
      expect(
        await warehouse.rows("select view_name from duckdb_views() where view_name = 'clean_orders'"),
      ).toHaveLength(1);
    }));
});
