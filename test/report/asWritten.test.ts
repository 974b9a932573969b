import {afterEach, beforeEach, expect, test} from "vitest";
import {asWritten} from "../../src/report/asWritten.ts";
import {Warehouse} from "../../src/store/warehouse.ts";

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await Warehouse.open(":memory:");
});
afterEach(() => warehouse.close());

/** The tables of a plan from the one that is gone through. */
async function tables(query: string): Promise<string[]> {
  const {explain_value: plan} = await warehouse.row<{explain_value: string}>(`explain (format json) ${query}`);
  return [...plan.matchAll(/"Table": "[^"]*\.(\w+)"/g)].map(([, name]) => name!);
}

const disabled = () => warehouse.row("select current_setting('disabled_optimizers') as names");

test("the first table is gone through, though the other has more rows, and afterwards the engine decides again", async () => {
  await warehouse.run(
    "create table few as select range as n from range(9); create table many as select range as n from range(99999)",
  );
  const query = "select * from few left join many on many.n = few.n";
  const before = await disabled();
  expect(await asWritten(warehouse, () => tables(query))).toEqual(["few", "many"]);
  expect(await tables(query)).toEqual(["many", "few"]);
  expect(await disabled()).toEqual(before);
});

test("also when something went wrong", async () => {
  const before = await disabled();
  await expect(asWritten(warehouse, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await disabled()).toEqual(before);
});
