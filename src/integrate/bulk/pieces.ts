import {isUtf8} from "node:buffer";
import {createHash} from "node:crypto";
import {readSync} from "node:fs";
import {Odd} from "./odd.ts";

const pieceSize = 1 << 20;
/** Nothing that long is one record. */
const longestRest = 16 << 20;

/** The first bytes of a file. */
export interface Prefix {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** What all pieces together are. */
export interface PiecesSeen {
  /** Hex. */
  readonly sha256: string;
  readonly endsWithNewline: boolean;
  /** The bytes behind which more records may be added. */
  readonly prefix?: Prefix;
}

/** The bytes of a UTF-8 text, piece by piece; what the one who reads them leaves of a piece stands before the next one. */
export class Pieces {
  /** Bytes to read are `buffer[0, end)`; what follows them is 0. */
  buffer = Buffer.alloc(2 * pieceSize);
  end = 0;
  isLast = false;
  private readonly hash = createHash("sha256");
  private last = 0;
  private read = 0;
  private prefix: Prefix | undefined;

  /** `closing`: the byte that stands behind the last record, if one does. */
  constructor(
    private readonly handle: number,
    private readonly closing?: number,
  ) {}

  /** Passes over the first bytes; false where they are others. */
  skip({bytes, sha256}: Prefix): boolean {
    while (this.read < bytes) {
      const length = readFull(this.handle, this.buffer, 0, Math.min(pieceSize, bytes - this.read));
      if (length === 0) return false;
      this.hash.update(this.buffer.subarray(0, length));
      this.last = this.buffer[length - 1]!;
      this.read += length;
    }
    return this.hash.copy().digest("hex") === sha256;
  }

  /** Reads on; `used` bytes of the piece before are done with. False when there is nothing more. */
  next(used: number): boolean {
    if (this.isLast) return false;
    this.makeRoom(used);
    const length = readFull(this.handle, this.buffer, this.end, pieceSize);
    const fresh = this.buffer.subarray(this.end, this.end + length);
    this.isLast = length < pieceSize;
    this.check(fresh);
    this.digest(fresh);
    if (length > 0) this.last = fresh[length - 1]!;
    this.end += length;
    this.buffer.fill(0, this.end, this.end + 16);
    return true;
  }

  seen(): PiecesSeen {
    const endsWithNewline = this.last === 10;
    const sha256 = this.hash.digest("hex");
    const whole = this.closing === undefined && endsWithNewline ? {bytes: this.read, sha256} : undefined;
    const prefix = this.prefix ?? whole;
    return {sha256, endsWithNewline, ...(prefix && {prefix})};
  }

  private digest(fresh: Buffer): void {
    const closes = this.closing !== undefined && this.isLast ? fresh.lastIndexOf(this.closing) : -1;
    const before = fresh.subarray(0, Math.max(0, closes));
    this.hash.update(before);
    if (closes >= 0) this.prefix = {bytes: this.read + closes, sha256: this.hash.copy().digest("hex")};
    this.hash.update(fresh.subarray(before.length));
    this.read += fresh.length;
  }

  private makeRoom(used: number): void {
    const rest = this.end - used;
    if (rest > longestRest) throw new Odd("a record of that length");
    const needed = rest + pieceSize + 16;
    const target = needed > this.buffer.length ? Buffer.alloc(2 * needed) : this.buffer;
    this.buffer.copy(target, 0, used, this.end);
    this.buffer = target;
    this.end = rest;
  }

  /** A character may be cut by the end of the piece: what begins it is looked at with the next. */
  private check(fresh: Buffer): void {
    if (fresh.includes(0)) throw new Odd("a NUL byte");
    const start = this.end - openCharacter(this.buffer, this.end);
    const end = this.end + fresh.length;
    const open = this.isLast ? 0 : openCharacter(this.buffer, end);
    if (!isUtf8(this.buffer.subarray(start, end - open))) throw new Odd("bytes that are not UTF-8");
  }
}

/** How many bytes before `end` begin a character without ending it (0 to 3). */
function openCharacter(bytes: Buffer, end: number): number {
  for (let back = 1; back <= Math.min(3, end); back++) {
    const byte = bytes[end - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

function readFull(handle: number, buffer: Buffer, at: number, length: number): number {
  let total = 0;
  for (let read = -1; read !== 0 && total < length; total += read)
    read = readSync(handle, buffer, at + total, length - total, null);
  return total;
}
