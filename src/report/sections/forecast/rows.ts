import type {MethodName} from "../../../lib/forecast/series.ts";

export interface Sum {
  readonly product_id: string | null;
  readonly product_name: string | null;
  readonly measure: "revenue" | "units";
  readonly made_on: string;
  readonly days: number;
  readonly method: MethodName;
  readonly forecast: string;
  readonly low: string;
  readonly high: string;
  /** Only where all its days have passed. */
  readonly actual: string | null;
  readonly earlier: string;
  readonly change: number | null;
}

export interface Tried {
  readonly method: MethodName;
  readonly place: number;
  readonly origins: number;
  readonly smape: number;
  readonly mase: number | null;
}

export interface Day {
  readonly day: string;
  readonly forecast: string;
  readonly low: string;
  readonly high: string;
  readonly actual: string | null;
}

/** What the methods are called, and that all but the first look at holidays where there are any. */
export function methodNames(sources: readonly string[]): Readonly<Record<MethodName, string>> {
  const days = sources.includes("calendar") ? "weekdays and holidays" : "weekdays";
  return {
    seasonal_naive: "the same day a week earlier",
    holt_winters: `exponential smoothing with ${days} (Holt-Winters)`,
    weekday_regression: `a straight line with ${days}`,
    last_year: `exponential smoothing with last year's level and ${days}`,
  };
}
