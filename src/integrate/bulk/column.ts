import {Dictionary, hashOf, type Texts} from "./dictionary.ts";
import {Misjudged, Odd} from "./odd.ts";

/** Rows in one batch. */
export const batchRows = 20_480;

/** The code of a missing value. */
export const missing = -1;

/** Whole numbers below this one are looked up as numbers. */
export const smallNumbers = 100_000;

export type BulkStorage = "coded" | "whole";

/** A batch of one column: codes with -1 where there is no value, or whole numbers with a bit set where there is one. */
export interface ColumnBatch {
  readonly values: Int32Array | BigInt64Array;
  readonly hasMissing: boolean;
  readonly valid?: Uint8Array;
  /** Texts that came with this batch, whose codes follow those before. */
  readonly texts?: Texts;
}

const [minus, zero, nine] = [45, 48, 57];

/** Collects the values of one column, a batch at a time. */
export class ColumnBuilder {
  length = 0;
  readonly dictionary = new Dictionary();
  hasText = false;
  hasNumber = false;
  /** Codes + 1 of whole numbers. */
  private readonly small = new Int32Array(smallNumbers);
  private codes = new Int32Array(batchRows);
  private hasMissing = false;
  private wholes: BigInt64Array | undefined;
  /** The numbers as halves, the lower first. */
  private halves: Int32Array | undefined;
  private valid: Uint8Array | undefined;

  constructor(
    readonly index: number,
    readonly storage: BulkStorage,
    private readonly mostTexts: number,
  ) {
    this.renew();
  }

  add(bytes: Uint8Array, from: number, to: number, hash: number): void {
    if (this.halves === undefined) {
      const code = this.dictionary.code(bytes, from, to, hash);
      if (code >= this.mostTexts) throw new Misjudged(this.index);
      this.codes[this.length++] = code;
    } else this.addWhole(bytes, from, to);
  }

  /** The digits of a small number, of which `value` is the value: looked up without a look at them. */
  addSmall(bytes: Uint8Array, from: number, to: number, hash: number, value: number): void {
    const known = this.small[value]!;
    if (this.halves !== undefined) this.setWhole(value);
    else if (known !== 0) this.codes[this.length++] = known - 1;
    else {
      this.add(bytes, from, to, hash);
      this.small[value] = this.codes[this.length - 1]! + 1;
    }
  }

  /** A whole number, as its digits. */
  addNumber(value: number): void {
    const known = value >= 0 && value < smallNumbers && this.halves === undefined ? this.small[value]! : 0;
    if (known !== 0) this.codes[this.length++] = known - 1;
    else {
      this.addBytes(Buffer.from(String(value), "latin1"));
      if (value >= 0 && value < smallNumbers && this.halves === undefined)
        this.small[value] = this.codes[this.length - 1]! + 1;
    }
  }

  addBytes(bytes: Uint8Array): void {
    this.add(bytes, 0, bytes.length, hashOf(bytes, 0, bytes.length));
  }

  addMissing(): void {
    this.hasMissing = true;
    if (this.halves === undefined) this.codes[this.length++] = missing;
    else this.length++;
  }

  /** Forgets the values of the batch at work; the texts found stay. */
  restart(): void {
    this.length = 0;
    this.valid?.fill(0);
  }

  /** What has been collected, without the buffers it lies in. */
  take(rows: number): ColumnBatch {
    if (rows !== this.length) throw new Odd("columns of different length");
    const {hasMissing, valid} = this;
    const batch = this.wholes
      ? {values: this.wholes, hasMissing, ...(valid && {valid})}
      : {values: this.codes, hasMissing, texts: this.dictionary.take()};
    this.renew();
    return batch;
  }

  private renew(): void {
    this.length = 0;
    this.hasMissing = false;
    if (this.storage === "coded") this.codes = new Int32Array(batchRows);
    else {
      this.wholes = new BigInt64Array(batchRows);
      this.halves = new Int32Array(this.wholes.buffer);
      this.valid = new Uint8Array(batchRows / 8);
    }
  }

  /** Only what would be written the same way again. */
  private addWhole(bytes: Uint8Array, from: number, to: number): void {
    const isNegative = bytes[from] === minus;
    const first = isNegative ? from + 1 : from;
    const digits = to - first;
    if (digits < 1 || digits > 15 || (bytes[first] === zero && (digits > 1 || isNegative)))
      throw new Misjudged(this.index);
    let value = 0;
    for (let at = first; at < to; at++) {
      const byte = bytes[at]!;
      if (byte < zero || byte > nine) throw new Misjudged(this.index);
      value = value * 10 + byte - zero;
    }
    this.setWhole(isNegative ? -value : value);
  }

  private setWhole(value: number): void {
    const at = this.length++;
    const high = Math.floor(value / 4_294_967_296);
    this.halves![2 * at] = value - high * 4_294_967_296;
    this.halves![2 * at + 1] = high;
    this.valid![at >> 3]! |= 1 << (at & 7);
  }
}
