import {rankCorrelation} from "../../lib/ranks.ts";
import {daysBetween} from "../../lib/time.ts";
import type {Computed} from "../computed.ts";

interface WeatherDay {
  readonly day: string;
  readonly temperature: string | null;
  readonly precipitation: string | null;
  readonly usual_temperature: string | null;
  readonly usual_precipitation: string | null;
  readonly revenue: string;
  readonly orders: number;
  readonly usual_revenue: string | null;
  readonly is_holiday: boolean;
}

const measures = ["temperature", "precipitation"] as const;

/** Warm days are summer days, and rain falls on Sundays, too: sales and weather are each held against the same weekdays around before they are compared. */
export const weather: Computed = {
  name: "mart_weather",
  about:
    "How sales go with the weather: the rank correlation of both, each against the same weekday of the four weeks before and after, with its 95 % interval. One row per measure that has at least ten such days.",
  needs: ["weather"],
  sections: ["time"],
  reads: ["mart_weather_days"],
  columns: {
    measure: "varchar",
    days: "bigint",
    effective_days: "double",
    r: "double",
    low: "double",
    high: "double",
    p: "double",
  },
  queries: {
    days: `select day, temperature, precipitation, usual_temperature, usual_precipitation, revenue, orders, usual_revenue, is_holiday
      from mart_weather_days order by day`,
  },
  compute({days}) {
    const usable = (days as unknown as readonly WeatherDay[]).filter(
      ({orders, usual_revenue, is_holiday}) => orders > 0 && Number(usual_revenue) > 0 && !is_holiday,
    );
    return measures.flatMap((measure) => {
      const found = rankCorrelation(usable.flatMap((day) => observationOf(day, measure)));
      if (!found) return [];
      const {n, effective, ...rest} = found;
      return [{measure, days: n, effective_days: effective, ...rest}];
    });
  },
};

function observationOf(day: WeatherDay, measure: (typeof measures)[number]) {
  const [value, usual] = [day[measure], day[`usual_${measure}`]];
  if (value === null || usual === null) return [];
  const y = Number(day.revenue) / Number(day.usual_revenue);
  return [{day: daysBetween("1970-01-01", day.day), x: Number(value) - Number(usual), y}];
}
