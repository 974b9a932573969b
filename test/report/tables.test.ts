import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import fc from "fast-check";
import {afterEach, beforeEach, expect, test} from "vitest";
import {sum} from "../../src/lib/money.ts";
import {copyTable, writeTables} from "../../src/report/tables.ts";
import {text, Warehouse} from "../../src/store/warehouse.ts";
import {hostileName, openShop} from "./shop.ts";

let folder: string;
let warehouse: Warehouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "daybook-tables-"));
  warehouse = await Warehouse.open(":memory:");
});
afterEach(() => {
  warehouse.close();
  rmSync(folder, {recursive: true});
});

async function written(table: string): Promise<string> {
  await writeTables({warehouse, folder});
  return readFileSync(join(folder, "tables", `${table}.csv`), "utf8");
}

test("writes RFC 4180: header, CRLF, quotes where they are needed", async () => {
  await warehouse.run(`create table mart_a as select * from (values
    (1, 'plain', date '2024-12-31'), (2, 'comma, "quote"', null), (3, 'line' || chr(10) || 'break', null), (4, '', null)) as a(n, name, day)`);
  expect(await written("a")).toBe(
    'n,name,day\r\n1,plain,2024-12-31\r\n2,"comma, ""quote""",\r\n3,"line\nbreak",\r\n4,,\r\n',
  );
});

test("a table without rows has its header", async () => {
  await warehouse.run("create table mart_a (day date, revenue decimal(18, 4))");
  expect(await written("a")).toBe("day,revenue\r\n");
});

test("money has two decimals, and more where it has more; other decimals keep what they have", async () => {
  await warehouse.run(`create table mart_a as select
    cast(1.005 as decimal(18, 4)) as revenue, cast(-1.005 as decimal(18, 4)) as attributed_revenue, cast(0 as decimal(18, 4)) as credit,
    cast(7.5012 as decimal(18, 4)) as full_credit, cast(null as decimal(18, 4)) as spend, cast(20.5 as decimal(18, 4)) as temperature,
    cast(30 as decimal(18, 4)) as footfall_mean`);
  expect(await written("a")).toBe(
    "revenue,attributed_revenue,credit,full_credit,spend,temperature,footfall_mean\r\n1.005,-1.005,0.00,7.5012,,20.5,30\r\n",
  );
});

test("every column of money adds up to the last digit", async () => {
  await warehouse.run(
    "create table mart_a as select cast(i as decimal(18, 4)) / 3 as x, cast(0.3333 * i as decimal(18, 4)) as revenue from range(100) as n(i)",
  );
  const rows = parse(await written("a"), {columns: true}) as {revenue: string}[];
  expect(sum(rows.map(({revenue}) => revenue))).toBe("1649.8350");
});

test.for([
  [hostileName, `'${hostileName}`],
  ["+1", "'+1"],
  ["-Wales", "'-Wales"],
  ["@sum", "'@sum"],
  ["\tx", "'\tx"],
  ["\rx", "'\rx"],
  ["\n=1", "'\n=1"],
  ["a=b", "a=b"],
  ["'=1", "'=1"],
] as const)("disarms the text %j", async ([value, expected]) => {
  await warehouse.run(
    `create table mart_a as select ${text(value)} as name, -5 as units, cast(-2 as decimal(18, 4)) as revenue`,
  );
  expect(parse(await written("a"))).toEqual([
    ["name", "units", "revenue"],
    [expected, "-5", "-2.00"],
  ]);
});

test("rows stand in the order of their columns, whatever order they were made in, and ids in the order of numbers", async () => {
  const rows = ["('10', 'b')", "('9', 'z')", "('x', 'a')", "('9', 'a')"];
  for (const values of [rows, [...rows].reverse()]) {
    await warehouse.run(
      `create or replace table mart_a as select * from (values ${values.join(", ")}) as a(sale_id, name)`,
    );
    expect(await written("a")).toBe("sale_id,name\r\n9,a\r\n9,z\r\n10,b\r\nx,a\r\n");
  }
});

test("credits stand in the order of their sales, and of the flights of each", async () => {
  const rows = ["(10, '1', 'b')", "(9, '10', 'a')", "(9, '9', 'z')"];
  for (const values of [rows, [...rows].reverse()]) {
    await warehouse.run(`create or replace table mart_attribution as
      select * from (values ${values.join(", ")}) as credits(sale_id, flight_id, campaign_name)`);
    expect(await written("attribution")).toBe("sale_id,flight_id,campaign_name\r\n9,9,z\r\n9,10,a\r\n10,1,b\r\n");
  }
});

test("writes every mart and nothing else", async () => {
  const shop = await openShop();
  try {
    await writeTables({warehouse: shop, folder});
    const orders = parse(readFileSync(join(folder, "tables", "orders.csv"), "utf8"), {columns: true});
    expect(orders).toHaveLength(120);
    expect(orders[0]).toMatchObject({
      sale_id: "1",
      campaign_name: `'${hostileName}`,
      country: "'-Wales",
      ordered_at: "",
    });
  } finally {
    shop.close();
  }
});

test("orders that know their rows are the same lines, put together from pieces, in the order of the rows", async () => {
  const ordersOf = async (shop: Warehouse) => {
    await writeTables({warehouse: shop, folder, asked: ["orders"]});
    return readFileSync(join(folder, "tables", "orders.csv"), "utf8").split("\r\n");
  };
  const shop = await openShop(5000);
  try {
    const whole = await ordersOf(shop);
    await shop.run("create table sales as select * from mart_orders");
    for (const order of ["cast(sale_id as bigint)", "hash(sale_id)"]) {
      await shop.run(`create or replace table mart_orders as
        select *, cast(sale_id as bigint) as "row" from sales order by ${order}`);
      expect(await ordersOf(shop)).toEqual(whole);
    }
  } finally {
    shop.close();
  }
});

test("writes only the tables asked for", async () => {
  await warehouse.run("create table mart_totals as select 1 as sales; create table mart_joins as select 1 as place");
  await writeTables({warehouse, folder, asked: ["totals"]});
  expect(readdirSync(join(folder, "tables"))).toEqual(["totals.csv"]);
});

test("any text comes back as it was, but for the apostrophe", async () => {
  const value = fc.string({unit: "grapheme", maxLength: 12}).filter((candidate) => !candidate.includes("\0"));
  const special = fc.constantFrom(",", '"', "\n", "\r\n", "=", '","', "''");
  const cell = fc.array(fc.oneof(value, special), {maxLength: 4}).map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(fc.array(cell, {minLength: 1, maxLength: 6}), async (cells) => {
      const file = join(folder, "cells.csv");
      const columns = cells.map((_, place) => ({name: `c${place}`, type: "VARCHAR"}));
      await warehouse.run(
        `create or replace table cells as select ${cells.map((cell, place) => `${text(cell)} as c${place}`).join(", ")}`,
      );
      await warehouse.run(copyTable("cells", columns, file));
      const [, row] = parse(readFileSync(file, "utf8"), {record_delimiter: "\r\n"});
      expect(row).toEqual(cells.map((cell) => (/^[=+@\t\r\n-]/.test(cell) ? `'${cell}` : cell)));
    }),
    {numRuns: 60},
  );
});
