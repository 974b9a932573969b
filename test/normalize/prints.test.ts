import fc from "fast-check";
import {afterAll, describe, expect, test} from "vitest";
import {repeatedPrints, suspects} from "../../src/normalize/prints.ts";
import {Warehouse} from "../../src/store/warehouse.ts";

const warehouse = await Warehouse.open(":memory:");
afterAll(() => warehouse.close());

test("every print that comes again is found, and no other", () => {
  const lists = fc.array(fc.array(fc.nat({max: 63})), {maxLength: 8});
  fc.assert(
    fc.property(lists, (parts) => {
      const all = parts.flat();
      const expected = [...new Set(all.filter((print, i) => all.indexOf(print) !== i))].sort((a, b) => a - b);
      const found = repeatedPrints(
        parts.map((part) => Int32Array.from(part)),
        6,
      );
      expect([...found].sort((a, b) => a - b)).toEqual(expected);
    }),
  );
});

describe("of many rows", () => {
  const many = `select i as "row", i // 2 * 2 as pair, i as own from range(60000) as numbers(i) where i < 4 or i % 2 = 0`;

  test("those that share a key are among the suspects, and few others", async () => {
    await warehouse.run(`create or replace table many as select * from (${many}) union all from (${many} limit 0)`);
    await warehouse.run("insert into many select i, i, i from range(100000, 140000) as numbers(i)");
    const found = await suspects(warehouse, {rows: "from many", key: ["pair"], table: "doubtful"});
    const rows = await warehouse.rows<{row: number}>(`select "row" from many where ${found!.isSuspect} order by "row"`);
    expect(rows.map(({row}) => row)).toEqual(expect.arrayContaining([0, 1, 2, 3]));
    expect(rows.length).toBeLessThan(20_000);
  });

  test("nothing is said of few rows", async () => {
    expect(await suspects(warehouse, {rows: "from many limit 1000", key: ["pair"], table: "doubtful"})).toBeUndefined();
  });
});
