import {mean} from "../statistics.ts";
import {known, type Method, type Series, season} from "./series.ts";

/** How far a method is asked to look ahead. */
export const horizon = 14;
/** A method is tried on what was known on so many days, a week apart; the earliest knew three weeks. */
const mostOrigins = 16;
const [leastOrigins, leastKnown] = [4, 3 * season];
/** Days below which there is nothing to try a method on: eight weeks. */
export const leastDays = leastKnown + horizon + (leastOrigins - 1) * season;

/** So many days are held back from the earliest forecast that is tried, where there are enough. */
export const daysTried = horizon + (mostOrigins - 1) * season;

/** What a method would have said, and how far off it was. */
export interface Trial {
  readonly method: Method;
  readonly origins: number;
  /** Mean of 2 |y − f| / (|y| + |f|), 0..2 (Makridakis et al., The M4 Competition, 2018); a day of nothing foreseen as nothing is 0. */
  readonly smape: number;
  /** Mean absolute error in units of that of the seasonal naive method one week ahead within what was known (Hyndman & Koehler, 2006); NULL where that is 0. */
  readonly mase: number | null;
  readonly meanError: number;
  /** Actual − forecast, by origin and day ahead. */
  readonly residuals: readonly (readonly number[])[];
}

export function hasEnough({values}: Series): boolean {
  return values.length >= leastDays;
}

/** Forecasts from one origin after the other, each with what was known there alone. */
export function backTest(method: Method, series: Series): Trial {
  const {length} = series.values;
  const origins = Math.min(mostOrigins, 1 + Math.floor((length - horizon - leastKnown) / season));
  const ends = Array.from({length: origins}, (_, i) => length - horizon - (origins - 1 - i) * season);
  const tries = ends.map((end) => {
    const forecast = predict(method, known(series, end), horizon);
    const actual = series.values.slice(end, end + horizon);
    return {actual, forecast, scale: naiveError(series.values.slice(0, end))};
  });
  const residuals = tries.map(({actual, forecast}) => actual.map((value, i) => value - forecast[i]!));
  const errors = residuals.map((misses) => mean(misses.map(Math.abs)));
  const scaled = errors.flatMap((error, i) => (tries[i]!.scale > 0 ? [error / tries[i]!.scale] : []));
  return {
    method,
    origins,
    residuals,
    meanError: mean(errors),
    smape: mean(tries.flatMap(({actual, forecast}) => actual.map((value, i) => relative(value, forecast[i]!)))),
    mase: scaled.length > 0 ? mean(scaled) : null,
  };
}

/** What the method says, but never less than nothing, or than the least there was where that is less. */
export function predict(method: Method, series: Series, days: number): number[] {
  const least = Math.min(0, ...series.values);
  return method.forecast(series, days).map((value) => Math.max(least, value));
}

/** The methods, least error first; of equal ones those that come first. */
export function compareMethods(methods: readonly Method[], series: Series): Trial[] {
  const trials = methods.map((method) => backTest(method, series));
  const errorOf = ({mase, meanError}: Trial) => mase ?? meanError;
  return [...trials].sort((a, b) => errorOf(a) - errorOf(b) || trials.indexOf(a) - trials.indexOf(b));
}

function naiveError(values: readonly number[]): number {
  return mean(values.slice(season).map((value, i) => Math.abs(value - values[i]!)));
}

function relative(actual: number, forecast: number): number {
  const size = Math.abs(actual) + Math.abs(forecast);
  return size === 0 ? 0 : (2 * Math.abs(actual - forecast)) / size;
}
