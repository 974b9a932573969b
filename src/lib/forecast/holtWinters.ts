import {type Method, season} from "./series.ts";

/** Smoothing of level, slope and weekdays, each 0..1. */
interface Smoothing {
  readonly level: number;
  readonly slope: number;
  readonly weekday: number;
}

/** The slope of tomorrow as a share of today's, so that no growth goes on for ever. */
const damping = 0.98;
/** How many weeks make the first weekdays. */
const firstWeeks = 8;

/** The smoothings that are tried. */
const grid: readonly Smoothing[] = [0.03, 0.1, 0.2, 0.4].flatMap((level) =>
  [0, 0.05].flatMap((slope) => [0.01, 0.06, 0.2].map((weekday) => ({level, slope, weekday}))),
);

/** Level, damped slope and additive weekdays, smoothed exponentially; of the smoothings on a grid the one whose errors one day ahead are least squared (Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 8.3). */
export const holtWinters: Method = {
  name: "holt_winters",
  forecast({values}, days) {
    const start = startOf(values);
    const best = grid
      .map((smoothing) => smooth(values, smoothing, start))
      .reduce((a, b) => (b.error < a.error ? b : a));
    return extend(best, values.length, days);
  },
};

interface State {
  readonly level: number;
  readonly slope: number;
  readonly weekdays: readonly number[];
}

/** The mean, and how far each weekday of the first weeks lies from it. */
function startOf(values: readonly number[]): State {
  const first = values.slice(0, season * Math.max(1, Math.min(firstWeeks, Math.floor(values.length / season))));
  const level = first.reduce((sum, value) => sum + value, 0) / first.length;
  const sums = new Array<number>(season).fill(0);
  first.forEach((value, i) => {
    sums[i % season]! += value - level;
  });
  return {level, slope: 0, weekdays: sums.map((sum) => (sum * season) / first.length)};
}

function smooth(values: readonly number[], by: Smoothing, start: State): State & {readonly error: number} {
  let {level, slope} = start;
  const weekdays = [...start.weekdays];
  let error = 0;
  for (let t = 0; t < values.length; t++) {
    const at = t % season;
    const expected = level + damping * slope;
    const miss = values[t]! - expected - weekdays[at]!;
    error += miss * miss;
    const next = expected + by.level * miss;
    slope = by.slope * (next - level) + (1 - by.slope) * damping * slope;
    level = next;
    weekdays[at]! += by.weekday * miss;
  }
  return {level, slope, weekdays, error};
}

function extend({level, slope, weekdays}: State, length: number, days: number): number[] {
  let [along, weight] = [level, 1];
  return Array.from({length: days}, (_, i) => {
    weight *= damping;
    along += weight * slope;
    return along + weekdays[(length + i) % season]!;
  });
}
