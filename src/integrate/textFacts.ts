import {isUtf8} from "node:buffer";
import {QuoteGap} from "./quoteGap.ts";

/** What one pass over a text's bytes tells. Lines are 1-based. */
export interface TextFacts {
  /** The first bytes, at most 256 KiB. */
  readonly head: Buffer;
  readonly bytes: number;
  /** The first line that is not UTF-8. */
  readonly foreignLine?: number;
  /** The first line with a NUL byte. */
  readonly nulLine?: number;
  /** How many lines end in each way. */
  readonly newlines: {readonly lf: number; readonly crlf: number; readonly cr: number};
  readonly endsWithNewline: boolean;
  /** Whether only spaces stand between two quotes somewhere. */
  readonly hasQuoteGap: boolean;
}

const headSize = 256 * 1024;
const [nul, lf, cr] = [0, 10, 13];

/** Gathers the facts chunk by chunk, in constant memory. */
export class TextInspector {
  private head: Buffer = Buffer.alloc(0);
  private readonly gap = new QuoteGap();
  private bytes = 0;
  private count = {lf: 0, crlf: 0, cr: 0};
  private last = -1;
  /** The start of a character that the next chunk completes. */
  private rest: Buffer = Buffer.alloc(0);
  private foreignLine?: number;
  private nulLine?: number;

  add(chunk: Buffer): void {
    if (this.head.length < headSize)
      this.head = Buffer.concat([this.head, chunk.subarray(0, headSize - this.head.length)]);
    const nulAt = this.nulLine === undefined ? chunk.indexOf(nul) : -1;
    if (nulAt >= 0) this.nulLine = this.lineAt(chunk, nulAt);
    if (this.foreignLine === undefined) this.checkUtf8(chunk);
    this.countNewlines(chunk);
    this.gap.add(chunk);
    this.bytes += chunk.length;
    this.last = chunk.at(-1) ?? this.last;
  }

  facts(): TextFacts {
    if (this.rest.length > 0) this.foreignLine ??= this.line;
    return {
      head: this.head,
      bytes: this.bytes,
      ...(this.foreignLine !== undefined && {foreignLine: this.foreignLine}),
      ...(this.nulLine !== undefined && {nulLine: this.nulLine}),
      newlines: this.count,
      endsWithNewline: this.last === lf || this.last === cr,
      hasQuoteGap: this.gap.isFound,
    };
  }

  private get line(): number {
    return 1 + this.count.lf + this.count.crlf + this.count.cr;
  }

  private lineAt(bytes: Buffer, at: number): number {
    // A CR before the chunk has been counted, and is no line of its own when the chunk starts with its LF.
    const isHalf = this.last === cr && bytes[0] === lf && at > 0;
    return this.line + newlinesIn(bytes.subarray(0, at)) - (isHalf ? 1 : 0);
  }

  private checkUtf8(chunk: Buffer): void {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    const whole = bytes.subarray(0, bytes.length - openCharacter(bytes));
    this.rest = Buffer.from(bytes.subarray(whole.length));
    if (isUtf8(whole)) return;
    this.foreignLine = this.lineAt(whole, firstForeignLine(whole));
    this.rest = Buffer.alloc(0);
  }

  private countNewlines(chunk: Buffer): void {
    for (let i = chunk.indexOf(lf); i >= 0; i = chunk.indexOf(lf, i + 1)) {
      const before = i === 0 ? this.last : chunk[i - 1];
      if (before === cr) {
        this.count.crlf++;
        this.count.cr--;
      } else this.count.lf++;
    }
    for (let i = chunk.indexOf(cr); i >= 0; i = chunk.indexOf(cr, i + 1)) this.count.cr++;
  }
}

function newlinesIn(bytes: Buffer): number {
  let lines = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === lf || (bytes[i] === cr && bytes[i + 1] !== lf)) lines++;
  return lines;
}

/** How many bytes at the end begin a character without ending it (0 to 3). */
function openCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** Where the first line starts that is not UTF-8. */
function firstForeignLine(bytes: Buffer): number {
  let start = 0;
  for (let end = bytes.indexOf(lf); end >= 0; end = bytes.indexOf(lf, start)) {
    if (!isUtf8(bytes.subarray(start, end))) return start;
    start = end + 1;
  }
  return start;
}
