import {expect, test} from "vitest";
import {trending} from "../../../src/federate/computed/trending.ts";

const totals = [{has_units: true}];
/** A shop that sells the same every day. */
const days = Array.from({length: 112}, (_, i) => ({age: 111 - i, amount: 100}));
const weight = (age: number) => 0.5 ** (age / 7);
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Sells so much on each of the weighed days, by their age, and so much a day before. */
function product(product_id: string, sold: (age: number) => number, usual: number) {
  const now = Array.from({length: 28}, (_, age) => sold(age));
  return {
    product_id,
    count_now: sum(now),
    count_usual: 84 * usual,
    chi_square_now: 21,
    freedom_now: 21,
    chi_square_usual: 77,
    freedom_usual: 77,
    decayed: sum(now.map((x, age) => x * weight(age))),
  };
}

test("what sells as ever is at its usual", () => {
  const [found] = trending.compute({totals, days, products: [product("1", () => 2, 2)]});
  expect(found).toMatchObject({counted: "units", is_trending: false});
  expect(found!.ratio).toBeCloseTo(1, 9);
  expect(found!.usual).toBeCloseTo(found!.decayed as number, 9);
});

test("what sold three times as much for a week is trending, what did so four weeks ago is not", () => {
  const [fresh, stale] = trending.compute({
    totals,
    days,
    products: [product("1", (age) => (age < 7 ? 6 : 2), 2), product("2", (age) => (age >= 21 ? 6 : 2), 2)],
  });
  expect(fresh).toMatchObject({is_trending: true});
  expect(fresh!.ratio).toBeGreaterThan(1.8);
  expect(stale).toMatchObject({is_trending: false});
});

test("a strong last weekday makes no product trend", () => {
  const isStrong = (age: number) => age % 7 === 0;
  const weekly = days.map(({age}) => ({age, amount: isStrong(age) ? 700 : 100}));
  const sold = (age: number) => (isStrong(age) ? 7 : 1);
  const [found] = trending.compute({totals, days: weekly, products: [product("1", sold, 13 / 7)]});
  expect(found!.ratio).toBeCloseTo(1, 9);
});

test("a product not sold before has no ratio, and may trend", () => {
  const [found] = trending.compute({totals, days, products: [product("1", (age) => (age < 7 ? 3 : 0), 0)]});
  expect(found).toMatchObject({usual: 0, ratio: null, is_trending: true});
});

test("a single unit sold yesterday is no trend", () => {
  const [found] = trending.compute({totals, days, products: [product("1", (age) => (age === 0 ? 1 : 0), 0.05)]});
  expect(found).toMatchObject({is_trending: false});
});

test("says nothing where too few days say what is usual", () => {
  expect(trending.compute({totals, days: days.slice(-55), products: [product("1", () => 1, 1)]})).toEqual([]);
  expect(trending.compute({totals, days: days.slice(-56), products: [product("1", () => 1, 1)]})).toHaveLength(1);
});
