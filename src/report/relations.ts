import {isSignificant, linearFit, trendLine} from "../lib/statistics.ts";
import {tidy} from "../lib/tidy.ts";
import type {DailyFacts} from "./figures.ts";
import type {Correlation, ReadingName, Trend} from "./report.ts";

/** Over every calendar day, those without orders included. */
export function trendOf(daily: readonly DailyFacts[]): Trend {
  const fit = trendLine(daily.map(({revenue}) => Number(revenue)));
  if (!fit) return {slope_per_day: null, t: null, p: null, significant: false};
  return {slope_per_day: tidy(fit.slope), t: tidy(fit.t), p: tidy(fit.p), significant: isSignificant(fit)};
}

/** Of revenue with a reading, over the days that have orders and that reading. */
export function correlationOf(daily: readonly DailyFacts[], reading: ReadingName): Correlation {
  const days = daily.filter((day) => day.orders > 0 && day[reading] !== null);
  const fit = linearFit(
    days.map((day) => Number(day[reading])),
    days.map(({revenue}) => Number(revenue)),
  );
  return {r: fit && tidy(fit.r), n: days.length, p: fit && tidy(fit.p)};
}
