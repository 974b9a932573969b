import {expect, test} from "vitest";
import {movers} from "../../../src/federate/computed/movers.ts";

/** Sold evenly, one unit at a time. */
const even = (product_id: string, before: number, now: number) => ({
  product_id,
  count_now: now,
  count_before: before,
  squares_now: now,
  squares_before: before,
  revenue_now: `${now}.0000`,
  revenue_before: `${before}.0000`,
  change_revenue: `${now - before}.0000`,
});
const period = [{days: 56, has_units: true}];

test("a product that doubled is told from one that stayed", () => {
  const [doubled, stayed] = movers.compute({period, products: [even("1", 25, 50), even("2", 25, 27)]});
  expect(doubled).toMatchObject({product_id: "1", counted: "units", change: 1, is_significant: true, dispersion: 1});
  expect(doubled!.p_adjusted).toBeCloseTo(2 * (doubled!.p as number), 12);
  expect(stayed).toMatchObject({is_significant: false});
});

test("the same change in one basket is none", () => {
  const basket = {...even("1", 25, 50), squares_before: 625, squares_now: 2500};
  const [found] = movers.compute({period, products: [basket]});
  expect(found!.dispersion).toBeGreaterThan(20);
  expect(found!.is_significant).toBe(false);
});

test("what was not sold before has no change in percent, and may be significant all the same", () => {
  const [found] = movers.compute({period, products: [even("1", 0, 20)]});
  expect(found).toMatchObject({change: null, is_significant: true});
});

test("more came back than was sold: no count, no test", () => {
  const [found] = movers.compute({period, products: [{...even("1", 5, -3), squares_now: 9}]});
  expect(found).toMatchObject({p: null, p_adjusted: null, is_significant: null});
});

test("says nothing where the days before are not covered", () => {
  expect(movers.compute({period: [{days: 55, has_units: true}], products: [even("1", 1, 1)]})).toEqual([]);
});

test("of a thousand products that did not change, hardly any is called a mover", () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  const products = Array.from({length: 1000}, (_, i) => {
    const days = Array.from({length: 56}, () => Array.from({length: 6}, random).filter((x) => x < 0.3).length);
    const sum = (some: number[]) => some.reduce((a, b) => a + b, 0);
    const [before, now] = [days.slice(0, 28), days.slice(28)];
    const squares = (some: number[]) => sum(some.map((x) => x * x));
    return {...even(String(i), sum(before), sum(now)), squares_before: squares(before), squares_now: squares(now)};
  });
  const found = movers.compute({period, products});
  expect(found.filter(({is_significant}) => is_significant).length).toBeLessThanOrEqual(1);
});
