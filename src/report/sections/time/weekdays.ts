import type {Formats} from "../../../lib/format.ts";
import {divide} from "../../../lib/money.ts";
import {addDays} from "../../../lib/time.ts";
import type {TableBlock} from "../../block.ts";
import {filled} from "../wording.ts";

export interface Weekday {
  /** 1 is Monday. */
  readonly weekday: number;
  readonly days: number;
  readonly revenue: string;
  readonly orders: number;
}

/** Only hours with a sale. */
export interface Hour {
  readonly weekday: number;
  readonly hour_of_day: number;
  readonly days: number;
  readonly revenue: string;
}

/** Of every weekday so many days, before any is called strong or weak. */
const leastDays = 4;
const aMonday = "2024-01-01";

export function weekdaySentences(weekdays: readonly Weekday[], hours: readonly Hour[], formats: Formats): string[] {
  if (weekdays.length < 7 || weekdays.some(({days}) => days < leastDays)) return [];
  const [best, ...others] = [...weekdays].sort((a, b) => meanOf(b) - meanOf(a) || a.weekday - b.weekday);
  const worst = others.at(-1)!;
  if (meanOf(best!) <= 0 || meanOf(best!) === meanOf(worst)) return [];
  const mean = (one: Weekday) => formats.money(meanOf(one), "whole");
  const days = `${weekdayName(best!.weekday, formats)} sells most, ${mean(best!)} a day on average, and ${weekdayName(worst.weekday, formats)} least, ${mean(worst)}.`;
  const hour = bestHour(hours);
  if (!hour) return [days];
  return [
    days,
    `The strongest hour of the week is ${weekdayName(hour.weekday, formats)} from ${clock(hour.hour_of_day)}, with ${formats.money(meanOf(hour), meanOf(hour) < 10 ? "cents" : "whole")} on average.`,
  ];
}

export function weekdayTable(weekdays: readonly Weekday[], hours: readonly Hour[], formats: Formats): TableBlock {
  const all = weekdays.reduce((sum, {revenue}) => sum + Number(revenue), 0);
  const rows = weekdays.map((one) => {
    const hour = bestHour(hours.filter(({weekday}) => weekday === one.weekday));
    return {
      name: weekdayName(one.weekday, formats),
      days: one.days,
      mean: divide(one.revenue, one.days),
      orders: one.orders / one.days,
      share: all > 0 ? Number(one.revenue) / all : null,
      hour: hour ? `${clock(hour.hour_of_day)}–${clock(hour.hour_of_day + 1)}` : null,
    };
  });
  return {
    kind: "table",
    key: "weekdays",
    title: "By weekday",
    columns: filled(
      [
        {key: "name", title: "Weekday", kind: "name"},
        {key: "mean", title: "Mean a day", kind: "money"},
        {key: "orders", title: "Orders a day", kind: "decimal", isMinor: true},
        {key: "share", title: "Share", kind: "percent"},
        {key: "hour", title: "Strongest hour", kind: "text"},
        {key: "days", title: "Days", kind: "count", isMinor: true},
      ],
      rows,
    ),
    rows,
  };
}

export function weekdayName(weekday: number, formats: Formats): string {
  return formats.weekdayName(addDays(aMonday, weekday - 1));
}

/** The one with the largest mean, the first of equals. */
function bestHour(hours: readonly Hour[]): Hour | undefined {
  return [...hours]
    .filter((hour) => meanOf(hour) > 0)
    .sort((a, b) => meanOf(b) - meanOf(a) || a.weekday - b.weekday || a.hour_of_day - b.hour_of_day)[0];
}

function meanOf({revenue, days}: {readonly revenue: string; readonly days: number}): number {
  return Number(revenue) / days;
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
