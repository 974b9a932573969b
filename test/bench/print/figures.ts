import {type Measured, type Pair, type Results, ratio, recordsPerSecond, spread, stages} from "../results.ts";
import {table} from "./table.ts";
import {origin, range, scenarioNames, seconds, times, whole} from "./words.ts";

const header = [
  ["", "wall s", "", "CPU s", "records/s", "RSS MiB", "heap MiB", "written MiB"],
  ["floor s", "", "CPU s", "RSS MiB", "heap MiB", "written MiB"],
  ["wall ×", "", "CPU ×", "RSS ×"],
].flat();

/** All that was measured, for a terminal. */
export function figures(results: Results): string {
  const sizes = [...new Set(results.measured.map(({orders}) => orders))];
  const parts = sizes.map((orders) => sizeText(results.measured.filter((one) => one.orders === orders)));
  return [
    `${origin(results)}\nMedians of paired runs, from the least to the most; × is Daybook's share of the floor.\n`,
    ...parts,
  ].join("\n");
}

function sizeText(measured: readonly Measured[]): string {
  const [{orders, pairs}] = measured as [Measured];
  const title = `${whole(orders)} orders, ${whole(measured[0]!.records)} records, ${pairs.length} pairs`;
  const parts = [
    table([header, ...measured.map(line)]),
    stagesText(measured, "daybook"),
    stagesText(measured, "floor"),
  ];
  return [`${title}\n`, ...parts].join("\n");
}

function line(measured: Measured): string[] {
  const {scenario} = measured;
  return [scenarioNames[scenario], ...usage(measured, "daybook"), ...usage(measured, "floor"), ...shares(measured)];
}

function usage(measured: Measured, who: keyof Pair): string[] {
  const wall = spread(measured, who, "ms");
  const middle = (fact: "rss_mib" | "heap_mib" | "written_mib") => {
    const {median} = spread(measured, who, fact);
    return Number.isNaN(median) ? "-" : whole(median);
  };
  return [
    seconds(wall.median),
    range(wall, seconds),
    seconds(spread(measured, who, "cpu_ms").median),
    ...(who === "daybook" ? [whole(recordsPerSecond(measured, who))] : []),
    middle("rss_mib"),
    middle("heap_mib"),
    middle("written_mib"),
  ];
}

function shares(measured: Measured): string[] {
  const wall = ratio(measured, "ms");
  const rest = (["cpu_ms", "rss_mib"] as const).map((fact) => times(ratio(measured, fact).median));
  return [times(wall.median), range(wall, times), ...rest];
}

function stagesText(measured: readonly Measured[], who: keyof Pair): string {
  const names = [...new Set(measured.flatMap((one) => Object.keys(stages(one, who))))];
  const rows = measured.map((one) => {
    const all = stages(one, who);
    return [scenarioNames[one.scenario], ...names.map((name) => (name in all ? whole(all[name]!) : "-"))];
  });
  return table([[who === "daybook" ? "ms by stage" : "ms, floor", ...names], ...rows]);
}
