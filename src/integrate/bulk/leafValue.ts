import type {ColumnBuilder} from "./column.ts";
import {hashStart, hashStep} from "./dictionary.ts";
import {Odd} from "./odd.ts";

/** Adds the text in `bytes[from, to)`; returns where it ends. */
export function addText(bytes: Uint8Array, from: number, to: number, end: number, column: ColumnBuilder): number {
  if (to > end) throw new Odd("a text beyond its record");
  let hash = hashStart;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === 0) throw new Odd("a NUL byte");
    hash = hashStep(hash, byte);
  }
  column.hasText = true;
  column.add(bytes, from, to, hash);
  return to;
}

/** Adds a double that is shown with the digits JavaScript gives it. */
export function addReal(bytes: Buffer, at: number, end: number, column: ColumnBuilder): number {
  if (at + 8 > end) throw new Odd("a number beyond its record");
  const text = realText(bytes.readDoubleBE(at));
  if (text === undefined) throw new Odd("a number that may be shown in another way");
  column.hasNumber = true;
  column.addBytes(Buffer.from(text, "latin1"));
  return at + 8;
}

/** Short ones that are neither large nor close to nothing; nothing for others. */
export function realText(value: number): string | undefined {
  const size = Math.abs(value);
  if (!(size >= 0.001 && size < 1e12)) return undefined;
  const text = String(value);
  if (text.length > 11) return undefined;
  return Number.isInteger(value) ? `${text}.0` : text;
}

/** Adds a whole number of a kind SQLite has: 1 to 6 for so many bytes, 8 and 9 for 0 and 1. */
export function addWhole(bytes: Buffer, at: number, kind: number, end: number, column: ColumnBuilder): number {
  const next = at + (kind >= 8 ? 0 : kind >= 5 ? 2 * kind - 4 : kind);
  if (next > end) throw new Odd("a number beyond its record");
  column.hasNumber = true;
  if (kind >= 8) column.addNumber(kind - 8);
  else if (kind === 1) column.addNumber((bytes[at]! << 24) >> 24);
  else if (kind === 2) column.addNumber(((bytes[at]! << 24) | (bytes[at + 1]! << 16)) >> 16);
  else if (kind === 6) column.addBytes(Buffer.from(bytes.readBigInt64BE(at).toString(), "latin1"));
  else column.addNumber(bytes.readIntBE(at, next - at));
  return next;
}
