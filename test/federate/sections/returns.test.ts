import fc from "fast-check";
import {expect, test} from "vitest";
import {runs} from "../../support/runs.ts";
import {dayOf, generatedShop, type Line, onSections, ordersOf} from "./shop.ts";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

interface Return {
  readonly line: number;
  readonly after: number;
  readonly quantity: number;
  readonly knows: "sale" | "order" | "nothing";
}

const returned: fc.Arbitrary<Return> = fc.record({
  line: fc.nat(),
  after: fc.integer({min: 0, max: 40}),
  quantity: fc.integer({min: 1, max: 4}),
  knows: fc.constantFrom("sale", "order", "nothing"),
});

function returnsOf(some: readonly Return[], lines: readonly Line[]) {
  return {
    header: ["return_date", "sale_id", "order_id", "product_id", "quantity"],
    records: some.map(({line, after, quantity, knows}) => {
      const at = line % lines.length;
      const {day, order, product} = lines[at]!;
      const ids = [knows === "sale" ? `s${at}` : "", knows === "order" ? `o${order}` : "", `p${product}`];
      return [dayOf(day + after), ...ids, String(quantity)];
    }),
  };
}

const sums = `select sum(sold_units) as sold, sum(returned_units) as back, sum(units_of_sales) as back_of_sales
  from mart_return_days`;
const bad = "select name from mart_return_rates where rate not between 0 and 1 or rate < low or rate > high";

test("what came back is the same by day, by sale and by product, and rates are shares", async () => {
  await fc.assert(
    fc.asyncProperty(
      generatedShop,
      fc.array(returned, {minLength: 1, maxLength: 60, size: "max"}),
      async ({lines}, some) => {
        const sources = {orders: ordersOf(lines), returns: returnsOf(some, lines)};
        await onSections(sources, ["returns"], async (warehouse) => {
          const {as_of} = await warehouse.row<{as_of: string}>("select as_of from mart_period");
          const seen = some.filter(({line, after}) => dayOf(lines[line % lines.length]!.day + after) <= as_of);
          const found = await warehouse.row<Record<string, number>>(sums);
          const known = await warehouse.row<{units: number}>(
            "select sum(units) as units from mart_returns where sold_on is not null",
          );
          expect(found.back).toBe(sum(seen.map(({quantity}) => quantity)));
          expect(found.back_of_sales).toBe(known.units ?? 0);
          const least = sum(seen.filter(({knows}) => knows === "sale").map(({quantity}) => quantity));
          expect(found.back_of_sales).toBeGreaterThanOrEqual(least);
          expect(found.sold).toBe(sum(lines.map(({quantity}) => Math.max(0, quantity))));
          expect(await warehouse.rows(bad)).toEqual([]);
        });
      },
    ),
    {numRuns: runs(3)},
  );
});

test("without a source of returns they are the negative lines, made again by day as all anew", async () => {
  await fc.assert(
    fc.asyncProperty(generatedShop, async ({lines}) => {
      await onSections({orders: ordersOf(lines)}, ["returns"], async (warehouse, again) => {
        const back = (some: readonly Line[]) => sum(some.map(({quantity}) => Math.max(0, -quantity)));
        expect((await warehouse.row<Record<string, number>>(sums)).back).toBe(back(lines));
        await warehouse.run("create table changed as select * from clean_orders; drop view clean_orders");
        await warehouse.run(
          "alter table changed rename to clean_orders; update clean_orders set quantity = -9 where sale_id = 's0'",
        );
        await warehouse.run(`insert into touched_days values ('orders', date '${dayOf(lines[0]!.day)}')`);
        await again();
        expect((await warehouse.row<Record<string, number>>(sums)).back).toBe(back(lines.slice(1)) + 9);
      });
    }),
    {numRuns: runs(2)},
  );
});
