import {dot, leastSquares} from "../leastSquares.ts";
import {type Method, type Series, season} from "./series.ts";

/** Older days say little about the straight line of the next two weeks. */
const mostDays = 26 * season;

/** A straight line, a step for each weekday and one for holidays, by least squares (Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 7.4). */
export const weekdayRegression: Method = {
  name: "weekday_regression",
  forecast(series, days) {
    const {length} = series.values;
    const first = Math.max(0, length - mostDays);
    const rows = series.values.slice(first).map((_, i) => row(series, first + i));
    const coefficients = leastSquares(rows, series.values.slice(first));
    return Array.from({length: days}, (_, i) => dot(row(series, length + i), coefficients));
  },
};

/** Of each day of the week but the last. */
const weekdays = Array.from({length: season}, (_, day) =>
  Array.from({length: season - 1}, (_, i) => (day === i ? 1 : 0)),
);

function row({holidays}: Series, day: number): number[] {
  return [1, day / 100, ...weekdays[day % season]!, holidays[day] ?? 0];
}
