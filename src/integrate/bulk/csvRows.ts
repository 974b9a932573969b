import type {BatchBuilder} from "./batch.ts";
import type {ColumnBuilder} from "./column.ts";
import {hashStart, hashStep} from "./dictionary.ts";
import {incomplete} from "./jsonValue.ts";
import {Odd} from "./odd.ts";
import type {Pieces} from "./pieces.ts";

export interface CsvShape {
  /** One byte each. */
  readonly delimiter: number;
  readonly quote: number;
  readonly columns: number;
}

const [lf, cr, space] = [10, 13, 32];

/** Reads the records of a CSV piece into `batch` until either ends; returns where it stopped. */
export class CsvRows {
  constructor(
    private readonly shape: CsvShape,
    private readonly header: ColumnBuilder,
    private isHeaderRead = false,
  ) {}

  read(pieces: Pieces, from: number, batch: BatchBuilder): number {
    let at = from;
    while (at < pieces.end && !batch.isFull) {
      const next = this.isHeaderRead ? this.record(pieces, at, batch) : this.skipHeader(pieces, at);
      if (next === incomplete) {
        batch.backOut();
        return at;
      }
      at = next;
    }
    return at;
  }

  private record(pieces: Pieces, from: number, batch: BatchBuilder): number {
    let at = from;
    for (const column of batch.columns) {
      at = this.field(pieces, at, column, column.index === this.shape.columns - 1);
      if (at === incomplete) return incomplete;
    }
    batch.endRow();
    return at;
  }

  private skipHeader(pieces: Pieces, from: number): number {
    let at = from;
    for (let i = 0; i < this.shape.columns && at !== incomplete; i++) {
      at = this.field(pieces, at, this.header, i === this.shape.columns - 1);
      this.header.length = 0;
    }
    if (at !== incomplete) this.isHeaderRead = true;
    return at;
  }

  /** Adds the field at `from` and returns where the next one starts. */
  private field(pieces: Pieces, from: number, column: ColumnBuilder, isLast: boolean): number {
    const {delimiter, quote} = this.shape;
    const bytes: Uint8Array = pieces.buffer;
    if (bytes[from] === quote) return this.quoted(pieces, from, column, isLast);
    let hash = hashStart;
    let at = from;
    let byte = bytes[at]!;
    while (byte !== delimiter && byte !== lf && byte !== cr && byte !== quote && byte !== 0) {
      hash = hashStep(hash, byte);
      byte = bytes[++at]!;
    }
    if (byte === quote) throw new Odd("a quote within a field");
    const next = this.separator(pieces, at, isLast);
    if (next === incomplete) return incomplete;
    const small = smallNumber(bytes, from, at);
    if (at === from) this.addEmpty(column, isLast);
    else if (small >= 0) column.addSmall(bytes, from, at, hash, small);
    else column.add(bytes, from, at, hash);
    return next;
  }

  private quoted(pieces: Pieces, from: number, column: ColumnBuilder, isLast: boolean): number {
    const {buffer} = pieces;
    const {quote} = this.shape;
    let isDoubled = false;
    let close = buffer.indexOf(quote, from + 1);
    while (close >= 0 && buffer[close + 1] === quote) {
      isDoubled = true;
      close = buffer.indexOf(quote, close + 2);
    }
    if (close < 0 || close >= pieces.end) return this.unended(pieces);
    const next = this.separator(pieces, close + 1, isLast);
    if (next === incomplete) return incomplete;
    if (close === from + 1) column.addMissing();
    else if (isDoubled) column.addBytes(undoubled(buffer.subarray(from + 1, close), quote));
    else column.addBytes(buffer.subarray(from + 1, close));
    return next;
  }

  /** Where the field after the separator at `at` starts. */
  private separator(pieces: Pieces, at: number, isLast: boolean): number {
    const byte = pieces.buffer[at]!;
    if (at >= pieces.end) return pieces.isLast && isLast ? at : this.unended(pieces);
    if (byte === this.shape.delimiter && !isLast) return at + 1;
    if (byte === lf && isLast) return at + 1;
    if (byte === cr && isLast) {
      if (at + 1 >= pieces.end) return this.unended(pieces);
      if (pieces.buffer[at + 1] === lf) return at + 2;
    }
    throw new Odd("a record of other fields than the header");
  }

  private unended(pieces: Pieces): number {
    if (pieces.isLast) throw new Odd("a record that does not end");
    return incomplete;
  }

  /** A table of one column may have blank lines. */
  private addEmpty(column: ColumnBuilder, isLast: boolean): void {
    if (isLast && this.shape.columns === 1) throw new Odd("a blank line");
    column.addMissing();
  }
}

function undoubled(bytes: Buffer, quote: number): Buffer {
  const one = String.fromCharCode(quote);
  return Buffer.from(bytes.toString("utf8").replaceAll(one + one, one));
}

/** Said of a CSV whose dialect can be read here. */
export function isPlainByte(text: string): boolean {
  return text.length === 1 && text.charCodeAt(0) < 128 && ![lf, cr, space, 0].includes(text.charCodeAt(0));
}

/** The value of up to five digits that are written like a number, else -1. */
function smallNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > 5 || (bytes[from] === 48 && to - from > 1)) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
