import {dot, leastSquares} from "../leastSquares.ts";
import {type Method, type Series, season} from "./series.ts";

/** Older days say little about the straight line of the next two weeks. */
const mostDays = 26 * season;

/** A straight line, a step for each weekday, one for holidays and one for each flight, by least squares (Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 7.4). */
export const weekdayRegression: Method = {
  name: "weekday_regression",
  forecast(series, days) {
    const {length} = series.values;
    const {coefficients} = explained(series);
    return Array.from({length: days}, (_, i) => dot(row(series, length + i), coefficients));
  },
};

/** The last days by what is known of each, flights last, and what each of that adds to them. */
export function explained(series: Series) {
  const first = Math.max(0, series.values.length - mostDays);
  const values = series.values.slice(first);
  const rows = values.map((_, i) => row(series, first + i));
  return {rows, values, coefficients: leastSquares(rows, values)};
}

/** Of each day of the week but the last. */
const weekdays = Array.from({length: season}, (_, day) =>
  Array.from({length: season - 1}, (_, i) => (day === i ? 1 : 0)),
);

function row({holidays, flights = []}: Series, day: number): number[] {
  return [1, day / 100, ...weekdays[day % season]!, holidays[day] ?? 0, flights[day] ?? 0];
}
