import {describe, expect, test} from "vitest";
import {holtWinters} from "../../../src/lib/forecast/holtWinters.ts";
import {lastYear} from "../../../src/lib/forecast/lastYear.ts";
import {type Method, seasonalNaive} from "../../../src/lib/forecast/series.ts";
import {withSpecialDays} from "../../../src/lib/forecast/specialDays.ts";
import {weekdayRegression} from "../../../src/lib/forecast/weekdayRegression.ts";

const week = [100, 90, 95, 110, 150, 210, 60];
const weeks = (count: number, growth = 0) => Array.from({length: 7 * count}, (_, i) => week[i % 7]! + growth * i);
const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 1e6) / 1e6);

test("the naive method repeats the last week", () => {
  expect(seasonalNaive.forecast({values: [...weeks(3), 1, 2], holidays: []}, 9)).toEqual([
    95, 110, 150, 210, 60, 1, 2, 95, 110,
  ]);
});

describe.each([holtWinters, weekdayRegression])("$name", (method) => {
  test("goes on with weeks that are all alike", () => {
    expect(rounded(method.forecast({values: weeks(8), holidays: []}, 14))).toEqual(weeks(2));
  });

  test("says nothing of nothing", () => {
    expect(method.forecast({values: weeks(8).map(() => 0), holidays: []}, 3)).toEqual([0, 0, 0]);
  });
});

test("a straight line is gone on with to the day", () => {
  const values = weeks(10, 2);
  expect(rounded(weekdayRegression.forecast({values: values.slice(0, 56), holidays: []}, 14))).toEqual(
    values.slice(56),
  );
});

test("the smoothing follows a level that has changed", () => {
  const values = [...weeks(10), ...weeks(10).map((value) => value + 500)];
  const next = holtWinters.forecast({values, holidays: []}, 7);
  next.forEach((value, i) => {
    expect(Math.abs(value - week[i]! - 500)).toBeLessThan(30);
  });
});

test("a holiday to come is what holidays were, in the part of the shop that keeps it", () => {
  const holidays = Array.from({length: 63}, (_, i) => (i === 15 || i === 30 ? 1 : i === 58 ? 0.5 : 0));
  const values = weeks(8).map((value, i) => value - 40 * holidays[i]!);
  const next = weekdayRegression.forecast({values, holidays}, 7);
  expect(next[2]).toBeCloseTo(week[2]! - 20, 6);
  expect(next[3]).toBeCloseTo(week[3]!, 6);
});

describe("last year's level", () => {
  const rush = (day: number) => 1 + Math.max(0, 1 - Math.abs((day % 364) - 344) / 25);
  const values = (days: number) => Array.from({length: days}, (_, i) => week[i % 7]! * (1 + i / 2000) * rush(i));

  test("tells that a rush which comes every year is over", () => {
    const all = values(744);
    const past = {values: all.slice(0, 714), holidays: []};
    const off = (method: Method) =>
      method.forecast(past, 14).reduce((sum, value, i) => sum + Math.abs(value / all[714 + i]! - 1), 0) / 14;
    expect(off(lastYear)).toBeLessThan(0.15);
    expect(off(holtWinters)).toBeGreaterThan(2 * off(lastYear));
  });

  test("is no less than a tenth of the mean day, so that a year after a closed month nothing is out of all measure", () => {
    const shut = values(722).map((value, i) => (i >= 350 && i < 390 ? 0 : value));
    for (const value of lastYear.forecast({values: shut, holidays: []}, 14))
      expect(value).toBeLessThan(20 * Math.max(...week));
  });

  test("of nothing says nothing", () => {
    expect(lastYear.forecast({values: values(722).map(() => 0), holidays: []}, 3)).toEqual([0, 0, 0]);
  });
});

describe("special days", () => {
  const method = withSpecialDays(holtWinters);
  const special = new Array<string | null>(78).fill(null);
  special[20] = "Closing day";
  special[72] = "Closing day";
  special[74] = "First fair";
  const values = weeks(10).map((value, i) => (i === 20 ? value / 4 : value));

  test("to come are what days of their name were, as a share of ordinary ones", () => {
    const next = method.forecast({values, holidays: [], special}, 7);
    expect(next[2]).toBeCloseTo(week[2]! / 4, 6);
    expect(next[4]).toBeCloseTo(week[4]!, 6);
  });

  test("of the past leave ordinary days as they are", () => {
    expect(rounded(method.forecast({values, holidays: [], special: special.slice(0, 70)}, 7))).toEqual(week);
    expect(method.forecast({values, holidays: []}, 7)[6]).not.toBeCloseTo(week[6]!, 1);
  });

  test("of which nothing was ever sold stay nothing", () => {
    const shut = values.map((value, i) => (i === 20 ? 0 : value));
    expect(method.forecast({values: shut, holidays: [], special}, 7)[2]).toBe(0);
  });
});
