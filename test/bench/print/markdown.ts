import {type Measured, type Results, ratio, spread} from "../results.ts";
import {mebibytes, origin, scenarioNames, seconds, times, whole} from "./words.ts";

const header = ["orders", "run", "Daybook", "by hand", "ratio", "CPU", "memory", "JS heap", "written"];

/** The table of the README. */
export function markdown(results: Results): string {
  const rows = [header, header.map(() => "---"), ...results.measured.map(row)];
  return `${rows.map((cells) => `| ${cells.join(" | ")} |\n`).join("")}\n${origin(results)}.\n`;
}

function row(measured: Measured): string[] {
  const {orders, scenario} = measured;
  const middle = (fact: "heap_mib" | "rss_mib" | "written_mib") => mebibytes(spread(measured, "daybook", fact).median);
  return [
    whole(orders),
    scenarioNames[scenario],
    `${seconds(spread(measured, "daybook", "ms").median)} s`,
    `${seconds(spread(measured, "floor", "ms").median)} s`,
    `${times(ratio(measured, "ms").median)} ×`,
    `${times(ratio(measured, "cpu_ms").median)} ×`,
    `${middle("rss_mib")}, ${times(ratio(measured, "rss_mib").median)} ×`,
    middle("heap_mib"),
    middle("written_mib"),
  ];
}
