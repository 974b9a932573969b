import fc from "fast-check";
import {expect, test} from "vitest";
import {noise} from "../../lib/noise.ts";
import type {RawSources} from "../../normalize/fixture.ts";
import {runs} from "../../support/runs.ts";
import {dayOf, generatedShop, onSections, ordersOf} from "./shop.ts";

/** Weeks with a rhythm and some noise; a product that everybody buys, and one that came late. */
function weeks(days: number): RawSources {
  const bell = noise(3);
  const week = [100, 90, 95, 110, 150, 210, 60];
  const records = Array.from({length: days}, (_, day) => {
    const amount = (share: number) => (share * (week[day % 7]! + 10 * bell())).toFixed(2);
    return [[dayOf(day), "p1", "3", amount(1)], ...(day >= days - 20 ? [[dayOf(day), "p2", "1", amount(0.2)]] : [])];
  }).flat();
  return {orders: {header: ["order_date", "product_id", "quantity", "revenue"], records, decimal: "."}};
}

test("the weekdays of planted weeks are foreseen, of the shop and of the product that is old enough", async () => {
  await onSections(weeks(120), ["forecast"], async (warehouse) => {
    const next = await warehouse.rows(
      `select forecast from mart_forecast join mart_period on made_on = as_of
       where product_id is null and measure = 'revenue' order by day`,
    );
    expect(next).toHaveLength(14);
    // The first day to come is the second of a week.
    expect(Math.abs(Number(next[4]!.forecast) - 1.2 * 210)).toBeLessThan(25);
    expect(Math.abs(Number(next[5]!.forecast) - 1.2 * 60)).toBeLessThan(25);
    const subjects = await warehouse.rows(
      "select distinct product_id, measure from mart_forecast order by 1 nulls first, 2",
    );
    expect(subjects).toEqual([
      {product_id: null, measure: "revenue"},
      {product_id: null, measure: "units"},
      {product_id: "p1", measure: "revenue"},
      {product_id: "p1", measure: "units"},
    ]);
    const past = await warehouse.rows(
      `select count(*) as days, count(actual) as known from mart_forecast join mart_period on made_on < as_of
       where product_id is null and measure = 'revenue'`,
    );
    expect(past).toEqual([{days: 7, known: 7}]);
    const [best, naive] = await warehouse
      .rows(
        `select max(case when place = 1 then mase end) as mase, max(case when method = 'seasonal_naive' then mase end) as naive
       from mart_forecast_methods where product_id is null and measure = 'revenue'`,
      )
      .then(([row]) => [Number(row!.mase), Number(row!.naive)]);
    expect(best!).toBeLessThan(naive!);
  });
});

test("what had been foreseen a week ago is what would have been foreseen on that day", async () => {
  const sources = weeks(100);
  const then = {orders: {...sources.orders!, records: sources.orders!.records.filter(([day]) => day! <= dayOf(92))}};
  const days =
    "select day, forecast, low, high, method from mart_forecast where product_id is null and measure = 'revenue'";
  const foreseen = await onSections(sources, ["forecast"], (warehouse) =>
    warehouse.rows(`${days} and actual is not null order by day`),
  );
  const asThen = await onSections(then, ["forecast"], (warehouse) =>
    warehouse.rows(`${days} and made_on = date '${dayOf(92)}' order by day limit 7`),
  );
  expect(foreseen).toEqual(asThen);
});

test("below eight weeks there is none", async () => {
  await onSections(weeks(55), ["forecast"], async (warehouse) => {
    expect(await warehouse.rows("select * from mart_forecast")).toEqual([]);
  });
});

test("whatever is sold, forecasts lie within their bands and their days make their sums", async () => {
  // The audits of the run are what holds it.
  await fc.assert(
    fc.asyncProperty(generatedShop, async ({lines}) => {
      await onSections({orders: ordersOf(lines)}, ["forecast"], async (warehouse) => {
        const [{audits} = {audits: 0}] = await warehouse.rows<{audits: number}>(
          "select count(*) as audits from mart_audits where name like 'forecasts_%'",
        );
        expect(audits).toBe(2);
      });
    }),
    {numRuns: runs(4)},
  );
});
