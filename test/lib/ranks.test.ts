import fc from "fast-check";
import {expect, test} from "vitest";
import {rankCorrelation, ranksOf} from "../../src/lib/ranks.ts";

test("equal values share the mean of their ranks", () => {
  expect(ranksOf([10, 5, 10, 20])).toEqual([2.5, 1, 2.5, 4]);
  expect(ranksOf([])).toEqual([]);
});

const apart = (x: readonly number[], y: readonly number[]) => x.map((value, i) => ({day: 2 * i, x: value, y: y[i]!}));

test("is Spearman's, with Fisher's interval", () => {
  // Ranks differ by 1, 1, 1, 1, 0 … : r = 1 − 6·4/(12·143).
  const x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const y = [20, 10, 40, 30, 50, 60, 70, 80, 90, 100, 110, 120];
  const found = rankCorrelation(apart(x, y))!;
  const r = 1 - (6 * 4) / (12 * 143);
  expect(found.r).toBeCloseTo(r, 12);
  expect(found.n).toBe(12);
  expect(found.effective).toBe(12);
  const reach = 1.959963985 * Math.sqrt(1.06 / 9);
  expect(found.low).toBeCloseTo(Math.tanh(Math.atanh(r) - reach), 9);
  expect(found.high).toBeCloseTo(Math.tanh(Math.atanh(r) + reach), 9);
  expect(found.p).toBeLessThan(0.001);
});

test("days that are like the day before count for fewer", () => {
  const slow = Array.from({length: 200}, (_, day) => ({day, x: Math.sin(day / 20), y: Math.sin(day / 20 + 1)}));
  const found = rankCorrelation(slow);
  expect(found === null || found.effective < 20).toBe(true);
});

test("says nothing of few days or of what does not vary", () => {
  expect(rankCorrelation(apart([1, 2, 3], [1, 2, 3]))).toBeNull();
  expect(rankCorrelation(apart(Array(20).fill(1), [...Array(20).keys()]))).toBeNull();
  expect(rankCorrelation([])).toBeNull();
});

test("lies within its interval, and turns with its sign", () => {
  const values = fc.array(fc.tuple(fc.integer({min: -9, max: 9}), fc.integer({min: -9, max: 9})), {
    minLength: 12,
    maxLength: 60,
  });
  fc.assert(
    fc.property(values, (pairs) => {
      const given = pairs.map(([x, y], i) => ({day: 2 * i, x, y}));
      const [found, turned] = [rankCorrelation(given), rankCorrelation(given.map((one) => ({...one, y: -one.y})))];
      if (!found || !turned) return;
      expect(found.r).toBeCloseTo(-turned.r, 9);
      expect(found.p).toBeCloseTo(turned.p, 9);
      expect(found.low).toBeLessThanOrEqual(found.r);
      expect(found.high).toBeGreaterThanOrEqual(found.r);
      for (const bound of [found.low, found.high]) expect(Math.abs(bound)).toBeLessThanOrEqual(1);
    }),
  );
});
