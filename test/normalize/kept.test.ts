import fc from "fast-check";
import {expect, test} from "vitest";
import {silentLog} from "../../src/lib/log.ts";
import {normalize} from "../../src/normalize/index.ts";
import {runs} from "../support/runs.ts";
import {configFor, normalizeRaw, type RawSource, rawWarehouse} from "./fixture.ts";

const header = ["sale_id", "date", "amount", "qty", "order_type", "product", "country"];
const cells = fc.tuple(
  fc.constantFrom("1", "2", "3", "4", "", " 2", "x"),
  fc.constantFrom("2024-05-06", "2024-05-07", "0024-05-06", "n/a", "", null),
  fc.constantFrom("1.50", "$2.50", "$1,234.5", "(3.00)", "free", "99999999999999", "", null),
  fc.constantFrom("1", "2", "-3", "5000000000", "x", "", null),
  fc.constantFrom("sale", "return", "gift", null),
  fc.constantFrom("007", "7", "7.0", " 7 ", "é", null),
  fc.constantFrom("France", " France", "", "n/a", null),
);

test("the records come out the same whichever way their texts are kept", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(cells, {maxLength: 15}),
      fc.constantFrom<readonly string[]>([], ["n/a", "2"]),
      async (records, missing) => {
        const good = ["g", "2024-05-06", "1.25", "1", "sale", "9", "Spain"];
        const source: RawSource = {header, records: [good, ...records], missing, decimal: "."};
        expect(await normalizeRaw("orders", {...source, inPlace: true})).toEqual(await normalizeRaw("orders", source));
      },
    ),
    {numRuns: runs(4)},
  );
});

test("numbers kept as such are read as amounts, counts and ids", async () => {
  const source = (inPlace: boolean): RawSource => ({
    header: ["sale_id", "date", "amount", "qty"],
    records: [
      ["11", "2024-05-06", "250", "3"],
      ["12", "2024-05-06", "-4", "0"],
      ["12", "2024-05-06", "-4", "0"],
      ["12", "2024-05-06", "5", "0"],
      ["13", "2024-05-06", "900000000000000000", "1"],
    ],
    inPlace,
  });
  const outcome = await normalizeRaw("orders", source(true));
  expect(outcome).toEqual(await normalizeRaw("orders", source(false)));
  expect(outcome.clean.map(({sale_id, revenue, quantity}) => [sale_id, revenue, quantity])).toEqual([
    ["11", "250.0000", 3],
    ["12", "-4.0000", 0],
  ]);
  expect(outcome.rejected.map(({row, reason}) => [row, reason])).toEqual([
    [4, "sale_id repeats an earlier record with other values"],
    [5, "revenue is not an amount"],
  ]);
});

test("what is computed follows the columns it is made of, whichever way they are kept", async () => {
  const source = (inPlace: boolean): RawSource => ({
    header: ["date", "Price", "Pieces", "Day"],
    records: [
      ["2024-05-06", "1.10", "3", "06.05.2024"],
      ["2024-05-06", "2.20", "", "07.05.2024"],
      ["2024-05-06", "x", "2", "8"],
      [null, null, null, null],
      ["2024-05-06", "2.005", "4", "09.05.2024"],
    ],
    columns: {
      ordered_on: {sql: "try_strptime(Day, '%d.%m.%Y')::date"},
      revenue: {sql: "Price * Pieces"},
      quantity: {sql: "Pieces / 2"},
      kind: {sql: "case when Pieces = 3 then 'return' else 'sale' end"},
    },
    inPlace,
  });
  const outcome = await normalizeRaw("orders", source(true));
  expect(outcome).toEqual(await normalizeRaw("orders", source(false)));
  expect(outcome.rejected.map(({row, column, value}) => [row, column, value])).toEqual([
    [1, "quantity", "Pieces=3"],
    [2, "revenue", "Price=2.20"],
    [3, "ordered_on", "Day=8"],
    [3, "revenue", "Price=x, Pieces=2"],
    [4, "ordered_on", null],
    [4, "revenue", null],
  ]);
});

test("clean records are looked up, not copied, and stay so when the stage is run again", async () => {
  const sources = {
    orders: {
      header: ["date", "amount"],
      records: [
        ["2024-05-06", "1.50"],
        ["2024-05-07", "2.50"],
      ],
    },
  };
  const warehouse = await rawWarehouse(sources);
  const run = () =>
    normalize.run({
      warehouse,
      config: configFor(sources),
      log: silentLog,
      today: "2024-12-31",
      folder: "/nowhere",
    });
  try {
    for (const time of [1, 2, 3]) {
      await run();
      expect(await warehouse.rows("select revenue from clean_orders order by revenue"), `run ${time}`).toEqual([
        {revenue: "1.5000"},
        {revenue: "2.5000"},
      ]);
    }
    const made = await warehouse.rows<{name: string; type: string}>(
      `select table_name as name, table_type as type from information_schema.tables
       where regexp_matches(table_name, '^(clean_orders|values_|typed_|computed_|repeats_)') order by name`,
    );
    expect(made.map(({name, type}) => `${name.replace(/\d+$/, "n")} ${type}`)).toEqual([
      "clean_orders VIEW",
      "values_orders_ordered_on_n BASE TABLE",
      "values_orders_revenue_n BASE TABLE",
    ]);
    await warehouse.run("create or replace table frozen as from clean_orders; drop view clean_orders");
    await warehouse.run("alter table frozen rename to clean_orders");
    await run();
    expect(await warehouse.row("select count(*) as n from clean_orders")).toEqual({n: 2});
  } finally {
    warehouse.close();
  }
});

test("a run that fails leaves what an earlier one made", async () => {
  const sources = {orders: {header: ["date", "amount"], records: [["2024-05-06", "1.50"]]}};
  const warehouse = await rawWarehouse(sources);
  const context = {warehouse, config: configFor(sources), log: silentLog, today: "2024-12-31", folder: "/nowhere"};
  try {
    await normalize.run(context);
    await warehouse.run("update texts_orders_2 set text = 'free'");
    await expect(normalize.run(context)).rejects.toThrow("none of the 1 records is usable");
    expect(await warehouse.rows("select revenue from clean_orders")).toEqual([{revenue: "1.5000"}]);
    expect(await warehouse.rows("select clean from clean_counts")).toEqual([{clean: 1}]);
  } finally {
    warehouse.close();
  }
});
