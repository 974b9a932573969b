import fc from "fast-check";
import {expect, test} from "vitest";
import {runs} from "../../support/runs.ts";
import {dayOf, generatedShop, type Line, onSections, ordersOf, revenueOf} from "./shop.ts";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test("customers are counted once, their segments part them, and what they brought is what was sold to them", async () => {
  await fc.assert(
    fc.asyncProperty(generatedShop, async ({lines}) => {
      await onSections({orders: ordersOf(lines)}, ["customers"], async (warehouse) => {
        const known = lines.filter(({customer}) => customer !== null);
        const bought = known.filter((line) => revenueOf(line) > 0);
        const buyers = new Set(bought.map(({customer}) => customer));
        const totals = await warehouse.row<Record<string, number>>("select * from mart_customer_totals");
        expect(totals.buyers).toBe(buyers.size);
        expect(totals.repeat_buyers).toBe(
          [...buyers].filter((one) => new Set(bought.filter((l) => l.customer === one).map((l) => l.day)).size > 1)
            .length,
        );
        expect(totals.orders).toBe(new Set(known.map(({customer, order}) => `${customer} ${order}`)).size);
        expect(Number(totals.revenue)).toBeCloseTo(sum(known.map(revenueOf)) / 10_000, 6);
        const parts = await warehouse.row<
          Record<string, number>
        >(`select sum(customers) as customers, sum(revenue) as revenue,
          min(share_of_customers) >= 0 and max(share_of_customers) <= 1 as are_shares from mart_customer_segments`);
        expect(parts).toMatchObject(known.length === 0 ? {} : {are_shares: true});
        expect(parts.customers ?? 0).toBe(new Set(known.map(({customer}) => customer)).size);
        const months = await warehouse.row<{one: number; other: number}>(
          "select sum(new_buyers) as one, (select sum(customers) from mart_customer_cohorts where months_since = 0) as other from mart_customer_months",
        );
        expect([months.one ?? 0, months.other ?? 0]).toEqual([buyers.size, buyers.size]);
      });
    }),
    {numRuns: runs(4)},
  );
});

/** Sixty customers of a quarter of a year who buy every so many days. */
const regulars: Line[] = Array.from({length: 60}, (_, customer) =>
  Array.from({length: 1 + Math.floor(80 / (5 + customer))}, (_, visit) => ({
    ...{day: (customer % 7) + visit * (5 + customer), order: 100 * customer + visit, customer, product: 1},
    ...{quantity: 1, price: 100_000 + 1000 * customer, discount: null, offer: null},
  })),
).flat();

test("foretells what customers bring by the way that was off least", async () => {
  await onSections({orders: ordersOf(regulars)}, ["customers"], async (warehouse) => {
    const models = await warehouse.rows<Record<string, number>>("select * from mart_value_models order by error");
    expect(models.map(({is_chosen}) => is_chosen)).toEqual(models.map((_, i) => i === 0));
    expect(models.map(({model}) => model).sort()).toEqual(["average", "bg_nbd", "own_pace"]);
    const [best] = models;
    expect(best!.expected_revenue! / best!.revenue!).toBeGreaterThan(0.5);
    expect(best!.expected_revenue! / best!.revenue!).toBeLessThan(2);
    const {known, all} = await warehouse.row<{known: number; all: number}>(
      'select count(expected_revenue) as known, count(*) as "all" from mart_customers',
    );
    expect([known, all]).toEqual([60, 60]);
  });
});

test("says nothing of what is to come where there are too few", async () => {
  await onSections(
    {orders: ordersOf(regulars.filter(({customer}) => customer! < 10))},
    ["customers"],
    async (warehouse) => {
      expect(await warehouse.rows("select * from mart_value_models")).toEqual([]);
      expect(
        await warehouse.rows("select expected_revenue from mart_customers where expected_revenue is not null"),
      ).toEqual([]);
    },
  );
});

test("days that changed are summed again, and give what all days anew would", async () => {
  const marts = ["customers", "customer_segments", "customer_months", "customer_cohorts", "customer_totals"];
  const changed = "update clean_orders set revenue = 77, customer_id = 'c3' where sale_id = 's5'";
  await onSections({orders: ordersOf(regulars)}, ["customers"], async (warehouse, again) => {
    const read = async () => {
      const found: unknown[] = [];
      for (const mart of marts) found.push(await warehouse.rows(`select * from mart_${mart} order by all`));
      return found;
    };
    await warehouse.run("create table changed as select * from clean_orders; drop view clean_orders");
    await warehouse.run(`alter table changed rename to clean_orders; ${changed}`);
    await warehouse.run(`insert into touched_days values ('orders', date '${dayOf(regulars[5]!.day)}')`);
    await again();
    const kept = await read();
    await warehouse.run("insert into touched_all values ('orders')");
    await again();
    expect(kept).toEqual(await read());
  });
});
