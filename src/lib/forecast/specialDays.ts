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
      if (!special.some((name) => name !== null)) return method.forecast(series, days);
      const ordinary = values.map((value, day) => (isSpecial(series, day) ? (usual(series, day) ?? value) : value));
      const factors = factorsOf(series);
      return method
        .forecast({...series, values: ordinary}, days)
        .map((value, i) => value * (factors.get(special[values.length + i] ?? "") ?? 1));
    },
  };
}

/** By name, the mean over the days that had it. */
function factorsOf(series: Series): ReadonlyMap<string, number> {
  const found = new Map<string, number[]>();
  for (const [day, value] of series.values.entries()) {
    const name = series.special?.[day];
    const expected = name ? usual(series, day) : null;
    if (!name || expected === null || expected <= 0) continue;
    const factor = Math.min(mostFactor, Math.max(0, value / expected));
    found.set(name, [...(found.get(name) ?? []), factor]);
  }
  return new Map([...found].map(([name, factors]) => [name, mean(factors)]));
}

/** What the same weekday was in the weeks around; NULL where that is not known. */
function usual(series: Series, day: number): number | null {
  const around = Array.from({length: weeksAround}, (_, i) => (i + 1) * season).flatMap((away) => [
    day - away,
    day + away,
  ]);
  const known = around.filter((other) => series.values[other] !== undefined && !isSpecial(series, other));
  return known.length === 0 ? null : mean(known.map((other) => series.values[other]!));
}

function isSpecial({special = []}: Series, day: number): boolean {
  return (special[day] ?? null) !== null;
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
