const [tab, lf, cr, space, quote, comma, backslash] = [9, 10, 13, 32, 34, 44, 92];
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** Where and why the bytes of an array are not one. */
export class ArrayFault extends Error {
  constructor(
    readonly line: number,
    problem: string,
  ) {
    super(problem);
  }
}

type Place = "before" | "element" | "behind" | "done";

/**
 * Turns the bytes of a JSON array into one line per element, in constant memory. Checks the array itself; what the elements
 * are is for others to check. Throws ArrayFault for an array that is cut, that lacks a comma, or that something follows.
 */
export class ArrayLines {
  /** The line on which element number `watched` (1-based) starts, once it has. */
  watchedLine: number | undefined;
  private place: Place = "before";
  private line = 1;
  private elements = 0;
  private depth = 0;
  private inString = false;
  private isEscaped = false;
  private isOpened = false;
  private hasComma = false;

  constructor(private readonly watched?: number) {}

  async *lines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) yield this.next(chunk);
    if (this.place === "element" || this.inString) throw new ArrayFault(this.line, "ends in the middle of a record");
    if (this.place !== "done") throw new ArrayFault(this.line, "ends in the middle of the array");
  }

  private next(chunk: Buffer): Buffer {
    // An element grows by its newline only, which the comma or bracket behind it makes room for.
    const out = Buffer.alloc(chunk.length + 1);
    let length = 0;
    for (const byte of chunk) {
      const kept = this.step(byte);
      if (kept >= 0) out[length++] = kept;
      if (byte === lf) this.line++;
    }
    return out.subarray(0, length);
  }

  /** The byte to write for this one, or -1. */
  private step(byte: number): number {
    if (this.inString) return this.stepInString(byte);
    if (this.place === "element") return this.stepInElement(byte);
    if (byte === space || byte === lf || byte === cr || byte === tab) return -1;
    return this.stepBetween(byte);
  }

  private stepInString(byte: number): number {
    if (byte === lf) throw new ArrayFault(this.line, "has a text without its closing quote");
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === backslash) this.isEscaped = true;
    else if (byte === quote) this.inString = false;
    return byte;
  }

  private stepInElement(byte: number): number {
    if (this.depth === 0 && (byte === comma || byte === 0x5d)) return this.endElement(byte);
    if (byte === quote) this.inString = true;
    else if (opening.has(byte)) this.depth++;
    else if (closing.has(byte)) this.depth--;
    return byte === lf || byte === cr ? space : byte;
  }

  private endElement(byte: number): number {
    this.place = byte === comma ? "before" : "done";
    this.hasComma = byte === comma;
    return lf;
  }

  private stepBetween(byte: number): number {
    if (this.place === "done") throw new ArrayFault(this.line, "goes on behind the end of the array");
    if (!this.isOpened) {
      this.isOpened = true;
      return -1;
    }
    if (byte === 0x5d) return this.close();
    this.elements++;
    if (this.elements === this.watched) this.watchedLine = this.line;
    this.place = "element";
    return this.stepInElement(byte);
  }

  private close(): number {
    if (this.hasComma) throw new ArrayFault(this.line, "has a comma with no record behind it");
    this.place = "done";
    return -1;
  }
}
