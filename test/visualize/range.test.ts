import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {levelRanges, rangeFromZero, roundRange, ticksOf} from "../../src/visualize/range.ts";

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

describe("levelRanges", () => {
  test("leaves alone what does not go below zero", () => {
    expect(levelRanges([300], [50], 1)).toEqual([rangeFromZero([300]), rangeFromZero([50], 1)]);
  });

  test("gives a count room below zero where revenue has some, at the same steps", () => {
    expect(levelRanges([-100, 400], [7], 1)).toEqual([
      {low: -100, high: 400, step: 100},
      {low: -2, high: 8, step: 2},
    ]);
  });

  test("puts zero, and every step, at the same height on both sides, and holds all values", () => {
    const values = fc.array(fc.integer({min: -1e6, max: 1e6}), {minLength: 1});
    const counts = fc.array(fc.nat(1e6), {minLength: 1});
    fc.assert(
      fc.property(values, counts, (one, other) => {
        fc.pre(one.some((value) => value < 0));
        const ranges = levelRanges(one, other, 1);
        const [a, b] = ranges.map(({low, high}) => -low / (high - low)) as [number, number];
        expect(a).toBeCloseTo(b, 9);
        expect(ticksOf(ranges[0]).length).toBe(ticksOf(ranges[1]).length);
        for (const [range, held] of [
          [ranges[0], one],
          [ranges[1], other],
        ] as const) {
          expect(range.low).toBeLessThanOrEqual(Math.min(0, ...held));
          expect(range.high).toBeGreaterThanOrEqual(Math.max(0, ...held));
        }
      }),
    );
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
