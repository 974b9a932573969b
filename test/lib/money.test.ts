import fc from "fast-check";
import {expect, test} from "vitest";
import {divide, equals, round, subtract, sum, trim} from "../../src/lib/money.ts";

const decimal = fc
  .tuple(fc.bigInt({min: -(10n ** 18n), max: 10n ** 18n}), fc.integer({min: 0, max: 6}))
  .map(([units, scale]) => written(units, scale));

/** A decimal text made without the code under test. */
function written(units: bigint, scale: number): string {
  const digits = String(units)
    .replace("-", "")
    .padStart(scale + 1, "0");
  const point = digits.length - scale;
  return `${units < 0n ? "-" : ""}${digits.slice(0, point)}${scale ? "." : ""}${digits.slice(point)}`;
}

test.for([
  [[], "0"],
  [["0.1", "0.2"], "0.3"],
  [["444727.0100", "59432.2000"], "504159.2100"],
  [["-0.05", "0.005"], "-0.045"],
  [["9007199254740993.01", "0.0001"], "9007199254740993.0101"],
] as const)("adds %j to %s", ([values, expected]) => {
  expect(sum(values)).toBe(expected);
});

test.for([
  ["504159.2100", 1000, "504.16"],
  ["0.005", 1, "0.01"],
  ["-0.005", 1, "-0.01"],
  ["10", 3, "3.33"],
  ["20", 3, "6.67"],
  ["-0.004", 1, "0.00"],
  ["1", -3, "-0.33"],
] as const)("divides %s by %s to %s", ([value, divisor, expected]) => {
  expect(divide(value, divisor)).toBe(expected);
});

test.for([
  ["12527981.9928", "12527981.9928"],
  ["504159.2100", "504159.21"],
  ["5", "5.00"],
  ["-0.5000", "-0.50"],
  ["1.2340", "1.234"],
] as const)("shows %s as %s: cents at least, and every digit that counts", ([value, expected]) => {
  expect(trim(value)).toBe(expected);
});

test("says so when a text is not a decimal or the divisor is nought", () => {
  for (const text of ["", "1e5", "1,5", "NaN", ".5"]) expect(() => round(text)).toThrow(RangeError);
  expect(() => divide("1", 0)).toThrow("division by zero");
});

test("a sum does not depend on the order, and subtraction undoes it", () => {
  fc.assert(
    fc.property(fc.array(decimal, {maxLength: 20}), decimal, (values, extra) => {
      expect(sum([...values].reverse())).toBe(sum(values));
      expect(equals(subtract(sum([...values, extra]), extra), sum(values))).toBe(true);
    }),
  );
});

test("rounding moves a value by at most half a unit of the last place", () => {
  fc.assert(
    fc.property(decimal, fc.integer({min: 0, max: 4}), (value, digits) => {
      const moved = subtract(round(value, digits), value).replace("-", "");
      const excess = subtract(moved, `0.${"0".repeat(digits)}5`);
      expect(excess.startsWith("-") || /^0\.?0*$/.test(excess)).toBe(true);
    }),
  );
});
