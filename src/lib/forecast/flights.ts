import {mean} from "../statistics.ts";
import type {Method, Series} from "./series.ts";
import {explained} from "./weekdayRegression.ts";

const mostFactor = 5;

/** Lets a method see days as if no flight had run on them, and gives those to come what flights bring, as a share of ordinary ones for each that runs. What that is says the regression on weekdays and flights. */
export function withFlights(method: Method): Method {
  return {
    name: method.name,
    forecast(series, days) {
      const {values, flights = []} = series;
      const share = shareOfFlight(series);
      if (share === 0) return method.forecast(series, days);
      const factor = (day: number) => Math.min(mostFactor, 1 + share * (flights[day] ?? 0));
      const ordinary = values.map((value, day) => value / factor(day));
      return method.forecast({...series, values: ordinary}, days).map((value, i) => value * factor(values.length + i));
    },
  };
}

/** By which share of an ordinary day one flight adds to it; none takes away. */
function shareOfFlight(series: Series): number {
  if (!series.flights?.some((running) => running > 0)) return 0;
  const {rows, values, coefficients} = explained(series);
  const added = coefficients.at(-1)!;
  const ordinary = mean(values.map((value, i) => value - added * rows[i]!.at(-1)!));
  return ordinary > 0 ? Math.max(0, added / ordinary) : 0;
}
