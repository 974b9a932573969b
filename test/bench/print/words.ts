import type {Machine, Results, Scenario} from "../results.ts";
import type {Spread} from "../statistics.ts";

export const scenarioNames: Readonly<Record<Scenario, string>> = {
  first: "first load",
  unchanged: "unchanged",
  day: "one new day",
  late: "late orders",
  campaign: "campaign edited",
};

/** Grouped in thousands. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** Milliseconds as seconds, to about three digits. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 9_995 ? 2 : 1);
}

/** `512 MiB`, and a dash where nothing was counted. */
export function mebibytes(count: number): string {
  return Number.isFinite(count) ? `${whole(count)} MiB` : "-";
}

/** `1.46`, and a dash where nothing was counted. */
export function times(ratio: number): string {
  return Number.isFinite(ratio) ? ratio.toFixed(2) : "-";
}

/** `1.41–1.52`. */
export function range({least, most}: Spread, format: (value: number) => string): string {
  return `${format(least)}–${format(most)}`;
}

export function origin({version, taken, machine}: Results): string {
  return `Daybook ${version}, ${taken.slice(0, 10)}, ${machineText(machine)}`;
}

function machineText({processor, processors, memory_gib, system, node}: Machine): string {
  return `${processors} × ${processor}, ${memory_gib} GiB, ${system}, Node ${node}`;
}
