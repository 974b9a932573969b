import fc from "fast-check";
import {expect, test} from "vitest";
import {runs} from "../../support/runs.ts";
import {generatedShop, headersOf, onSections, ordersOf, revenueOf, type Shop} from "./shop.ts";

const names = ["subtotal", "tax", "freight", "total_due"] as const;

test("what headers say is shared out to the last digit, and no order, line or header is lost", async () => {
  await fc.assert(
    fc.asyncProperty(generatedShop, async ({lines, headers}: Shop) => {
      const sources = {orders: ordersOf(lines), order_headers: headersOf(headers)};
      await onSections(sources, ["amounts"], async (warehouse) => {
        const orders = new Set(lines.map(({order}) => order));
        const withLines = headers.filter(({order}) => orders.has(order));
        const sums = names.map((name) => `sum(${name}) as ${name}`).join(", ");
        const parts = await warehouse.row<Record<string, string | null>>(
          `select ${sums}, count(*) as sales, sum(revenue) as revenue from mart_line_amounts`,
        );
        const due = withLines.map(({subtotal, tax, freight}) => subtotal + (tax ?? 0) + (freight ?? 0));
        expect(Number(parts.total_due ?? 0)).toBeCloseTo(sum(due) / 10_000, 6);
        expect(Number(parts.subtotal ?? 0)).toBeCloseTo(sum(withLines.map(({subtotal}) => subtotal)) / 10_000, 6);
        expect(parts.sales).toBe(lines.length);
        expect(Number(parts.revenue)).toBeCloseTo(sum(lines.map(revenueOf)) / 10_000, 6);
        expect(
          await warehouse.row(`select count(*) as orders, count(case when has_header then 1 end) as headers,
            count(case when lines = 0 then 1 end) as empty from mart_order_amounts`),
        ).toEqual({
          orders: new Set([...orders, ...headers.map(({order}) => order)]).size,
          headers: headers.length,
          empty: headers.length - withLines.length,
        });
      });
    }),
    {numRuns: runs(4)},
  );
});

test("a line that comes later is shared into like all others", async () => {
  const line = {day: 0, order: 1, customer: 1, product: 1, quantity: 1, price: 10_000, discount: null, offer: null};
  const header = {order: 1, subtotal: 30_000, tax: 1, freight: null};
  const parts = "select sale_id, subtotal, tax from mart_line_amounts order by sale_id";
  const sources = {orders: ordersOf([line, {...line, day: 3}]), order_headers: headersOf([header])};
  await onSections(sources, ["amounts"], async (warehouse, again) => {
    expect(await warehouse.rows(parts)).toEqual([
      {sale_id: "s0", subtotal: "1.5000", tax: "0.0001"},
      {sale_id: "s1", subtotal: "1.5000", tax: "0.0000"},
    ]);
    await warehouse.run("create table changed as select * from clean_orders; drop view clean_orders");
    await warehouse.run("alter table changed rename to clean_orders");
    await warehouse.run("update clean_orders set revenue = 2 where sale_id = 's1'");
    await warehouse.run("insert into touched_days values ('orders', date '2024-01-04')");
    await again();
    expect(await warehouse.rows(parts)).toEqual([
      {sale_id: "s0", subtotal: "1.0000", tax: "0.0000"},
      {sale_id: "s1", subtotal: "2.0000", tax: "0.0001"},
    ]);
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
