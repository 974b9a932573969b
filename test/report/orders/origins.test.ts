import fc from "fast-check";
import {afterEach, beforeEach, expect, test} from "vitest";
import {isWithoutGaps} from "../../../src/report/figures.ts";
import {numberedRuns, origin} from "../../../src/report/orders/origins.ts";
import {Warehouse} from "../../../src/store/warehouse.ts";

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await Warehouse.open(":memory:");
});
afterEach(() => warehouse.close());

test("runs of lines follow from the numbers of those that do not stay", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.values(origin)), {maxLength: 40}), (origins) => {
      const numbers = origins.flatMap((from, i) => (from === origin.stays ? [] : [from === origin.fresh ? i : ~i]));
      const runs = [...numberedRuns([Int32Array.from(numbers)], origins.length)];
      expect(runs.flatMap(([from, count]) => Array<number>(count).fill(from))).toEqual(origins);
    }),
  );
});

const large = 2n ** 53n;

test.for([
  ["each row has one", [7n, 8n, 9n], 3, true],
  ["there are none", [], 0, true],
  ["a row has none", [7n, 8n, 9n], 2, false],
  ["a row is missing", [7n, 8n, 10n], 3, false],
  ["rows are far apart", [1n, 10n ** 15n], 2, false],
  ["a row is missing among numbers that JavaScript would round", [0n, 1n, 3n, 4n, 5n].map((i) => large + i), 5, false],
  ["numbers are large", [0n, 1n, 2n].map((i) => large + i), 3, true],
] as const)("lines are numbered by rows only where that holds: %s", async ([, rows, lines, expected]) => {
  await warehouse.run('create table rows_orders ("row" bigint)');
  for (const row of rows) await warehouse.run(`insert into rows_orders values (${row})`);
  expect(await isWithoutGaps(warehouse, lines)).toBe(expected);
});
