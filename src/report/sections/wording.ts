import type {Formats} from "../../lib/format.ts";
import type {Cell, TableColumn} from "../block.ts";
import {timesPhrase} from "../sentences.ts";
import {plain, shorten} from "../text/layout.ts";

const longestName = 60;

/** A name as a sentence can bear it. */
export function named(name: string): string {
  return shorten(plain(name), longestName);
}

/** "12.3% more than", "3 times as much as". */
export function compared(change: number, formats: Formats): string {
  const times = timesPhrase(change, formats);
  if (times) return `${times.replace(">", "more than ")} as much as`;
  if (Math.abs(change) < 0.0005) return "as much as";
  return `${formats.percent(Math.abs(change))} ${change > 0 ? "more" : "less"} than`;
}

/** Without the columns that have no value in any row, the first apart. */
export function filled(
  columns: readonly TableColumn[],
  rows: readonly Readonly<Record<string, Cell>>[],
): readonly TableColumn[] {
  return columns.filter(({key}, i) => i === 0 || rows.some((row) => (row[key] ?? null) !== null));
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** "< 0.001" or "0.032". */
export function probability(p: number, formats: Formats): string {
  return p < 0.001 ? `< ${formats.decimal(0.001, 3)}` : formats.decimal(p, 3);
}
