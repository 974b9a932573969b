import fc from "fast-check";
import {expect, test} from "vitest";
import {runs} from "../../support/runs.ts";
import {dayOf, generatedShop, onSections, ordersOf, revenueOf} from "./shop.ts";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const read = ["bands", "comparison", "totals"].map((name) => `select * from mart_discount_${name} order by all`);

test("gross less discount is net, by band and by offer, and a second run after a change is as one anew", async () => {
  await fc.assert(
    fc.asyncProperty(generatedShop, async ({lines}) => {
      await onSections({orders: ordersOf(lines)}, ["discounts"], async (warehouse, again) => {
        const priced = lines.filter(({price, discount}) => price !== null || (discount ?? 100) < 100);
        const made = await warehouse.row<Record<string, string>>(
          "select gross, gross - discount as priced, net, unpriced_net from mart_discount_totals",
        );
        const total = sum(lines.map(revenueOf)) / 10_000;
        expect(Number(made.net)).toBeCloseTo(total, 6);
        expect(Number(made.priced)).toBeCloseTo(sum(priced.map(revenueOf)) / 10_000, 6);
        expect(Number(made.priced) + Number(made.unpriced_net)).toBeCloseTo(total, 6);
        const found = await warehouse.row<{lines: number}>(
          "select coalesce(sum(lines), 0) as lines from mart_discount_bands where band is not null",
        );
        const known = lines.filter(
          (line) => line.discount !== null || (line.price !== null && line.price * line.quantity !== 0),
        );
        expect(found.lines).toBe(known.length);
        await warehouse.run("create table changed as select * from clean_orders; drop view clean_orders");
        await warehouse.run(
          "alter table changed rename to clean_orders; update clean_orders set discount = 0.5 where sale_id = 's0'",
        );
        await warehouse.run(`insert into touched_days values ('orders', date '${dayOf(lines[0]!.day)}')`);
        await again();
        const kept = [];
        for (const sql of read) kept.push(await warehouse.rows(sql));
        await warehouse.run("insert into touched_all values ('orders')");
        await again();
        const anew = [];
        for (const sql of read) anew.push(await warehouse.rows(sql));
        expect(kept).toEqual(anew);
      });
    }),
    {numRuns: runs(3)},
  );
});

test("days at a discount that sell twice as much are found to, and days alike are not told apart", async () => {
  const day = (on: number, quantity: number, discount: number) => ({
    ...{day: on, order: on, customer: null, product: 1, quantity, price: 50_000, discount, offer: null},
  });
  const ratio = async (times: number) => {
    const lines = Array.from({length: 80}, (_, i) => {
      const units = 5 + ((i * 7) % 5);
      return i % 4 === 0 ? day(i, times * units, 20) : day(i, units, 0);
    });
    return onSections({orders: ordersOf(lines)}, ["discounts"], (warehouse) =>
      warehouse.row<Record<string, number>>(
        "select ratio, low, high from mart_discount_comparison where product_id is null",
      ),
    );
  };
  const [twice, alike] = [await ratio(2), await ratio(1)];
  expect(twice.low!).toBeGreaterThan(1.5);
  expect(twice.low!).toBeLessThan(2);
  expect(twice.high!).toBeGreaterThan(2);
  expect(alike.low!).toBeLessThan(1);
  expect(alike.high!).toBeGreaterThan(1);
});
