import {mean} from "../statistics.ts";
import {holtWinters} from "./holtWinters.ts";
import {type Method, season} from "./series.ts";

/** Whole weeks, so that a weekday is held against the same. */
const year = 52 * season;
/** The level of a day is the mean of three weeks around it, and no less than this share of the mean day: a month in which the shop was shut says nothing. */
const [daysAround, leastShare] = [10, 0.1];
/** Below eight weeks that have a level a year earlier there is nothing to smooth. */
export const lastYearNeeds = year + daysAround + 8 * season;

/** Each day as a share of the level a year earlier, smoothed: what comes before Christmas does not go on after it. */
export const lastYear: Method = {
  name: "last_year",
  forecast({values, ...rest}, days) {
    const first = year + daysAround;
    const least = leastShare * mean(values);
    if (!(least > 0)) return holtWinters.forecast({values, ...rest}, days);
    const levels = Array.from({length: values.length + days - first}, (_, i) =>
      Math.max(least, levelOf(values, first + i - year)),
    );
    const shares = values.slice(first).map((value, i) => value / levels[i]!);
    const next = holtWinters.forecast({...rest, values: shares}, days);
    return next.map((share, i) => share * levels[shares.length + i]!);
  },
};

function levelOf(values: readonly number[], day: number): number {
  return mean(values.slice(day - daysAround, day + daysAround + 1));
}
