import {readSync} from "node:fs";
import type {BatchBuilder} from "./batch.ts";
import {addReal, addText, addWhole} from "./leafValue.ts";
import type {RowNumbers} from "./numbers.ts";
import {Odd} from "./odd.ts";

/** Where the leaves of a table are, and how its records are to be understood. */
export interface Leaves {
  /** Opened by whoever closes it: closing another handle of the file would take SQLite's locks away. */
  readonly handle: number;
  readonly pageSize: number;
  /** Bytes of a page that hold cells. */
  readonly usable: number;
  /** The column that is the rowid itself, and has no value in the record; -1 for none. */
  readonly rowidColumn: number;
  /** Whether a column shows whole numbers as doubles. */
  readonly areReal: readonly boolean[];
}

const tableLeaf = 0x0d;
const pagesAtOnce = 16;

/** Reads whole leaves of a table from the file itself, as SQLite would show their values, and the rowid of each record into `numbers`. Throws Odd for anything but plain records. */
export class LeafReader {
  private readonly buffer: Buffer;
  private readonly kinds: Int32Array;
  /** Where the last number read of variable length ends. */
  private next = 0;

  constructor(
    private readonly leaves: Leaves,
    private readonly numbers: RowNumbers,
  ) {
    this.buffer = Buffer.alloc(pagesAtOnce * leaves.pageSize);
    this.kinds = new Int32Array(leaves.areReal.length);
  }

  read(pages: readonly number[], [first, last]: readonly [number, number], batch: BatchBuilder): void {
    const {pageSize} = this.leaves;
    let before = first - 1;
    for (let i = 0; i < pages.length; ) {
      let count = 1;
      while (count < pagesAtOnce && pages[i + count] === pages[i]! + count) count++;
      const length = count * pageSize;
      if (readSync(this.leaves.handle, this.buffer, 0, length, (pages[i]! - 1) * pageSize) !== length)
        throw new Odd("a page that is not there");
      for (let page = 0; page < length; page += pageSize) before = this.leaf(page, before, last, batch);
      i += count;
    }
  }

  /** Returns the last rowid. */
  private leaf(page: number, before: number, last: number, batch: BatchBuilder): number {
    const bytes: Uint8Array = this.buffer;
    if (bytes[page] !== tableLeaf) throw new Odd("a page of another kind");
    const cells = bytes[page + 3]! * 256 + bytes[page + 4]!;
    if (8 + 2 * cells > this.leaves.usable) throw new Odd("too many cells");
    let rowid = before;
    for (let i = 0, at = page + 8; i < cells; i++, at += 2) {
      const cell = bytes[at]! * 256 + bytes[at + 1]!;
      const found = this.cell(page + cell, page + this.leaves.usable, batch);
      if (found <= rowid || found > last) throw new Odd("rowids out of order");
      rowid = found;
    }
    return rowid;
  }

  private cell(at: number, pageEnd: number, batch: BatchBuilder): number {
    const length = this.number(at);
    if (length > this.leaves.usable - 35) throw new Odd("a record that overflows its page");
    const rowid = this.number(this.next);
    const start = this.next;
    if (start + length > pageEnd) throw new Odd("a record beyond its page");
    this.record(start, start + length, rowid, batch);
    return rowid;
  }

  private record(start: number, end: number, rowid: number, batch: BatchBuilder): void {
    const body = start + this.number(start);
    const {kinds, buffer} = this;
    for (let i = 0; i < kinds.length; i++) {
      if (this.next >= body) throw new Odd("a record of fewer values");
      const kind = buffer[this.next]!;
      if (kind < 0x80) this.next++;
      kinds[i] = kind < 0x80 ? kind : this.number(this.next);
    }
    if (this.next !== body) throw new Odd("a record of more values");
    let at = body;
    for (let i = 0; i < kinds.length; i++) at = this.value(i, kinds[i]!, at, end, rowid, batch.columns[i]!);
    if (at !== end) throw new Odd("a record of another length");
    this.numbers.set(batch.rows, rowid);
    batch.endRow();
  }

  private value(
    index: number,
    kind: number,
    at: number,
    end: number,
    rowid: number,
    column: BatchBuilder["columns"][number],
  ): number {
    if (index === this.leaves.rowidColumn) {
      if (kind !== 0) throw new Odd("a rowid that is kept twice");
      column.hasNumber = true;
      column.addNumber(rowid);
      return at;
    }
    if (kind === 0) {
      column.addMissing();
      return at;
    }
    if (kind > 12 && kind % 2 === 1) return addText(this.buffer, at, at + (kind - 13) / 2, end, column);
    if (kind === 7) return addReal(this.buffer, at, end, column);
    if (kind > 9 || this.leaves.areReal[index]) throw new Odd("a value of its own kind");
    return addWhole(this.buffer, at, kind, end, column);
  }

  /** A number of variable length, without a sign. */
  private number(from: number): number {
    const bytes: Uint8Array = this.buffer;
    let value = 0;
    for (let i = 0; i < 7; i++) {
      const byte = bytes[from + i]!;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) {
        this.next = from + i + 1;
        return value;
      }
    }
    throw new Odd("a large number, or one below 0");
  }
}
