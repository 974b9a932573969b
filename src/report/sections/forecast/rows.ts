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

export type MethodName = "seasonal_naive" | "holt_winters" | "weekday_regression" | "last_year";

/** What the methods are called, and what of the sources they look at. */
export function methodNames(sources: readonly string[]): Readonly<Record<MethodName, string>> {
  const holidays = sources.includes("calendar") ? ["holidays"] : [];
  const campaigns = sources.includes("campaigns") ? ["campaigns"] : [];
  return {
    seasonal_naive: "the same day a week earlier",
    holt_winters: `exponential smoothing with ${listed(["weekdays", ...campaigns])} (Holt-Winters)`,
    weekday_regression: `a straight line with ${listed(["weekdays", ...holidays, ...campaigns])}`,
    last_year: `exponential smoothing with ${listed(["last year's level", "weekdays", ...campaigns])}`,
  };
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
