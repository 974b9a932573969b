import {expect, test} from "vitest";
import {invert, leastSquares} from "../../src/lib/leastSquares.ts";

test("inverts a symmetric matrix", () => {
  const inverse = invert([
    [4, 2],
    [2, 3],
  ]);
  expect(inverse.flat().map((value) => Number(value.toFixed(12)))).toEqual([0.375, -0.25, -0.25, 0.5]);
});

test("leaves out a column that follows from those before it", () => {
  const rows = [1, 2, 3, 4].map((x) => [1, x, 2 * x]);
  const coefficients = leastSquares(rows, [3, 5, 7, 9]);
  expect(coefficients[0]).toBeCloseTo(1, 9);
  expect(coefficients[1]).toBeCloseTo(2, 9);
  expect(coefficients[2]).toBe(0);
});

/** Longley's data, a classic of near-singular regressions, after the reference values of the National Institute of Standards and Technology. */
test("finds the coefficients of Longley's data", () => {
  const data = `83.0 234289 2356 1590 107608 1947 60323
88.5 259426 2325 1456 108632 1948 61122
88.2 258054 3682 1616 109773 1949 60171
89.5 284599 3351 1650 110929 1950 61187
96.2 328975 2099 3099 112075 1951 63221
98.1 346999 1932 3594 113270 1952 63639
99.0 365385 1870 3547 115094 1953 64989
100.0 363112 3578 3350 116219 1954 63761
101.2 397469 2904 3048 117388 1955 66019
104.6 419180 2822 2857 118734 1956 67857
108.4 442769 2936 2798 120445 1957 68169
110.8 444546 4681 2637 121950 1958 66513
112.6 482704 3813 2552 123366 1959 68655
114.2 502601 3931 2514 125368 1960 69564
115.7 518173 4806 2572 127852 1961 69331
116.9 554894 4007 2827 130081 1962 70551`
    .split("\n")
    .map((line) => line.split(" ").map(Number));
  const middle = (column: number) => data.reduce((sum, row) => sum + row[column]!, 0) / data.length;
  const rows = data.map((row) => [1, ...[0, 1, 2, 3, 4, 5].map((column) => row[column]! - middle(column))]);
  const coefficients = leastSquares(
    rows,
    data.map((row) => row[6]!),
  );
  expect(coefficients[1]).toBeCloseTo(15.0618722713733, 4);
  expect(coefficients[3]).toBeCloseTo(-2.02022980381683, 6);
  expect(coefficients[6]).toBeCloseTo(1829.15146461355, 3);
});
