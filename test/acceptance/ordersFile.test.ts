import {appendFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test, vi} from "vitest";
import {describeOutput} from "../../src/report/manifest.ts";
import {CopyAhead} from "../../src/report/orders/copyAhead.ts";
import {OrdersTable} from "../../src/report/orders/ordersTable.ts";
import {ordersTableIn, writeTables} from "../../src/report/tables.ts";
import {text, Warehouse} from "../../src/store/warehouse.ts";
import {emptyFolder, removeFolder} from "../support/shop.ts";
import {beginning, dated, type Shop, write} from "./history.ts";
import {oneRun} from "./oneRun.ts";

// An earlier table is doctored, and known to be: what is found again in the next one was taken over from it.

let folder: string;
let warehouse: Warehouse;
beforeEach(async () => {
  folder = emptyFolder();
  warehouse = await Warehouse.open(join(folder, "warehouse.duckdb"));
});
afterEach(() => {
  vi.restoreAllMocks();
  warehouse.close();
  removeFolder(folder);
});

const file = () => join(folder, "outputs", "tables", "orders.csv");
const sale = {order: 9, hour: 2, product: 1, country: "France", cents: 700};
/** Of many days, so that one is few of them. */
const longer: Shop = {
  ...beginning,
  sales: [1, 2, 3, 4, 5].map((day) => ({...sale, id: day, order: day, day})),
  asOf: 6,
};

/** Of the report no more than the orders is looked at. */
const put = (shop: Shop) => write(folder, shop, "", "sections: []");

const staging = () => join(folder, "staging");

/** As the job does it: what can be begun early is. */
async function run(shop: Shop): Promise<string[]> {
  put(shop);
  const orders = ordersTableIn(warehouse, staging());
  try {
    await oneRun(folder, warehouse, dated(shop.asOf), undefined, orders);
    return await written(orders);
  } finally {
    await orders.close();
  }
}

async function written(orders?: OrdersTable): Promise<string[]> {
  const place = join(folder, "outputs");
  await writeTables({warehouse, folder: staging(), asked: ["orders"], destination: place, ...(orders && {orders})});
  rmSync(place, {recursive: true, force: true});
  renameSync(staging(), place);
  return readFileSync(file(), "utf8").split("\r\n").slice(1, -1);
}

/** Puts a mark into the line of each sale. */
function doctor(): void {
  writeFileSync(file(), readFileSync(file(), "utf8").replaceAll("France", "Doctor"));
}

/** As if the file had been written by us as it is now. */
async function vouch(): Promise<void> {
  const {size, mtimeNs, ino} = statSync(file(), {bigint: true});
  await warehouse.run(`update orders_file set mark = ${text(`${size} ${mtimeNs} ${ino}`)}`);
}

const takenOver = (lines: readonly string[]) => lines.map((line) => line.includes("Doctor"));

async function doctored(shop: Shop): Promise<void> {
  await run(shop);
  doctor();
  await vouch();
}

test("a new day's orders are added to the table of the day before", async () => {
  await doctored(longer);
  const sales = [...longer.sales, {...sale, id: 6, day: 6}];
  expect(takenOver(await run({...longer, sales}))).toEqual([true, true, true, true, true, false]);
});

test("a late order has the lines of its day written again, and the others taken over", async () => {
  await doctored(longer);
  const sales = [...longer.sales, {...sale, id: 6, day: 2}];
  expect(takenOver(await run({...longer, sales}))).toEqual([true, false, true, true, true, false]);
});

test("a late order has the lines of its day written again also where some orders have no line", async () => {
  const unread = {...sale, id: 9, day: 3, cents: null};
  const sales = [...longer.sales, unread];
  const flight = {name: "C", product: 1, country: null, from: 4, to: 4} as const;
  const before = {...longer, flights: [flight]};
  await doctored({...before, sales});
  const [late, later] = [
    {...sale, id: 10, day: 2},
    {...sale, id: 11, day: 5},
  ];
  expect(takenOver(await run({...before, sales: [...sales, late]}))).toEqual([true, false, true, true, true, false]);
  doctor();
  await vouch();
  const flights = [{...flight, name: "D"}];
  const lines = await run({...longer, sales: [...sales, late, later], flights});
  expect(takenOver(lines)).toEqual([true, true, true, false, false, true, false]);
});

test("the copy of a table is begun when orders came in, and given up where they are of days that had lines", async () => {
  await doctored(longer);
  const begun = vi.spyOn(CopyAhead.prototype, "begin");
  const givenUp = vi.spyOn(CopyAhead.prototype, "giveUp");
  const taken = vi.spyOn(CopyAhead.prototype, "take");
  const [later, late] = [
    {...sale, id: 6, day: 6},
    {...sale, id: 7, day: 2},
  ];
  await run({...longer, sales: [...longer.sales, later]});
  expect([begun, taken].map(({mock}) => mock.calls.length)).toEqual([1, 1]);
  givenUp.mockClear();
  await run({...longer, sales: [...longer.sales, later, late]});
  expect([begun, taken].map(({mock}) => mock.calls.length)).toEqual([2, 1]);
  expect(givenUp.mock.invocationCallOrder[0]).toBeGreaterThan(begun.mock.invocationCallOrder[1]!);
  await run({...longer, sales: [...longer.sales, later, {...late, cents: 1}]});
  expect(begun).toHaveBeenCalledTimes(2);
});

test("a table that nobody wants any more is not finished, and the warehouse can be closed", async () => {
  await doctored(longer);
  put({...longer, sales: [...longer.sales, {...sale, id: 9, day: 2}]});
  const orders = ordersTableIn(warehouse, staging());
  await oneRun(folder, warehouse, dated(longer.asOf), undefined, orders);
  expect(await orders.begin()).toBe("taken over");
  await orders.close();
  await expect(orders.finish(file())).rejects.toThrow(/abort/i);
});

test("an order that is gone has no line, and the others of its day are written again", async () => {
  const sales = [...longer.sales, {...sale, id: 6, day: 2}];
  await doctored({...longer, sales});
  expect(takenOver(await run(longer))).toEqual([true, false, true, true, true]);
});

test("a reading that changed has the lines of its day written again", async () => {
  await doctored(longer);
  expect(takenOver(await run({...longer, visits: [[1, 7]]}))).toEqual([false, true, true, true, true]);
});

test("a flight that changed has only those lines written again that it may apply to", async () => {
  const [of1, of2] = [1, 2].map((product) => ({name: "C", product, country: null, from: 2, to: 3}) as const);
  const sales = longer.sales.map((one) => ({...one, product: 1 + (one.day % 2)}));
  await doctored({...longer, sales, flights: [of1!]});
  const renamed = await run({...longer, sales, flights: [{...of1!, name: "D"}]});
  expect(takenOver(renamed)).toEqual([true, false, true, true, true]);
  doctor();
  await vouch();
  const late = {...sale, id: 6, day: 1};
  const lines = await run({...longer, sales: [...sales, late], flights: [of2!]});
  expect(takenOver(lines)).toEqual([false, false, false, true, true, false]);
});

test("flights that change again and again are kept in mind once, and not at all where every line is to be made", async () => {
  const changeBack = async () => {
    for (const name of ["C", "D", "C", "D"]) {
      put({...longer, flights: [{name, product: 1, country: null, from: 2, to: 3}]});
      await oneRun(folder, warehouse, dated(longer.asOf));
    }
    return warehouse.rows("select campaign_name from flights_to_write order by 1");
  };
  expect(await changeBack()).toEqual([]);
  await written();
  expect(await changeBack()).toEqual([{campaign_name: "C"}, {campaign_name: "D"}]);
});

test("a table that was not written after a run is made up for by the next", async () => {
  await doctored(longer);
  const [late, later] = [
    {...sale, id: 6, day: 2},
    {...sale, id: 7, day: 4},
  ];
  put({...longer, sales: [...longer.sales, late]});
  await oneRun(folder, warehouse, dated(longer.asOf));
  const lines = await run({...longer, sales: [...longer.sales, late, later]});
  expect(takenOver(lines)).toEqual([true, false, true, false, true, false, false]);
});

test("nothing is taken over from a table that somebody else wrote to", async () => {
  await run(longer);
  doctor();
  expect(takenOver(await written())).toEqual([false, false, false, false, false]);
});

test("nor from one that has other lines than ours had", async () => {
  await doctored(longer);
  appendFileSync(file(), `${readFileSync(file(), "utf8").split("\r\n")[1]!}\r\n`);
  await vouch();
  const sales = [...longer.sales, {...sale, id: 6, day: 2}];
  expect(takenOver(await run({...longer, sales}))).toEqual([false, false, false, false, false, false]);
});

test("nor when revenue is attributed otherwise", async () => {
  await doctored(longer);
  expect(takenOver(await run({...longer, attribution: "any_touch"}))).toEqual([false, false, false, false, false]);
});

test("a table written in ranges is the one written at one go: few of them by one statement, many by files whose sum is known", async () => {
  const lines = await run({...longer, sales: longer.sales.map((one) => ({...one, id: one.id * 10}))});
  expect(await inRanges(2)).toEqual({lines, isSummedUp: false});
  expect(await inRanges(1)).toEqual({lines, isSummedUp: true});
  expect({file: "ranges.csv", ...(await writeRanges(1))}).toEqual(await describeOutput(folder, "ranges.csv"));
});

async function inRanges(rowsAtOnce: number) {
  const sum = await writeRanges(rowsAtOnce);
  const lines = readFileSync(join(folder, "ranges.csv"), "utf8").split("\r\n").slice(1, -1);
  return {lines, isSummedUp: sum !== undefined};
}

async function writeRanges(rowsAtOnce: number) {
  await warehouse.run("delete from orders_file");
  const file = join(folder, "ranges.csv");
  return new OrdersTable(warehouse, file, rowsAtOnce).finish(file);
}
