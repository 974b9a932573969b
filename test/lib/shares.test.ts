import fc from "fast-check";
import {expect, test} from "vitest";
import {compareShares} from "../../src/lib/shares.ts";

test("shares of two groups are told apart as by the textbook", () => {
  // Agresti, table 3.1: 189 of 11,034 against 104 of 11,037, z = 5.00.
  const compared = compareShares([{of: 11_034, count: 189}], [{of: 11_037, count: 104}])!;
  expect(compared.now).toBeCloseTo(0.0171, 4);
  expect(compared.before).toBeCloseTo(0.0094, 4);
  expect(compared.p).toBeLessThan(1e-6);
  expect(compareShares([{of: 100, count: 12}], [{of: 100, count: 10}])!.p).toBeCloseTo(0.6513, 3);
});

test("days that vary more than by chance make a difference less certain", () => {
  const even = Array.from({length: 10}, () => ({of: 100, count: 20}));
  const uneven = even.map(({of}, i) => ({of, count: i % 2 ? 35 : 5}));
  const now = [{of: 100, count: 8}];
  expect(compareShares(now, uneven)!.p).toBeGreaterThan(compareShares(now, even)!.p);
});

test("nothing is said of nobody, nor where all or none did it", () => {
  expect(compareShares([], [{of: 5, count: 1}])).toBeNull();
  expect(compareShares([{of: 5, count: 0}], [{of: 5, count: 0}])).toBeNull();
  expect(compareShares([{of: 5, count: 5}], [{of: 5, count: 5}])).toBeNull();
});

const days = fc.array(
  fc.integer({min: 0, max: 500}).chain((of) => fc.record({of: fc.constant(of), count: fc.integer({min: 0, max: of})})),
  {minLength: 1, maxLength: 20},
);

test("p is a probability, whichever comes first", () => {
  fc.assert(
    fc.property(days, days, (a, b) => {
      const [one, other] = [compareShares(a, b), compareShares(b, a)];
      if (!one || !other) {
        expect([one, other]).toEqual([null, null]);
        return;
      }
      expect(one.p).toBeGreaterThanOrEqual(0);
      expect(one.p).toBeLessThanOrEqual(1);
      expect(one.p).toBeCloseTo(other.p, 9);
    }),
  );
});
