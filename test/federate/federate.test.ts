import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {expect, test} from "vitest";
import {type AttributionModel, attributionModels, type Config} from "../../src/config/config.ts";
import {federate} from "../../src/federate/index.ts";
import {silentLog} from "../../src/lib/log.ts";
import {normalize} from "../../src/normalize/index.ts";
import type {StageResult} from "../../src/stage.ts";
import type {Row, Warehouse} from "../../src/store/warehouse.ts";
import {configFor, type RawSources, rawWarehouse} from "../normalize/fixture.ts";
import {creditsOf, type Month, shop, sourcesOf} from "./months.ts";

interface Options {
  readonly asOf?: string;
  readonly attribution?: AttributionModel;
  readonly audits?: string;
}

/** Runs normalize and federate on a fresh warehouse and hands it to `look`. */
async function onMarts<T>(
  sources: RawSources,
  {asOf, ...settings}: Options,
  look: (warehouse: Warehouse, result: StageResult) => Promise<T>,
): Promise<T> {
  const warehouse = await rawWarehouse(sources);
  const config: Config = {...configFor(sources), ...settings};
  const context = {warehouse, config, log: silentLog, today: "2024-06-15", folder: "/nowhere", ...(asOf && {asOf})};
  try {
    await normalize.run(context);
    return await look(warehouse, await federate.run(context));
  } finally {
    warehouse.close();
  }
}

const withoutFlights: Month[] = [{sales: [{day: 5, product: 1, cents: 1999}], flights: []}];

test.for(attributionModels)("%s gives each flight what the definition gives it, sale by sale", async (attribution) => {
  await fc.assert(
    fc.asyncProperty(shop(24), async (months) => {
      const credits = await onMarts(sourcesOf(months), {attribution}, (warehouse) =>
        warehouse.rows("select sale_id, flight_id, credit from mart_attribution"),
      );
      const found = new Map(
        credits.map(({sale_id, flight_id, credit}) => [`${sale_id} ${flight_id}`, Number(credit) * 100]),
      );
      const expected = creditsOf(months, attribution);
      expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
      for (const [pair, cents] of expected) expect([pair, found.get(pair)]).toEqual([pair, expect.closeTo(cents, 6)]);
    }),
    {numRuns: 2, examples: [[withoutFlights]]},
  );
});

const martNames = ["orders", "attribution", "daily_sales", "campaign_sales", "product_sales", "country_sales", "joins"];

test.for(["linear", "time_decay"] as const)(
  "gives the same marts whatever the order of the records, under %s",
  async (attribution) => {
    const marts = (sources: RawSources) =>
      onMarts(sources, {attribution}, async (warehouse) => {
        const rows = martNames.map((name) => warehouse.rows(`select * from mart_${name}`));
        // Where a record stands is all that may differ.
        return (await Promise.all(rows)).map((mart) => mart.map((row) => JSON.stringify({...row, row: null})).sort());
      });
    await fc.assert(
      fc.asyncProperty(shop(12), async (months) => {
        const sources = withIds(sourcesOf(months));
        const reversed = Object.entries(sources).map(([name, one]) => [
          name,
          {...one, records: [...one.records].reverse()},
        ]);
        expect(await marts(Object.fromEntries(reversed))).toEqual(await marts(sources));
      }),
      {numRuns: 1},
    );
  },
);

/** Without ids of its own, a record is known by its place in the file. */
function withIds(sources: RawSources): RawSources {
  const ids = {orders: "sale_id", campaigns: "flight_id"} as const;
  const entries = Object.entries(sources).map(([name, source]) => {
    const header = [ids[name as keyof typeof ids], ...source.header];
    return [name, {...source, header, records: source.records.map((record, i) => [`${name} ${i}`, ...record])}];
  });
  return Object.fromEntries(entries);
}

const twoDays: RawSources = {
  orders: {
    header: ["order_date", "revenue"],
    records: [
      ["2024-05-01", "10.50"],
      ["2024-05-03", "2.25"],
      ["2024-07-01", "7.00"],
    ],
  },
};
const dailySales = (warehouse: Warehouse): Promise<Row[]> =>
  warehouse.rows("select day, revenue, sessions from mart_daily_sales order by day");

test("covers the days up to the last one with orders before today, and says what is dated later", async () => {
  await onMarts(twoDays, {}, async (warehouse, {notes}) => {
    expect(await dailySales(warehouse)).toEqual([
      {day: "2024-05-01", revenue: "10.5000", sessions: null},
      {day: "2024-05-02", revenue: "0.0000", sessions: null},
      {day: "2024-05-03", revenue: "2.2500", sessions: null},
    ]);
    expect(notes.map(({message}) => message)).toEqual([
      "1 order record is dated after 2024-05-03 and waits for a later report.",
    ]);
  });
});

test("covers the days up to the one asked for, with or without orders", async () => {
  const last = (asOf: string) => onMarts(twoDays, {asOf}, async (warehouse) => (await dailySales(warehouse)).at(-1));
  expect(await last("2024-05-02")).toEqual({day: "2024-05-02", revenue: "0.0000", sessions: null});
  expect(await last("2024-05-05")).toEqual({day: "2024-05-05", revenue: "0.0000", sessions: null});
  await expect(last("2024-04-30")).rejects.toThrow(
    "there is no order on or before 2024-04-30: the first is on 2024-05-01",
  );
});

test("a fault found by an audit of the user's own leaves the earlier marts as they were", async () => {
  const audits = mkdtempSync(join(tmpdir(), "daybook-audits-"));
  writeFileSync(
    join(audits, "no_small_orders.sql"),
    "-- No order is below 5.\nselect sale_id, revenue from mart_orders where revenue < 5",
  );
  const warehouse = await rawWarehouse(twoDays);
  const context = {warehouse, config: configFor(twoDays), log: silentLog, today: "2024-06-15", folder: "/nowhere"};
  try {
    await normalize.run(context);
    await federate.run({...context, asOf: "2024-05-01"});
    const earlier = await dailySales(warehouse);
    await expect(federate.run({...context, config: {...context.config, audits}})).rejects.toThrow(
      /the earlier marts, figures and report are untouched\n {2}no_small_orders: 1 fault\. It must hold: No order is below 5\.\n {4}\{"sale_id":2,"revenue":"2\.2500"\}/,
    );
    expect(await dailySales(warehouse)).toEqual(earlier);
  } finally {
    warehouse.close();
    rmSync(audits, {recursive: true});
  }
});

test("keeps the proof: every audit with its sentence, every join with its rows", async () => {
  await onMarts(
    sourcesOf([{sales: [{day: 1, product: 1, cents: 100}], flights: [{product: 1, starts: 1, ends: 2}]}]),
    {},
    async (warehouse) => {
      const audits = await warehouse.rows<{name: string; about: string; faults: number}>("select * from mart_audits");
      expect(audits.length).toBeGreaterThanOrEqual(10);
      expect(audits.every(({about, faults}) => about.endsWith(".") && faults === 0)).toBe(true);
      expect(await warehouse.rows("select name, rows_before, rows_after, left_matched from mart_joins")).toEqual([
        {name: "sales to flights", rows_before: 1, rows_after: 1, left_matched: 1},
      ]);
    },
  );
});

test("says how long each model took, to who asks for every line of the log", async () => {
  const warehouse = await rawWarehouse(twoDays);
  const lines: object[] = [];
  const log = {...silentLog, debug: (fields: object) => lines.push(fields)};
  const context = {warehouse, config: configFor(twoDays), log, today: "2024-06-15", folder: "/nowhere"};
  try {
    await normalize.run(context);
    lines.length = 0;
    await federate.run(context);
    expect(lines).toContainEqual({model: "mart_totals", ms: expect.any(Number)});
    lines.length = 0;
    await federate.run(context);
    expect(lines).not.toContainEqual({model: "sale_days", ms: expect.any(Number)});
  } finally {
    warehouse.close();
  }
});

test("makes again the days that a changed flight covers or covered, and no others", async () => {
  const sources = sourcesOf([
    {
      sales: [1, 5, 9, 20].map((day) => ({day, product: 1, cents: 1000})),
      flights: [
        {product: 1, starts: 1, ends: 2},
        {product: null, starts: 8, ends: 10},
      ],
    },
  ]);
  const warehouse = await rawWarehouse(sources);
  const context = {warehouse, config: configFor(sources), log: silentLog, today: "2024-06-15", folder: "/nowhere"};
  const daysMade = async (config = context.config) => (await federate.run({...context, config})).counts.days_made;
  try {
    await normalize.run(context);
    expect(await daysMade()).toMatchObject({orders: 4, attribution: 4});
    expect(await daysMade()).toEqual({orders: 0, attribution: 0, web_traffic: 0, footfall: 0});
    expect(await warehouse.rows("select * from order_lines")).toEqual([]);
    await warehouse.run("create table changed as select * from clean_campaigns; drop view clean_campaigns");
    await warehouse.run("alter table changed rename to clean_campaigns");
    await warehouse.run("update clean_campaigns set starts_on = date '2022-01-05' where flight_id = 2");
    expect(await daysMade()).toMatchObject({orders: 0, attribution: 2});
    expect(await warehouse.rows("select sale_id from mart_orders where active_flights > 0 order by sale_id")).toEqual([
      {sale_id: 1},
      {sale_id: 2},
      {sale_id: 3},
    ]);
    expect(await daysMade({...context.config, attribution: "time_decay"})).toMatchObject({orders: 0, attribution: 4});
    await warehouse.run("insert into touched_days values ('orders', date '2024-05-09')");
    expect(await daysMade({...context.config, attribution: "time_decay"})).toMatchObject({orders: 1, attribution: 1});
    for (const table of ["lineup_splits", "class_flights"])
      expect(
        await warehouse.row(
          `select count(*) as left_over from ${table} where lineup_id not in (select lineup_id from matched_cells)`,
        ),
      ).toEqual({left_over: 0});
  } finally {
    warehouse.close();
  }
});

test("looks again at no other sales than those a changed flight may apply to", async () => {
  const sources = sourcesOf([
    {
      sales: [1, 2].flatMap((product) => [5, 5].map((day) => ({day, product, cents: 1000}))),
      flights: [
        {product: 1, starts: 1, ends: 9},
        {product: null, starts: 1, ends: 9},
      ],
    },
  ]);
  const warehouse = await rawWarehouse(sources);
  const context = {warehouse, config: configFor(sources), log: silentLog, today: "2024-06-15", folder: "/nowhere"};
  const classes = () =>
    warehouse.rows(`select product_id, classes.sales from cell_classes as classes
      join sale_cells using (cell_id) order by product_id, classes.sales`);
  try {
    await normalize.run(context);
    await federate.run(context);
    // What is looked at again is two sales of one class, no longer one and one.
    await warehouse.run(`update cell_classes set sales = 1, wholes = wholes / 2;
      insert into cell_classes select * from cell_classes`);
    await warehouse.run("create table changed as select * from clean_campaigns; drop view clean_campaigns");
    await warehouse.run("alter table changed rename to clean_campaigns");
    await warehouse.run("update clean_campaigns set ends_on = date '2022-01-06' where flight_id = 1");
    await federate.run(context);
    expect(await classes()).toEqual([
      {product_id: "1", sales: 2},
      {product_id: "2", sales: 1},
      {product_id: "2", sales: 1},
    ]);
  } finally {
    warehouse.close();
  }
});
