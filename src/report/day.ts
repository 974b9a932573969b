import {divide, sum, trim} from "../lib/money.ts";
import {predictionInterval} from "../lib/statistics.ts";
import {tidy} from "../lib/tidy.ts";
import type {DailyFacts} from "./figures.ts";
import type {DayFigures, MeasureName, Metric} from "./report.ts";

/** What is measured over some days: of one day its value, of several their mean (of a ratio, the ratio of the sums). NULL where no day has a reading. */
interface Measure {
  readonly kind: "money" | "number";
  /** A mean of money has `digits` decimals. */
  over(days: readonly DailyFacts[], digits: number): string | number | null;
}

const measures: Readonly<Record<MeasureName, Measure>> = {
  revenue: {
    kind: "money",
    over: (days, digits) => (days.length === 1 ? trim(revenueOf(days)) : moneyPer(days, days.length, digits)),
  },
  orders: count("orders"),
  units: count("units"),
  average_order_value: {kind: "money", over: (days, digits) => moneyPer(days, total(days, "orders"), digits)},
  sessions: count("sessions"),
  footfall: count("footfall"),
  conversion: {kind: "number", over: conversion},
};

/** Days a mean looks back, and how many of them must have a reading. */
const meanDays = 28;
const meanReadings = 7;
/** Weeks from which the usual range of a weekday is taken. */
const weeks = 8;

/** The last of `daily` (one row per calendar day, ascending) against the days before it; means of money with `digits` decimals. */
export function dayFigures(daily: readonly DailyFacts[], names: readonly MeasureName[], digits = 2): DayFigures {
  return Object.fromEntries(names.map((name) => [name, metric(daily, measures[name], digits)]));
}

function metric(daily: readonly DailyFacts[], measure: Measure, digits: number): Metric {
  const last = daily.length - 1;
  const at = (place: number) => (daily[place] ? measure.over([daily[place]], digits) : null);
  const value = at(last);
  const weekEarlier = at(last - 7);
  const mean = meanOf(daily.slice(Math.max(0, last - meanDays), Math.max(0, last)), measure, digits);
  const sameWeekdays = Array.from({length: weeks}, (_, week) => at(last - 7 * (week + 1)));
  const range = usualRange(sameWeekdays);
  return {
    value,
    week_earlier: weekEarlier,
    change_week: change(weekEarlier, value),
    mean_28: mean,
    change_mean_28: change(mean, value),
    unusual: range && value !== null ? position(Number(value), range) : null,
    expected: range && {low: quantity(range.low, measure, digits), high: quantity(range.high, measure, digits)},
  };
}

function meanOf(days: readonly DailyFacts[], measure: Measure, digits: number): string | number | null {
  const read = days.filter((day) => measure.over([day], digits) !== null);
  if (read.length < meanReadings) return null;
  const mean = measure.over(read, digits);
  return typeof mean === "number" ? tidy(mean) : mean;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** Does not reach below 0, or below the least of the values where that is less. */
function usualRange(values: readonly (string | number | null)[]): Range | null {
  const read = values.filter((value) => value !== null).map(Number);
  const range = predictionInterval(read);
  return range && {low: Math.max(range.low, Math.min(0, ...read)), high: range.high};
}

/** Leaves out what only the rounding of binary fractions puts outside. */
function position(value: number, {low, high}: Range): "high" | "low" | null {
  const slack = 1e-9 * Math.max(Math.abs(low), Math.abs(high), 1e-9);
  if (value > high + slack) return "high";
  return value < low - slack ? "low" : null;
}

/** A share of nothing, or of a loss, says nothing. */
function change(from: string | number | null, to: string | number | null): number | null {
  if (from === null || to === null || Number(from) <= 0) return null;
  return tidy(Number(to) / Number(from) - 1);
}

function quantity(value: number, {kind}: Measure, digits: number): string | number {
  return kind === "money" ? value.toFixed(digits) : tidy(value);
}

function count(column: "orders" | "units" | "sessions" | "footfall"): Measure {
  const over = (days: readonly DailyFacts[]) => {
    const read = days.filter((day) => day[column] !== null);
    return read.length === 0 ? null : total(read, column) / read.length;
  };
  return {kind: "number", over};
}

function moneyPer(days: readonly DailyFacts[], divisor: number, digits: number): string | null {
  return divisor === 0 ? null : divide(revenueOf(days), divisor, digits);
}

function revenueOf(days: readonly DailyFacts[]): string {
  return sum(days.map(({revenue}) => revenue));
}

function conversion(days: readonly DailyFacts[]): number | null {
  const read = days.filter(({sessions}) => sessions !== null && sessions > 0);
  return read.length === 0 ? null : tidy(total(read, "orders") / total(read, "sessions"));
}

function total(days: readonly DailyFacts[], column: Exclude<keyof DailyFacts, "day" | "revenue">): number {
  return days.reduce((result, day) => result + Number(day[column] ?? 0), 0);
}
