import {mean} from "../statistics.ts";
import {type Method, type Series, season} from "./series.ts";

/** So many weeks before and after a special day tell what it would have been. */
const weeksAround = 3;
const mostFactor = 5;

/** Lets a method see special days as if they were ordinary, and makes those to come what days of that name were before, as a share of ordinary ones. What is special for the first time is taken as ordinary. */
export function withSpecialDays(method: Method): Method {
  return {
    name: method.name,
    forecast(series, days) {
      const {values, special = []} = series;
      const past = pastOf(series);
      const next = special.slice(values.length, values.length + days);
      if (past.length === 0) return method.forecast(series, days);
      const ordinary = [...values];
      for (const {day, expected} of past) ordinary[day] = expected ?? values[day]!;
      const factors = factorsOf(past, values);
      return method
        .forecast({...series, values: ordinary}, days)
        .map((value, i) => value * (factors.get(next[i] ?? "") ?? 1));
    },
  };
}

interface SpecialDay {
  readonly day: number;
  readonly name: string;
  /** What the same weekday was in the weeks around; NULL where that is not known. */
  readonly expected: number | null;
}

function pastOf({values, special = []}: Series): SpecialDay[] {
  const found: SpecialDay[] = [];
  for (let day = 0; day < values.length; day++) {
    const name = special[day];
    if (name) found.push({day, name, expected: usual(values, special, day)});
  }
  return found;
}

function usual(values: readonly number[], special: readonly (string | null)[], day: number): number | null {
  const known: number[] = [];
  for (let weeks = -weeksAround; weeks <= weeksAround; weeks++) {
    const other = day + weeks * season;
    if (values[other] !== undefined && !special[other]) known.push(values[other]);
  }
  return known.length === 0 ? null : mean(known);
}

/** By name, the mean over the days that had it. */
function factorsOf(past: readonly SpecialDay[], values: readonly number[]): ReadonlyMap<string, number> {
  const found = new Map<string, number[]>();
  for (const {day, name, expected} of past) {
    if (expected === null || expected <= 0) continue;
    const factor = Math.min(mostFactor, Math.max(0, values[day]! / expected));
    found.set(name, [...(found.get(name) ?? []), factor]);
  }
  return new Map([...found].map(([name, factors]) => [name, mean(factors)]));
}
