import {expect, test} from "vitest";
import {condense, meanDays} from "../../src/visualize/condense.ts";

test.for([
  [1, 1],
  [366, 1],
  [1826, 7],
  [18_000, 49],
] as const)("%i days are drawn in means of %i", ([days, window]) => {
  expect(meanDays(days)).toBe(window);
});

test("a window of one keeps values and gaps", () => {
  expect(condense([5, null, 0], 1)).toEqual([
    {x: 0, y: 5},
    {x: 1, y: null},
    {x: 2, y: 0},
  ]);
});

test("means are taken over the days that have a reading, where half of them have, at the middle of all of them", () => {
  expect(condense([1, null, 3, null, null, 5, 8, 2, 2], 3)).toEqual([
    {x: 1, y: 2},
    {x: 4, y: null},
    {x: 7, y: 4},
  ]);
});

test("only whole windows are drawn, up to the last day", () => {
  const values = [900, 1, 3, 5, 7];
  expect(condense(values, 2)).toEqual([
    {x: 1.5, y: 2},
    {x: 3.5, y: 6},
  ]);
  expect(condense(values.slice(1), 2)).toHaveLength(2);
});
