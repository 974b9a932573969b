import {expect, test} from "vitest";
import {movers} from "../../../src/federate/computed/movers.ts";

/** Varies from day to day as Poisson counts do. */
const even = (product_id: string, before: number, now: number) => ({
  product_id,
  count_now: now,
  count_before: before,
  chi_square_now: 21,
  chi_square_before: 21,
  freedom_now: 21,
  freedom_before: 21,
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
  const basket = {...even("1", 25, 50), chi_square_before: 75, freedom_before: 3, chi_square_now: 150, freedom_now: 3};
  const [found] = movers.compute({period, products: [basket]});
  expect(found!.dispersion).toBeGreaterThan(20);
  expect(found!.is_significant).toBe(false);
});

test("what was not sold before has no change in percent, and may be significant all the same", () => {
  const [found] = movers.compute({period, products: [even("1", 0, 20)]});
  expect(found).toMatchObject({change: null, is_significant: true});
});

test("more came back than was sold: no count, no test", () => {
  const [found] = movers.compute({period, products: [even("1", 5, -3)]});
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
    const day = () => Array.from({length: 6}, random).filter((x) => x < 0.3).length;
    const window = () => Array.from({length: 28}, day).reduce((a, b) => a + b, 0);
    return even(String(i), window(), window());
  });
  const found = movers.compute({period, products});
  expect(found.filter(({is_significant}) => is_significant).length).toBeLessThanOrEqual(1);
});
