import {compareMethods, daysTried, hasEnough, horizon, predict, type Trial} from "./backTest.ts";
import {bandReach, sumReach} from "./band.ts";
import {holtWinters} from "./holtWinters.ts";
import {lastYear, lastYearNeeds} from "./lastYear.ts";
import {type Method, type Series, seasonalNaive} from "./series.ts";
import {withSpecialDays} from "./specialDays.ts";
import {weekdayRegression} from "./weekdayRegression.ts";

/** The simplest first: of equal ones it is taken. */
const methods: readonly Method[] = [seasonalNaive, withSpecialDays(holtWinters), withSpecialDays(weekdayRegression)];
const methodsOfYears: readonly Method[] = [...methods, withSpecialDays(lastYear)];

export interface Forecast {
  /** All that were tried, the one taken first. */
  readonly trials: readonly Trial[];
  readonly days: readonly Estimate[];
  /** Of the first 7 days and of all 14. */
  readonly sums: readonly (Estimate & {readonly days: number})[];
}

/** With the bounds between which what comes lies in 80 of 100 cases. */
export interface Estimate {
  readonly forecast: number;
  readonly low: number;
  readonly high: number;
}

/** What comes on the next 14 days, by the method that erred least so far; nothing below eight weeks. Values have two decimals, and their sums are those of what is shown. A band ends at nothing where no past value is negative, and else at the least that as many days came to. */
export function forecastOf(series: Series): Forecast | undefined {
  if (!hasEnough(series)) return undefined;
  const trials = compareMethods(methodsFor(series), series);
  const {method, residuals} = trials[0]!;
  const around = (forecast: number, reach: number, days: number): Estimate => ({
    forecast,
    low: Math.min(forecast, hundredths(Math.max(leastOf(series.values, days), forecast - reach))),
    high: hundredths(forecast + reach),
  });
  const expected = predict(method, series, horizon).map(hundredths);
  const reach = bandReach(residuals);
  const sums = [horizon / 2, horizon].map((days) => {
    const total = hundredths(sum(expected.slice(0, days)));
    return {days, ...around(total, sumReach(residuals, days), days)};
  });
  return {trials, days: expected.map((value, i) => around(value, reach[i]!, 1)), sums};
}

/** The least that any so many days in a row came to, or nothing where none of them came to less. */
function leastOf(values: readonly number[], days: number): number {
  const sums = Array.from({length: values.length - days + 1}, (_, i) => sum(values.slice(i, i + days)));
  return Math.min(0, ...sums);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

/** Last year is looked at where the earliest forecast that is tried knew it. */
function methodsFor({values}: Series): readonly Method[] {
  return values.length >= daysTried + lastYearNeeds ? methodsOfYears : methods;
}
