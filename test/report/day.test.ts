import {expect, test} from "vitest";
import {dayFigures} from "../../src/report/day.ts";
import type {DailyFacts} from "../../src/report/figures.ts";
import {measureNames} from "../../src/report/report.ts";
import {series} from "./shop.ts";

const figuresOf = (days: readonly Partial<DailyFacts>[]) => dayFigures(series(days), measureNames);
const repeated = (days: number, day: Partial<DailyFacts>) => Array.from({length: days}, () => day);

test("compares the day with the same weekday a week earlier and the mean of the 28 days before it", () => {
  const days = [...repeated(21, {revenue: "70.0000"}), ...repeated(7, {revenue: "110.0000"}), {revenue: "99.0000"}];
  expect(figuresOf(days).revenue).toMatchObject({
    value: "99.00",
    week_earlier: "110.00",
    change_week: -0.1,
    mean_28: "80.00",
    change_mean_28: 0.2375,
  });
});

test("divides revenue by orders exactly and rounds halves up", () => {
  expect(figuresOf([{revenue: "100.0100", orders: 2}]).average_order_value?.value).toBe("50.01");
  expect(figuresOf([{revenue: "9007199254740993.0100", orders: 1}]).average_order_value?.value).toBe(
    "9007199254740993.01",
  );
});

test("the mean of a ratio is the ratio of the sums", () => {
  const days = [
    ...repeated(7, {revenue: "10.0000", orders: 1, sessions: 10}),
    ...repeated(7, {revenue: "90.0000", orders: 9, sessions: 90}),
    {orders: 1},
  ];
  const {average_order_value, conversion} = figuresOf([
    ...days.slice(0, 13),
    {revenue: "390.0000", orders: 9, sessions: 90},
    {},
  ]);
  expect(average_order_value?.mean_28).toBe("14.29");
  expect(conversion?.mean_28).toBe(0.1);
});

test("what was not measured is not known, and what was measured as nought is nought", () => {
  const {revenue, average_order_value, sessions, conversion} = figuresOf(repeated(40, {sessions: null}));
  expect(revenue).toMatchObject({value: "0.00", week_earlier: "0.00", change_week: null, mean_28: "0.00"});
  for (const metric of [average_order_value, sessions, conversion])
    expect(metric).toEqual({
      value: null,
      week_earlier: null,
      change_week: null,
      mean_28: null,
      change_mean_28: null,
      unusual: null,
      expected: null,
    });
  expect(figuresOf([{sessions: 20, orders: 0}]).conversion?.value).toBe(0);
  expect(figuresOf([{sessions: 0, orders: 3}]).conversion?.value).toBeNull();
});

test("a mean needs seven readings", () => {
  const read = (days: number) => [...repeated(30, {}), ...repeated(days, {footfall: 5}), {footfall: 5}];
  expect(figuresOf(read(6)).footfall?.mean_28).toBeNull();
  expect(figuresOf(read(7)).footfall?.mean_28).toBe(5);
});

test("there is nothing to compare the first day with", () => {
  expect(figuresOf([{revenue: "5.0000", orders: 1}]).revenue).toMatchObject({
    value: "5.00",
    week_earlier: null,
    change_week: null,
    mean_28: null,
    unusual: null,
    expected: null,
  });
});

/** Eight weeks whose same weekdays have `values`, then the day itself. */
function weeks(values: readonly number[], last: number): Partial<DailyFacts>[] {
  const before = values.flatMap((orders) => [{orders}, ...repeated(6, {orders: 999})]);
  return [...before, {orders: last}];
}

test("is unusual outside the 95 % prediction interval of the same weekday of eight weeks", () => {
  const values = [10, 12, 10, 12, 10, 12, 10, 12];
  // 11 ± 2.3646 · 1.0690 · √(9/8), by hand.
  const expected = {low: expect.closeTo(8.319, 3), high: expect.closeTo(13.681, 3)};
  expect(figuresOf(weeks(values, 13)).orders).toMatchObject({unusual: null, expected});
  expect(figuresOf(weeks(values, 14)).orders).toMatchObject({unusual: "high", expected});
  expect(figuresOf(weeks(values, 8)).orders).toMatchObject({unusual: "low", expected});
});

test("the usual range looks back eight weeks, not nine, and needs four readings", () => {
  expect(figuresOf(weeks([500, 10, 12, 10, 12, 10, 12, 10, 12], 14)).orders?.unusual).toBe("high");
  expect(figuresOf(weeks([10, 12, 10], 99)).orders?.expected).toBeNull();
});

test("a range that never saw a negative value does not reach below nought", () => {
  expect(figuresOf(weeks([0, 9, 0, 9, 0, 9, 0, 9], 0)).orders?.expected?.low).toBe(0);
  const returns = [0, 1, 2, 3, 4].flatMap((week) => [{revenue: week % 2 ? "-5.0000" : "9.0000"}, ...repeated(6, {})]);
  expect(figuresOf([...returns, {}]).revenue?.expected?.low).toMatch(/^-\d+\.\d\d$/);
});

test("equal weeks leave no room, but rounding is not news", () => {
  const even = Array.from({length: 57}, () => ({revenue: "100.1000", orders: 3}));
  expect(figuresOf(even).revenue?.unusual).toBeNull();
  expect(figuresOf([...even.slice(1), {revenue: "100.1100", orders: 3}]).revenue?.unusual).toBe("high");
});
