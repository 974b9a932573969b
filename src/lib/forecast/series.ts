/** Days of a week: the season of all that is sold day by day. */
export const season = 7;

/** A value for each day, and what is known of those days and of the days to come. */
export interface Series {
  readonly values: readonly number[];
  /** Of each day and of those to come: the part of the shop that keeps a holiday, 0..1. Missing ones are 0. */
  readonly holidays: readonly number[];
  /** Of the same days: what they are called, NULL or missing for ordinary ones. */
  readonly special?: readonly (string | null)[];
}

/** One way to tell what comes. */
export interface Method {
  readonly name: MethodName;
  /** The values of the next days, from the first after the series on. */
  forecast(series: Series, days: number): number[];
}

export const methodNames = ["seasonal_naive", "holt_winters", "weekday_regression", "last_year"] as const;
export type MethodName = (typeof methodNames)[number];

/** The series as it was known after its first `days` days; holidays are known beforehand. */
export function known(series: Series, days: number): Series {
  return {...series, values: series.values.slice(0, days)};
}

/** Each day as the same weekday of the last week (Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.2). */
export const seasonalNaive: Method = {
  name: "seasonal_naive",
  forecast: ({values}, days) => Array.from({length: days}, (_, i) => values[values.length - season + (i % season)]!),
};
