import {measureLabels, type Phrases} from "../phrases.ts";
import {type MeasureName, type Metric, measureNames, type Report} from "../report.ts";
import {table, wrap} from "./layout.ts";

export function dayLines(report: Report, phrases: Phrases): string[] {
  const known = measureNames.filter((name) => report.day[name] !== undefined);
  const rows = known.map((name) => row(name, report.day[name]!, phrases));
  const unusual = known.flatMap((name) => unusualLines(name, report.day[name]!, phrases));
  return [
    ...table([["", "", "week before", "", "28-day mean", ""], ...rows]),
    ...(unusual.length > 0 ? ["", ...unusual] : []),
  ];
}

function row(name: MeasureName, metric: Metric, phrases: Phrases): string[] {
  return [
    measureLabels[name],
    phrases.value(name, metric.value),
    phrases.value(name, metric.week_earlier),
    phrases.change(metric.change_week),
    phrases.mean(name, metric),
    phrases.change(metric.change_mean_28),
  ];
}

function unusualLines(name: MeasureName, metric: Metric, phrases: Phrases): string[] {
  if (metric.unusual === null) return [];
  return wrap(`${measureLabels[name]}: ${phrases.unusual(metric)} (${phrases.expected(name, metric)}).`, "! ");
}
