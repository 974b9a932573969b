import type {BatchBuilder} from "./batch.ts";
import {addJsonValue, incomplete} from "./jsonValue.ts";
import {Odd} from "./odd.ts";
import type {Pieces} from "./pieces.ts";

const [lf, space, quote, comma, colon, openSquare, closeSquare, openCurly, closeCurly] = [
  10, 32, 34, 44, 58, 91, 93, 123, 125,
];

type Place = "start" | "record" | "behind" | "done";

/** Reads flat objects, of an array or one a line, into `batch`. Their keys are known and stand mostly in one order. */
export class JsonRows {
  private place: Place = "start";
  private readonly keys: readonly Buffer[];
  /** Each key as it mostly stands: in quotes, with a colon. */
  private readonly leads: readonly Uint8Array[];

  constructor(
    keys: readonly string[],
    private readonly isArray: boolean,
    isBegun = false,
  ) {
    this.keys = keys.map((key) => Buffer.from(key));
    this.leads = keys.map((key) => Buffer.from(`"${key}":`));
    if (!isArray) this.place = "record";
    else if (isBegun) this.place = "behind";
  }

  get isDone(): boolean {
    return this.place === "done" || (!this.isArray && this.place === "record");
  }

  /** Reads the piece from `from` on until it or the batch ends; returns where it stopped. */
  read(pieces: Pieces, from: number, batch: BatchBuilder): number {
    let at = from;
    while (!batch.isFull) {
      at = this.skipSpace(pieces, at);
      if (at >= pieces.end) return at;
      const next = this.step(pieces, at, batch);
      if (next === incomplete) {
        batch.backOut();
        if (pieces.isLast) throw new Odd("a record that does not end");
        return at;
      }
      at = next;
    }
    return at;
  }

  private step(pieces: Pieces, at: number, batch: BatchBuilder): number {
    const byte = pieces.buffer[at]!;
    if (this.place === "record") return this.record(pieces, at, batch);
    if (this.place === "start" && byte === openSquare) this.place = "record";
    else if (this.place === "behind" && byte === comma) this.place = "record";
    else if (this.place === "behind" && byte === closeSquare) this.place = "done";
    else throw new Odd("something else than an array of objects");
    return at + 1;
  }

  private record(pieces: Pieces, from: number, batch: BatchBuilder): number {
    const bytes: Uint8Array = pieces.buffer;
    const {end} = pieces;
    if (bytes[from] !== openCurly) throw new Odd("a record that is no object");
    let at = from + 1;
    for (let i = 0; ; i++) {
      let index = i;
      const behind = this.behindLead(bytes, at, i);
      if (behind > 0) at = behind;
      else {
        at = this.skipInner(pieces, at);
        index = this.keyAt(pieces, at, i);
        if (index === incomplete) return incomplete;
        at = this.skipInner(pieces, at + this.keys[index]!.length + 2);
        if (at >= end) return incomplete;
        if (bytes[at] !== colon) throw new Odd("a key without a value");
        at++;
      }
      const column = batch.columns[index]!;
      if (column.length !== batch.rows) throw new Odd("a key that stands twice");
      if (bytes[at]! <= space) at = this.skipInner(pieces, at);
      at = addJsonValue(bytes, at, end, column, false);
      if (at === incomplete) return incomplete;
      if (bytes[at]! <= space) at = this.skipInner(pieces, at);
      if (at >= end) return incomplete;
      if (bytes[at] === closeCurly) break;
      if (bytes[at] !== comma) throw new Odd("no comma between two values");
      at++;
    }
    return this.endRecord(pieces, at + 1, batch);
  }

  /** Where the value starts behind the key at `at`, where that is the one expected and nothing stands between; else 0. */
  private behindLead(bytes: Uint8Array, at: number, expected: number): number {
    const lead = this.leads[expected];
    if (lead === undefined) return 0;
    for (let i = 0; i < lead.length; i++) if (bytes[at + i] !== lead[i]) return 0;
    return at + lead.length;
  }

  private endRecord(pieces: Pieces, at: number, batch: BatchBuilder): number {
    if (this.isArray) this.place = "behind";
    else {
      const next = this.skipBlanks(pieces, at);
      if (next >= pieces.end && !pieces.isLast) return incomplete;
      if (next < pieces.end && pieces.buffer[next] !== lf) throw new Odd("something behind a record");
    }
    batch.endRow();
    return at;
  }

  /** Which key stands at `at`; the one at `expected` is looked at first. */
  private keyAt(pieces: Pieces, at: number, expected: number): number {
    if (at >= pieces.end) return incomplete;
    if (pieces.buffer[at] !== quote) throw new Odd("a record without keys, or no key where one should be");
    if (expected < this.keys.length && isKey(pieces.buffer, at, this.keys[expected]!)) return expected;
    const found = this.keys.findIndex((key) => isKey(pieces.buffer, at, key));
    if (found >= 0) return found;
    const close = pieces.buffer.indexOf(quote, at + 1);
    if ((close < 0 || close >= pieces.end) && !pieces.isLast) return incomplete;
    throw new Odd("a key that was not seen before");
  }

  private skipSpace(pieces: Pieces, from: number): number {
    let at = from;
    while (at < pieces.end && pieces.buffer[at]! <= space) at = afterSpace(pieces.buffer[at]!, at);
    return at;
  }

  /** Within a record a newline is space in an array only. */
  private skipInner(pieces: Pieces, from: number): number {
    const bytes = pieces.buffer;
    let at = from;
    while (at < pieces.end && bytes[at]! <= space) {
      if (bytes[at] === lf && !this.isArray) throw new Odd("a record of several lines");
      at = afterSpace(bytes[at]!, at);
    }
    return at;
  }

  private skipBlanks({buffer, end}: Pieces, from: number): number {
    let at = from;
    while (at < end && buffer[at]! <= space && buffer[at] !== lf) at = afterSpace(buffer[at]!, at);
    return at;
  }
}

function afterSpace(byte: number, at: number): number {
  if (byte !== space && byte !== 9 && byte !== lf && byte !== 13) throw new Odd("a control character");
  return at + 1;
}

function isKey(bytes: Buffer, at: number, key: Buffer): boolean {
  for (let i = 0; i < key.length; i++) if (bytes[at + 1 + i] !== key[i]) return false;
  return bytes[at + 1 + key.length] === quote;
}
