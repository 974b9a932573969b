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

test("means are taken over the days that have a reading, at the middle of all of them", () => {
  expect(condense([1, null, 3, null, null, null, 8], 3)).toEqual([
    {x: 1, y: 2},
    {x: 4, y: null},
    {x: 6, y: 8},
  ]);
});
