import fc from "fast-check";
import {expect, test} from "vitest";
import {chance, count} from "../../lib/noise.ts";
import type {RawSources} from "../../normalize/fixture.ts";
import {runs} from "../../support/runs.ts";
import {dayOf, generatedShop, onSections, ordersOf} from "./shop.ts";

const flight = fc.record({
  product: fc.option(fc.integer({min: 1, max: 5}), {freq: 4}),
  customer: fc.option(fc.integer({min: 1, max: 15}), {freq: 1}),
  starts: fc.integer({min: 0, max: 100}),
  days: fc.integer({min: 1, max: 40}),
  spend: fc.option(fc.integer({min: 0, max: 90_000}), {freq: 3}),
});

test("every flight that has begun is there once with what it cost and what it was credited, estimated or with the reason", async () => {
  await fc.assert(
    fc.asyncProperty(generatedShop, fc.array(flight, {maxLength: 12, size: "max"}), async ({lines}, flights) => {
      const campaigns = {
        header: ["campaign_name", "product_id", "customer_id", "start_date", "end_date", "spend", "note"],
        records: flights.map(({product, customer, starts, days, spend}, i) => [
          `Campaign ${i % 3}`,
          product === null ? "" : `p${product}`,
          customer === null ? "" : `c${customer}`,
          dayOf(starts),
          dayOf(starts + days - 1),
          spend === null ? "" : (spend / 100).toFixed(2),
          String(i),
        ]),
        decimal: ".",
      } as const;
      await onSections({orders: ordersOf(lines), campaigns}, ["effect"], async (warehouse) => {
        const last = Math.max(...lines.map(({day}) => day));
        const begun = flights.filter(({starts}) => starts <= last);
        const found = await warehouse.rows("select * from mart_flight_effects");
        expect(found).toHaveLength(begun.length);
        const spent = begun.reduce((sum, {spend}) => sum + (spend ?? 0), 0);
        expect(found.reduce((sum, {spend}) => sum + Number(spend ?? 0), 0)).toBeCloseTo(spent / 100, 6);
        for (const {lift, reason, extra_revenue, revenue} of found) {
          expect(lift === null).toBe(reason !== null);
          if (lift !== null)
            expect(Number(extra_revenue)).toBeCloseTo((Number(revenue) * Number(lift)) / (1 + Number(lift)), 1);
        }
        expect(await warehouse.row("select sum(sales) as sales from mart_flight_effects")).toEqual({
          sales:
            begun.length === 0
              ? null
              : begun.reduce((sum, one) => sum + lines.filter((line) => applies(one, line)).length, 0),
        });
      });
    }),
    {numRuns: runs(4)},
  );
});

function applies(
  {product, customer, starts, days}: {product: number | null; customer: number | null; starts: number; days: number},
  line: {day: number; product: number; customer: number | null},
): boolean {
  const isIts = (product === null || product === line.product) && (customer === null || customer === line.customer);
  return isIts && starts <= line.day && line.day < starts + days;
}

/** A product that sells twice as well while its flight runs, beside one without any. */
function planted(): RawSources {
  const even = chance(4);
  const lines = Array.from({length: 120}, (_, day) => [
    ...Array.from({length: count(day >= 60 && day < 75 ? 24 : 12, even)}, () => ({day, product: 1})),
    ...Array.from({length: count(12, even)}, () => ({day, product: 2})),
  ]).flat();
  return {
    orders: {
      header: ["order_date", "product_id", "quantity", "revenue"],
      records: lines.map(({day, product}) => [dayOf(day), `p${product}`, "1", "10.00"]),
      decimal: ".",
    },
    campaigns: {
      header: ["flight_id", "campaign_name", "product_id", "start_date", "end_date", "spend"],
      records: [
        ["a", "Double", "p1", dayOf(60), dayOf(74), "100.00"],
        ["b", "Dead", "p9", dayOf(60), dayOf(74), "50.00"],
      ],
      decimal: ".",
    },
  };
}

test("finds the planted lift, says so in money, and shows what was spent for nothing", async () => {
  await onSections(planted(), ["effect"], async (warehouse, again) => {
    const [dead, double] = await warehouse.rows("select * from mart_campaign_effects order by campaign_name");
    expect(dead).toMatchObject({campaign_name: "Dead", spend: "50.0000", orders: 0, lift: null, cost_per_order: null});
    expect(double).toMatchObject({campaign_name: "Double", flights_estimated: 1});
    expect(double!.lift_low).toBeLessThan(1);
    expect(double!.lift_high).toBeGreaterThan(1);
    expect(double!.lift_low).toBeGreaterThan(0.5);
    // Twelve of the twenty-four units of each of fifteen days, at ten a unit.
    expect(Number(double!.extra_low)).toBeLessThan(1800);
    expect(Number(double!.extra_high)).toBeGreaterThan(1800);
    await again();
    expect(await warehouse.rows("select * from mart_campaign_effects order by campaign_name")).toEqual([dead, double]);
  });
});
