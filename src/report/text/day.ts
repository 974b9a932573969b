import {measureLabels, type Phrases} from "../phrases.ts";
import {type MeasureName, type Metric, measureNames, type Report} from "../report.ts";
import {table, wrap} from "./layout.ts";

export function dayLines(report: Report, phrases: Phrases): string[] {
  const known = measureNames.filter((name) => report.day[name] !== undefined);
  const rows = known.map((name) => row(name, report.day[name]!, phrases));
  const unusual = known.flatMap((name) => unusualLines(name, report.day[name]!, phrases));
  return [...table([headings(phrases), ...rows]), ...(unusual.length > 0 ? ["", ...unusual] : [])];
}

/** Of what there is to compare with. */
function headings({compared, meanDays}: Phrases): string[] {
  return [
    "",
    "",
    ...(compared.week ? ["week before", ""] : []),
    ...(compared.mean ? [`${meanDays}-day mean`, ""] : []),
  ];
}

function row(name: MeasureName, metric: Metric, phrases: Phrases): string[] {
  const {compared, value, mean, change} = phrases;
  return [
    measureLabels[name],
    value(name, metric.value),
    ...(compared.week ? [value(name, metric.week_earlier), change(metric.change_week)] : []),
    ...(compared.mean ? [mean(name, metric), change(metric.change_mean_28)] : []),
  ];
}

function unusualLines(name: MeasureName, metric: Metric, phrases: Phrases): string[] {
  if (metric.unusual === null) return [];
  return wrap(`${measureLabels[name]}: ${phrases.unusual(metric)} (${phrases.expected(name, metric)}).`, "! ");
}
