import {afterEach, beforeEach, expect, test} from "vitest";
import {suitEffort} from "../../src/store/effort.ts";
import {Warehouse} from "../../src/store/warehouse.ts";

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await Warehouse.open(":memory:");
});
afterEach(() => warehouse.close());

async function setting(name: string) {
  return (await warehouse.row<{value: unknown}>(`select current_setting('${name}') as value`)).value;
}

test("one thread works on few records, and as many as there were on many", async () => {
  const all = await setting("threads");
  await suitEffort(warehouse, 1000);
  expect(await setting("threads")).toBe(1);
  await suitEffort(warehouse, 1_000_000);
  expect(await setting("threads")).toBe(all);
});

test("a better order of joins is looked for where there are enough records to join", async () => {
  await suitEffort(warehouse, 1000);
  expect(await setting("disabled_optimizers")).toBe("join_order");
  await suitEffort(warehouse, 10_000);
  expect(await setting("disabled_optimizers")).toBe("");
});
