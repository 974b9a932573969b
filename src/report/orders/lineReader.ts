import {PieceReader} from "./pieceReader.ts";

const [lineFeed, quote, comma] = [10, 34, 44];

/** Takes bytes that stay as they are only until it returns. */
export type Sink = (bytes: Buffer) => void;

/** Goes through the lines of a table from its first, with a look at one column: a day. A line break within quotes ends no line. */
export class LineReader {
  private memory = Buffer.alloc(0);
  /** The part of it that is filled. */
  private buffer = this.memory;
  /** Where the next line begins. */
  private at = 0;
  /** Where the first quote from `at` on is, if it was looked for; past the end where there is none. */
  private nextQuote = -1;

  private constructor(
    private readonly file: PieceReader,
    /** The place of the column of the day. */
    private readonly column: number,
    /** Of the days whose lines are passed over, by `dayKey`. */
    private readonly without: Uint8Array | undefined,
  ) {}

  static async open(file: string, column = 0, without?: Uint8Array, size?: number): Promise<LineReader> {
    return new LineReader(await PieceReader.open(file, size), column, without);
  }

  /** Hands the next `count` lines on, or as many as there are: in as few pieces as can be. `between` is waited for whenever more is read. */
  async take(count: number, sink: Sink, between: () => Promise<void>): Promise<number> {
    let left = this.takeRead(count, sink);
    while (left > 0) {
      await between();
      if (!(await this.readOn())) break;
      left = this.takeRead(left, sink);
    }
    return count - left;
  }

  /** The same of what is in memory. Returns how many are missing. */
  private takeRead(count: number, sink: Sink): number {
    let [left, from] = [count, this.at];
    while (left > 0) {
      const end = this.endOfLine();
      if (end < 0) break;
      if (this.isPassedOver()) {
        if (this.at > from) sink(this.buffer.subarray(from, this.at));
        from = end;
      } else left--;
      this.at = end;
    }
    if (this.at > from) sink(this.buffer.subarray(from, this.at));
    return left;
  }

  /** Passes over the first line: the header. Returns it. */
  async header(): Promise<string> {
    while (this.endOfLine() < 0) if (!(await this.readOn())) return "";
    const [start, end] = [this.at, this.endOfLine()];
    this.at = end;
    return this.buffer.toString("utf8", start, end);
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** Reads a piece more. False at the end of the file. */
  private async readOn(): Promise<boolean> {
    const piece = await this.file.next();
    const rest = this.buffer.length - this.at;
    this.buffer.copy(this.room(rest + piece.length), 0, this.at);
    this.memory.set(piece, rest);
    this.buffer = this.memory.subarray(0, rest + piece.length);
    this.at = 0;
    this.nextQuote = -1;
    return piece.length > 0;
  }

  /** The memory read into, which is only made anew where lines are longer than ever. */
  private room(bytes: number): Buffer {
    if (this.memory.length < bytes) this.memory = Buffer.allocUnsafe(bytes);
    return this.memory;
  }

  /** Behind the line that begins at `at`; -1 where its end is not in memory. */
  private endOfLine(): number {
    let end = this.buffer.indexOf(lineFeed, this.at);
    if (this.nextQuote < this.at) this.nextQuote = this.quoteFrom(this.at);
    while (end >= 0 && this.nextQuote < end && this.isWithinQuotes(end)) end = this.buffer.indexOf(lineFeed, end + 1);
    return end < 0 ? -1 : end + 1;
  }

  private isWithinQuotes(place: number): boolean {
    let isWithin = false;
    for (let next = this.nextQuote; next < place; next = this.quoteFrom(next + 1)) isWithin = !isWithin;
    return isWithin;
  }

  private quoteFrom(place: number): number {
    const found = this.buffer.indexOf(quote, place);
    return found < 0 ? this.buffer.length : found;
  }

  private isPassedOver(): boolean {
    return this.without !== undefined && this.without[this.dayOfLine()] === 1;
  }

  private dayOfLine(): number {
    const {buffer} = this;
    let place = this.at;
    for (let column = 0; column < this.column; column++) place = this.behindField(place);
    const digit = (offset: number) => buffer[place + offset]! - 48;
    const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    return keyOf(year, digit(5) * 10 + digit(6), digit(8) * 10 + digit(9));
  }

  private behindField(start: number): number {
    const {buffer} = this;
    let place = start;
    if (buffer[place] === quote) {
      place = buffer.indexOf(quote, place + 1) + 1;
      while (buffer[place] === quote) place = buffer.indexOf(quote, place + 1) + 1;
    }
    while (buffer[place] !== comma) place++;
    return place + 1;
  }
}

/** Those of `days` have 1 at their key. Undefined where some day is not of the four-digit kind. */
export function daySet(days: readonly string[]): Uint8Array | undefined {
  if (!days.every((day) => /^\d{4}-\d\d-\d\d$/.test(day))) return undefined;
  const set = new Uint8Array(keyOf(9999, 12, 31) + 1);
  for (const day of days) {
    const [year, month, dayOfMonth] = day.split("-").map(Number);
    set[keyOf(year!, month!, dayOfMonth!)] = 1;
  }
  return set;
}

function keyOf(year: number, month: number, day: number): number {
  return (year * 16 + month) * 32 + day;
}
