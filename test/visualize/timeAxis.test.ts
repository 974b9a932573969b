import fc from "fast-check";
import {expect, test} from "vitest";
import {formatsFor} from "../../src/lib/format.ts";
import {dayTicks, plus} from "../../src/visualize/timeAxis.ts";

const formats = formatsFor("en-GB", "EUR");
const labels = (first: string, days: number) => dayTicks(first, days, formats).map(({label}) => label.join(" "));

test("names every day of a week", () => {
  expect(labels("2024-02-27", 4)).toEqual(["Tue 27 Feb", "Wed 28 Feb", "Thu 29 Feb", "Fri 1 Mar"]);
});

test("marks the Mondays of a month", () => {
  expect(labels("2024-05-02", 31)).toEqual(["6 May", "13 May", "20 May", "27 May"]);
  expect(dayTicks("2024-05-06", 31, formats)[0]).toEqual({at: 0, label: ["6 May"]});
});

test("marks the months of a year, with the year under the first and under January", () => {
  expect(labels("2023-11-15", 120)).toEqual(["Dec 2023", "Jan 2024", "Feb", "Mar"]);
});

test("names the month a period begins in, where there is room before the next", () => {
  expect(labels("2024-01-02", 365).slice(0, 3)).toEqual(["Jan 2024", "Feb", "Mar"]);
  expect(dayTicks("2024-01-02", 365, formats)[0]!.at).toBe(0);
  expect(labels("2024-01-20", 365).slice(0, 2)).toEqual(["Feb 2024", "Mar"]);
  expect(labels("2023-01-02", 730).slice(0, 2)).toEqual(["Jan 2023", "Mar"]);
  expect(labels("2010-01-02", 3652).slice(0, 2)).toEqual(["2010", "2011"]);
});

test("marks quarters, then years, as time goes on", () => {
  expect(labels("2022-01-01", 900).slice(0, 5)).toEqual(["Jan 2022", "Apr", "Jul", "Oct", "Jan 2023"]);
  expect(labels("2010-01-01", 3652)).toEqual([
    "2010",
    "2011",
    "2012",
    "2013",
    "2014",
    "2015",
    "2016",
    "2017",
    "2018",
    "2019",
  ]);
});

test("never crowds, and stands where it says", () => {
  const start = fc.date({min: new Date("1970-01-01"), max: new Date("2100-01-01"), noInvalidDate: true});
  fc.assert(
    fc.property(start, fc.integer({min: 1, max: 20_000}), (date, days) => {
      const first = date.toISOString().slice(0, 10);
      const ticks = dayTicks(first, days, formats);
      expect(ticks.length).toBeLessThanOrEqual(14);
      expect(ticks.every(({at}) => at >= 0 && at < days)).toBe(true);
      if (days > 70) expect(ticks.slice(1).every(({at}) => plus(first, at).endsWith("-01"))).toBe(true);
    }),
    {numRuns: 40},
  );
});
