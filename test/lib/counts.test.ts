import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {adjusted, dispersionOf, probabilityOfChange, probabilityOfMore} from "../../src/lib/counts.ts";

describe("the test of two counts", () => {
  // Sums of binomial coefficients: P(X ≥ 8 | 10, 1/2) = 56/1024, P(X ≥ 3 | 4, 1/3) = 9/81.
  test.for([
    [8, 2, 0.5, 56 / 1024],
    [10, 0, 0.5, 1 / 1024],
    [3, 1, 1 / 3, 9 / 81],
    [0, 5, 0.5, 1],
  ] as const)("%i of %i + %i others, of which %d is due", ([counts, others, expected, p]) => {
    expect(probabilityOfMore(counts, others, expected)).toBeCloseTo(p, 12);
  });

  test("is two-sided, at most 1, and knows no negative counts", () => {
    expect(probabilityOfChange(8, 2)).toBeCloseTo((2 * 56) / 1024, 12);
    expect(probabilityOfChange(2, 8)).toBeCloseTo((2 * 56) / 1024, 12);
    expect(probabilityOfChange(5, 5)).toBe(1);
    expect(probabilityOfChange(0, 0)).toBe(1);
    expect(probabilityOfChange(-1, 8)).toBeNull();
  });

  test("of very many counts agrees with the normal distribution", () => {
    for (const n of [40_000, 60_000, 2_000_000]) {
      expect(probabilityOfMore(n / 2 + Math.sqrt(n), n / 2 - Math.sqrt(n), 0.5)).toBeCloseTo(0.02275, 3);
      expect(probabilityOfMore(n / 2, n / 2, 0.5)).toBeCloseTo(0.5, 2);
    }
  });

  test("counts that are not whole lie between those that are", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 60}),
        fc.integer({min: 0, max: 60}),
        fc.double({min: 0, max: 1, noNaN: true}),
        (a, b, part) => {
          const [less, between, more] = [a, a + part, a + 1].map((count) => probabilityOfMore(count, b, 0.5));
          expect(between!).toBeLessThanOrEqual(less! + 1e-12);
          expect(between!).toBeGreaterThanOrEqual(more! - 1e-12);
        },
      ),
    );
  });

  test("finds as many changes as chance makes where nothing changed", () => {
    // All splits of n counts, each as probable as it is: the share called significant is the level at most.
    for (const n of [5, 20, 60]) {
      let wrong = 0;
      for (let now = 0; now <= n; now++) if (probabilityOfChange(now, n - now)! < 0.05) wrong += chance(now, n);
      expect(wrong).toBeLessThanOrEqual(0.05);
    }
  });
});

/** Of so many of n by a fair coin. */
function chance(k: number, n: number): number {
  let result = 0.5 ** n;
  for (let i = 1; i <= k; i++) result *= (n - i + 1) / i;
  return result;
}

describe("the dispersion of counts", () => {
  test("is Pearson's X² over its degrees of freedom, pooled", () => {
    expect(dispersionOf([{chiSquare: 42, freedom: 21}])).toBe(2);
    const other = {chiSquare: 18, freedom: 9};
    expect(dispersionOf([{chiSquare: 72, freedom: 21}, other])).toBe(3);
  });

  test("is 1 at least, and where nothing tells", () => {
    expect(dispersionOf([{chiSquare: 5, freedom: 21}])).toBe(1);
    expect(dispersionOf([{chiSquare: 0, freedom: 0}])).toBe(1);
    expect(dispersionOf([])).toBe(1);
  });
});

describe("adjusted probabilities", () => {
  test("are those of Benjamini and Hochberg's own example", () => {
    const given = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    const found = adjusted(given).filter((p) => p! <= 0.05);
    expect(found).toHaveLength(4);
    expect(found[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
  });

  test("stay in their places, NULLs too", () => {
    expect(adjusted([0.04, null, 0.01])).toEqual([0.04, null, 0.02]);
    expect(adjusted([])).toEqual([]);
  });

  test("are no smaller, at most 1, and in the same order", () => {
    fc.assert(
      fc.property(fc.array(fc.double({min: 0, max: 1, noNaN: true}), {maxLength: 30}), (given) => {
        const found = adjusted(given) as number[];
        given.forEach((p, i) => {
          expect(found[i]).toBeGreaterThanOrEqual(p);
          expect(found[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of given.entries()) if (p < other) expect(found[i]).toBeLessThanOrEqual(found[j]!);
        });
      }),
    );
  });
});
