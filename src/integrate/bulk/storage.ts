import type {BatchBuilder, BatchPlan} from "./batch.ts";
import type {BulkStorage} from "./column.ts";
import {Odd} from "./odd.ts";

/** A dictionary of so many texts is always worth its while; a longer one where most of them come often. */
export const fewTexts = 100_000;
const fewShare = 0.2;
/** Each dictionary is a join to plan, and planning them grows with the cube of their number. */
export const mostDictionaries = 32;

/** The longest dictionary for a column of so many rows. */
export function mostTexts(rows: number): number {
  return Math.max(fewTexts, fewShare * rows);
}

/** How columns are best kept, judged by their first rows. Throws Odd where that is as texts. */
export function judge(first: BatchBuilder, rows: number): readonly BulkStorage[] {
  if (first.columns.length > mostDictionaries) throw new Odd("many columns");
  return first.columns.map((column) => {
    if (distinctTexts(column.dictionary.size, first.rows, rows) <= mostTexts(rows)) return "coded";
    if (column.dictionary.texts().every(isWhole)) return "whole";
    throw new Odd(`texts of their own in column ${column.index + 1}`);
  });
}

/** Of few rows every column is coded, which needs no look at them; nothing where there may be more. */
export function planForFew(columns: number, mostRows: number): BatchPlan | undefined {
  if (mostRows > fewTexts || columns > mostDictionaries) return undefined;
  return allCoded(columns);
}

/** How many texts a column has, by how often those of its first rows repeat. */
function distinctTexts(found: number, seen: number, rows: number): number {
  if (found < seen / 2) return found;
  return Math.min(rows, (seen * seen) / (2 * Math.max(1, seen - found)));
}

export function isWhole(text: Uint8Array): boolean {
  return /^(0|-?[1-9]\d{0,14})$/.test(Buffer.from(text).toString("latin1"));
}

/** Columns of which nothing is known yet are coded. */
export function allCoded(columns: number): BatchPlan {
  return {storages: Array.from({length: columns}, () => "coded" as const), mostTexts: Number.POSITIVE_INFINITY};
}
