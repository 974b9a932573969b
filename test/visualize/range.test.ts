import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {rangeFromZero, roundRange, ticksOf} from "../../src/visualize/range.ts";

describe("rangeFromZero", () => {
  test.for([
    [[5207, 300], {low: 0, high: 6000, step: 2000}],
    [[-1791, 4388], {low: -2000, high: 6000, step: 2000}],
    [[-5, -20], {low: -20, high: 0, step: 5}],
    [[0], {low: 0, high: 0.2, step: 0.2}],
    [[], {low: 0, high: 0.2, step: 0.2}],
  ] as const)("covers %j", ([values, expected]) => {
    expect(rangeFromZero(values)).toEqual(expected);
  });

  test("keeps to whole steps where it counts", () => {
    expect(rangeFromZero([1, 2], 1)).toEqual({low: 0, high: 2, step: 1});
  });
});

test("a round range holds all values in a few steps", () => {
  const values = fc.array(
    fc.double({min: -1e9, max: 1e9, noNaN: true}).map((value) => Math.round(value * 100) / 100),
    {minLength: 1},
  );
  fc.assert(
    fc.property(values, (list) => {
      const range = roundRange(list);
      const slack = range.step * 1e-6;
      expect(range.low).toBeLessThanOrEqual(Math.min(...list) + slack);
      expect(range.high).toBeGreaterThanOrEqual(Math.max(...list) - slack);
      expect(ticksOf(range).length).toBeLessThanOrEqual(7);
      expect(ticksOf(range).at(-1)).toBeCloseTo(range.high, 6);
    }),
  );
});
