import {compareMethods, daysTried, hasEnough, horizon, predict, type Trial} from "./backTest.ts";
import {bandReach, sumReach} from "./band.ts";
import {withFlights} from "./flights.ts";
import {holtWinters} from "./holtWinters.ts";
import {lastYear, lastYearNeeds} from "./lastYear.ts";
import {type Method, type Series, seasonalNaive} from "./series.ts";
import {withSpecialDays} from "./specialDays.ts";
import {weekdayRegression} from "./weekdayRegression.ts";

/** The simplest first: of equal ones it is taken. */
const methods: readonly Method[] = [
  seasonalNaive,
  withSpecialDays(withFlights(holtWinters)),
  withSpecialDays(weekdayRegression),
];
const methodsOfYears: readonly Method[] = [...methods, withSpecialDays(withFlights(lastYear))];

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

/** What comes on the next 14 days, by the method that erred least so far; nothing below eight weeks. Values have two decimals, and their sums are those of what is shown. */
export function forecastOf(series: Series): Forecast | undefined {
  if (!hasEnough(series)) return undefined;
  const trials = compareMethods(methodsFor(series), series);
  const {method, residuals} = trials[0]!;
  const least = series.values.every((value) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY;
  const around = (forecast: number, reach: number): Estimate => ({
    forecast,
    low: Math.max(least, hundredths(forecast - reach)),
    high: hundredths(forecast + reach),
  });
  const expected = predict(method, series, horizon).map(hundredths);
  const reach = bandReach(residuals);
  const sums = [horizon / 2, horizon].map((days) => {
    const total = hundredths(expected.slice(0, days).reduce((sum, value) => sum + value, 0));
    return {days, ...around(total, sumReach(residuals, days))};
  });
  return {trials, days: expected.map((value, i) => around(value, reach[i]!)), sums};
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

/** Last year is looked at where the earliest forecast that is tried knew it. */
function methodsFor({values}: Series): readonly Method[] {
  return values.length >= daysTried + lastYearNeeds ? methodsOfYears : methods;
}
