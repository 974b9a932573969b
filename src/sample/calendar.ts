import {type Holiday, holidays} from "./holidays.ts";

export interface Day {
  /** 0 for the first day of the calendar. */
  readonly index: number;
  /** `YYYY-MM-DD`. */
  readonly iso: string;
  /** 0 = Monday … 6 = Sunday. */
  readonly weekday: number;
  /** Days since 1 January. */
  readonly ofYear: number;
  readonly holiday?: Holiday;
}

const lastDay = "2024-12-31";
const ordersForTwoYears = 20_000;

/** The days of the shop, ending on Tuesday, 31 December 2024: that year for a small sample, two years for a large one. */
export function calendarFor(orders: number): Day[] {
  const first = orders < ordersForTwoYears ? "2024-01-01" : "2023-01-01";
  const length = daysBetween(first, lastDay) + 1;
  return Array.from({length}, (_, index) => dayOf(shiftDay(first, index), index));
}

/** The days after the shop's last one. */
export function daysAfter(days: readonly Day[], count: number): Day[] {
  const {index, iso} = days.at(-1)!;
  return Array.from({length: count}, (_, i) => dayOf(shiftDay(iso, i + 1), index + i + 1));
}

function dayOf(iso: string, index: number): Day {
  const holiday = holidays.find(({day}) => day === iso);
  const weekday = (new Date(iso).getUTCDay() + 6) % 7;
  return {index, iso, weekday, ofYear: daysBetween(`${iso.slice(0, 4)}-01-01`, iso), ...(holiday && {holiday})};
}

const dayLength = 86_400_000;

/** From one `YYYY-MM-DD` to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayLength;
}

/** `YYYY-MM-DD` moved by whole days. */
export function shiftDay(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * dayLength).toISOString().slice(0, 10);
}

/** `2024-03-07` as `03/07/2024`, the way the orders write it. */
export function paddedDate(iso: string): string {
  return `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)}`;
}

/** `2024-03-07` as `3/7/2024`, the way the other sources write it. */
export function plainDate(iso: string): string {
  return `${Number(iso.slice(5, 7))}/${Number(iso.slice(8, 10))}/${iso.slice(0, 4)}`;
}
