import {afterEach, beforeEach, expect, test} from "vitest";
import {suitThreads} from "../../src/store/threads.ts";
import {Warehouse} from "../../src/store/warehouse.ts";

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await Warehouse.open(":memory:");
});
afterEach(() => warehouse.close());

test("one thread works on few records, and as many as there were on many", async () => {
  const threads = async () => (await warehouse.row<{n: number}>("select current_setting('threads') as n")).n;
  const all = await threads();
  await suitThreads(warehouse, 1000);
  expect(await threads()).toBe(1);
  await suitThreads(warehouse, 1_000_000);
  expect(await threads()).toBe(all);
});
