import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {
  isSignificant,
  linearFit,
  mean,
  predictionInterval,
  trailingMean,
  trendLine,
  twoSidedP,
} from "../../src/lib/statistics.ts";

describe("linearFit", () => {
  test("agrees with a worked example (Anscombe's first set)", () => {
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const fit = linearFit(x, y)!;
    expect(fit.n).toBe(11);
    expect(fit.slope).toBeCloseTo(0.50009, 5);
    expect(fit.intercept).toBeCloseTo(3.00009, 5);
    expect(fit.r).toBeCloseTo(0.81642, 5);
    expect(fit.t).toBeCloseTo(4.241, 3);
    expect(fit.p).toBeCloseTo(0.00217, 5);
  });

  test("finds any line that points lie on", () => {
    const whole = fc.integer({min: -1000, max: 1000});
    fc.assert(
      fc.property(whole, whole, fc.integer({min: 3, max: 50}), (slope, intercept, n) => {
        fc.pre(slope !== 0);
        const x = Array.from({length: n}, (_, i) => i);
        const fit = linearFit(
          x,
          x.map((value) => intercept + slope * value),
        )!;
        expect(fit.slope).toBeCloseTo(slope, 6);
        expect(fit.intercept).toBeCloseTo(intercept, 6);
        expect(fit.r).toBeCloseTo(Math.sign(slope), 6);
        expect(fit.p).toBeLessThan(0.001);
      }),
    );
  });

  test.for([
    ["two points", [1, 2], [3, 4]],
    ["one x", [5, 5, 5], [1, 2, 3]],
    ["one y", [1, 2, 3], [5, 5, 5]],
    ["one y that squares to rounding noise", Array.from({length: 10}, (_, i) => i), Array(10).fill(12.34)],
    ["nothing", [], []],
  ] as const)("has no line through %s", ([, x, y]) => {
    expect(linearFit(x, y)).toBeNull();
  });
});

test.for([
  [0, 10, 1],
  [2.228, 10, 0.05],
  [-2.228, 10, 0.05],
  [1.96, 100_000, 0.05],
] as const)("t = %d with %d degrees of freedom has p = %d", ([t, degrees, p]) => {
  expect(twoSidedP(t, degrees)).toBeCloseTo(p, 3);
});

describe("predictionInterval", () => {
  test("is the mean and t·s·√(1 + 1/n) to each side", () => {
    const {low, high, mean: centre} = predictionInterval([10, 12, 14, 16, 18])!;
    expect(centre).toBe(14);
    expect(high - 14).toBeCloseTo(2.7764 * Math.sqrt(10) * Math.sqrt(1.2), 3);
    expect(14 - low).toBeCloseTo(high - 14, 9);
  });

  test("needs four values", () => {
    expect(predictionInterval([1, 2, 3])).toBeNull();
    expect(predictionInterval([1, 2, 3, 4])).not.toBeNull();
  });
});

test("a trailing mean starts when there are enough values", () => {
  expect(trailingMean([1, 2, 3, 4], 3)).toEqual([null, null, 2, 3]);
  expect(trailingMean([1, 2], 3)).toEqual([null, null]);
  expect(mean([1, 2, 6])).toBe(3);
});

describe("trendLine", () => {
  test("is the line through one value a day, from the second week on", () => {
    const week = [3, 1, 4, 1, 5, 9, 2];
    expect(trendLine(week)).toEqual(linearFit([0, 1, 2, 3, 4, 5, 6], week));
    expect(trendLine(week.slice(1))).toBeNull();
    expect(trendLine(Array(30).fill(5))).toBeNull();
  });

  test("is called significant below 5 %", () => {
    expect([0.0499, 0.05].map((p) => isSignificant({p}))).toEqual([true, false]);
  });
});
