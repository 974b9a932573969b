import {Assembly, type Sum} from "./assembly.ts";
import {LineReader} from "./lineReader.ts";

/** Lines of changed days are not looked for in the earlier table: what comes in their place is fresh. Of other days each line stays, or has a fresh one in its place. */
export const origin = {stays: 0, fresh: 1, replaces: 2} as const;

export interface Patch {
  /** The table as it was. */
  readonly original: string;
  /** The lines that come in place of those of changed days, without a header. */
  readonly fresh: string;
  readonly file: string;
  /** The place of the column of the day, and the days that changed, where any did. */
  readonly column: number;
  readonly changed?: Uint8Array;
  /** Where each line of the table to be comes from, first to last: one of `origin`. */
  readonly origins: Iterable<Int32Array>;
}

/** Writes the table anew from its earlier lines and the fresh ones, in turn. Undefined where the earlier table has not the lines that are to stay: what is in `file` then is of no use. */
export async function patch({original, fresh, file, column, changed, origins}: Patch): Promise<Sum | undefined> {
  const output = await Assembly.create(file);
  const readers = [await LineReader.open(original, column, changed), await LineReader.open(fresh)] as const;
  const gathered = new Gathered(output);
  try {
    const header = await readers[0].header();
    gathered.add(Buffer.from(header));
    let isWhole = true;
    const [earlier, later] = readers;
    for (const [from, count] of runs(origins)) {
      const taken = await (from === origin.stays ? earlier : later).take(count, gathered.add, gathered.hand);
      const passed = from === origin.replaces ? await earlier.take(count, nowhere, async () => {}) : count;
      if (taken < count || passed < count) isWhole = false;
    }
    await gathered.hand();
    // Nothing may be left over either, of which nobody knows.
    const left = await Promise.all(readers.map((reader) => reader.take(1, nowhere, async () => {})));
    const sum = await output.finish();
    return isWhole && left.every((lines) => lines === 0) ? sum : undefined;
  } finally {
    await output.abandon();
    for (const reader of readers) await reader.close();
  }
}

function nowhere(): void {}

/** Equal neighbours as one, with their number. */
function* runs(vectors: Iterable<Int32Array>): Generator<readonly [from: number, count: number]> {
  let [from, count] = [0, 0];
  for (const vector of vectors)
    for (let i = 0; i < vector.length; i++) {
      if (vector[i] === from) count++;
      else {
        if (count > 0) yield [from, count];
        [from, count] = [vector[i]!, 1];
      }
    }
  if (count > 0) yield [from, count];
}

const roomy = 1 << 20;

/** Small pieces gathered to large ones. Their memory is used again and again. */
class Gathered {
  private full: Buffer[] = [];
  private readonly free: Buffer[] = [];
  private buffer: Buffer = Buffer.allocUnsafe(roomy);
  private length = 0;

  constructor(private readonly output: Assembly) {}

  readonly add = (bytes: Buffer): void => {
    for (let from = 0; from < bytes.length; ) {
      if (this.length === roomy) this.turn();
      const copied = bytes.copy(this.buffer, this.length, from);
      this.length += copied;
      from += copied;
    }
  };

  /** All there is goes out. */
  readonly hand = async (): Promise<void> => {
    this.turn();
    for (const bytes of this.full.splice(0)) {
      await this.output.take(bytes);
      if (bytes.buffer.byteLength === roomy) this.free.push(Buffer.from(bytes.buffer));
    }
  };

  private turn(): void {
    if (this.length === 0) return;
    this.full.push(this.buffer.subarray(0, this.length));
    this.buffer = this.free.pop() ?? Buffer.allocUnsafe(roomy);
    this.length = 0;
  }
}
