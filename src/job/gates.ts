import type {SourceConfig} from "../config/config.ts";
import {GateError, phrased} from "../lib/errors.ts";

/** How the records of one source ended, in rows. */
export interface SourceQuality {
  readonly raw: number;
  readonly rejected: number;
  /** Rows by reason; a row with two faults counts under both. */
  readonly reasons: Readonly<Record<string, number>>;
}

const namedReasons = 3;

/** Throws a GateError that names every source with more rejected records than its `max_rejected`. */
export function checkGates(sources: readonly SourceConfig[], quality: Readonly<Record<string, SourceQuality>>): void {
  const faults = sources.flatMap((source) => gateFault(source, quality[source.name]) ?? []);
  if (faults.length === 0) return;
  const remedy = "Correct the source, or raise max_rejected of it in the config; earlier reports are untouched.";
  throw new GateError(
    phrased`too many records could not be used, so no report was made:\n${[...faults, remedy].join("\n")}`,
  );
}

function gateFault({name, maxRejected}: SourceConfig, quality: SourceQuality | undefined): string | undefined {
  if (quality === undefined || quality.rejected <= maxRejected * quality.raw) return undefined;
  const {raw, rejected, reasons} = quality;
  const share = `${percent(rejected / raw)} (max_rejected is ${percent(maxRejected)})`;
  return `  ${name}: ${rejected} of ${raw} records, ${share}: ${commonest(reasons)}`;
}

function commonest(reasons: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(reasons).sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return sorted
    .slice(0, namedReasons)
    .map(([reason, rows]) => `${rows} × ${reason}`)
    .join(", ");
}

function percent(share: number): string {
  return `${(share * 100).toLocaleString("en", {maximumFractionDigits: 1})} %`;
}
