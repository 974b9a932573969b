import {stat} from "node:fs/promises";
import {Assembly, type Sum} from "./assembly.ts";
import {isLarge} from "./largeFile.ts";
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
  const output = await Assembly.create(file, isLarge(await stat(original)));
  const readers: LineReader[] = [];
  const add = (bytes: Buffer) => output.add(bytes);
  const drain = () => output.drain();
  try {
    const earlier = await LineReader.open(original, column, changed);
    readers.push(earlier);
    const later = await LineReader.open(fresh);
    readers.push(later);
    add(Buffer.from(await earlier.header()));
    let isWhole = true;
    for (const [from, count] of runs(origins)) {
      const taken = await (from === origin.stays ? earlier : later).take(count, add, drain);
      const passed = from === origin.replaces ? await earlier.take(count, nowhere, async () => {}) : count;
      if (taken < count || passed < count) isWhole = false;
    }
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
