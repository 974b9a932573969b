import {find, type Measured, type Results, ratio, spread} from "../results.ts";
import {table} from "./table.ts";
import {origin, scenarioNames, seconds, times, whole} from "./words.ts";

const header = ["", "floor ×", "was", "change", "CPU ×", "was", "change", "wall s", "was", "RSS MiB", "was"];

/** Two versions, each by its share of the floor it was measured beside: seconds of different days or machines say little. */
export function comparison(before: Results, now: Results): string {
  const rows = now.measured.flatMap((one) => {
    const old = find(before, one.orders, one.scenario);
    return old === undefined ? [] : [line(old, one)];
  });
  const title = `Against ${origin(before)}\n\n`;
  return rows.length === 0 ? `${title}No run was measured in both.\n` : `${title}${table([header, ...rows])}`;
}

function line(old: Measured, now: Measured): string[] {
  const shares = (["ms", "cpu_ms"] as const).flatMap((fact) => {
    const [was, is] = [ratio(old, fact).median, ratio(now, fact).median];
    return [times(is), times(was), change(was, is)];
  });
  const both = (format: (one: Measured) => string) => [format(now), format(old)];
  return [
    `${whole(now.orders)} ${scenarioNames[now.scenario]}`,
    ...shares,
    ...both((one) => seconds(spread(one, "daybook", "ms").median)),
    ...both((one) => whole(spread(one, "daybook", "rss_mib").median)),
  ];
}

/** `-35 %`. */
function change(was: number, is: number): string {
  const percent = Math.round((is / was - 1) * 100);
  return `${percent > 0 ? "+" : ""}${percent} %`;
}
