import {expect, test} from "vitest";
import {quasiPoisson} from "../../../src/lib/lift/quasiPoisson.ts";

/** Dobson's trial, as in the help of R's `glm`: counts by outcome and treatment. */
const counts = [18, 17, 15, 20, 10, 20, 25, 13, 12];
const rows = counts.map((_, i) => [
  1,
  i % 3 === 1 ? 1 : 0,
  i % 3 === 2 ? 1 : 0,
  Math.floor(i / 3) === 1 ? 1 : 0,
  Math.floor(i / 3) === 2 ? 1 : 0,
]);

test("finds the coefficients, errors and dispersion of Dobson's trial", () => {
  const fit = quasiPoisson(rows, counts)!;
  const errors = fit.covariance.map((row, i) => Math.sqrt(row[i]!));
  expect(fit.coefficients[0]).toBeCloseTo(3.044522, 5);
  expect(fit.coefficients[1]).toBeCloseTo(-0.4542553, 5);
  expect(fit.coefficients[2]).toBeCloseTo(-0.2929871, 5);
  expect(Math.abs(fit.coefficients[3]!)).toBeLessThan(1e-6);
  expect(errors[0]).toBeCloseTo(0.1708987, 5);
  expect(errors[1]).toBeCloseTo(0.2021708, 5);
  expect(errors[2]).toBeCloseTo(0.1927423, 5);
  expect(fit.degreesOfFreedom).toBe(4);
  expect(fit.dispersion).toBeCloseTo(1.2933, 3);
});

test("has nothing to say of nothing, nor of as many days as coefficients", () => {
  expect(
    quasiPoisson(
      rows,
      counts.map(() => 0),
    ),
  ).toBeNull();
  expect(
    quasiPoisson(
      rows.slice(0, 2).map((row) => row.slice(0, 2)),
      [3, 4],
    ),
  ).toBeNull();
});
