import type {Formats} from "../lib/format.ts";

/** A mark on an axis of days; `at` counts days from the first one. */
export interface DayTick {
  readonly at: number;
  /** One or two lines. */
  readonly label: readonly string[];
}

const msPerDay = 86_400_000;
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240];

/** At most about a dozen marks where people expect them: days, Mondays, firsts of months, of quarters, of years; before those the first day, named for its month or year, where there is room. */
export function dayTicks(first: string, days: number, formats: Formats): DayTick[] {
  if (days <= 10)
    return range(days).map((at) => ({
      at,
      label: [formats.weekday(plus(first, at)), formats.shortDay(plus(first, at))],
    }));
  if (days <= 70) return weekTicks(first, days, formats);
  return monthTicks(first, days, formats);
}

function weekTicks(first: string, days: number, formats: Formats): DayTick[] {
  const step = 7 * Math.ceil(days / 70);
  const monday = (8 - date(first).getUTCDay()) % 7;
  return range(days)
    .filter((at) => at >= monday && (at - monday) % step === 0)
    .map((at) => ({at, label: [formats.shortDay(plus(first, at))]}));
}

function monthTicks(first: string, days: number, formats: Formats): DayTick[] {
  const step = monthSteps.find((months) => days / 30.4 / months <= 13) ?? 1200;
  const firsts = range(days).filter((at) => {
    const day = date(plus(first, at));
    return day.getUTCDate() === 1 && (day.getUTCFullYear() * 12 + day.getUTCMonth()) % step === 0;
  });
  const room = 0.6 * 30.4 * step;
  const marks = firsts.length > 0 && firsts[0]! >= room ? [0, ...firsts] : firsts;
  return marks.map((at, i) => ({at, label: monthLabel(plus(first, at), i === 0, step, formats)}));
}

/** The year stands once, under its first mark. */
function monthLabel(day: string, isFirst: boolean, step: number, formats: Formats): string[] {
  if (step >= 12) return [formats.year(day)];
  return isFirst || day.slice(5, 7) === "01" ? [formats.monthName(day), formats.year(day)] : [formats.monthName(day)];
}

/** The day so many days later, `YYYY-MM-DD`. */
export function plus(day: string, days: number): string {
  return new Date(date(day).getTime() + days * msPerDay).toISOString().slice(0, 10);
}

function date(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function range(length: number): number[] {
  return Array.from({length}, (_, i) => i);
}
