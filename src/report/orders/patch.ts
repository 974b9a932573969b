import {stat} from "node:fs/promises";
import {Assembly, type Sum} from "./assembly.ts";
import {isLarge} from "./largeFile.ts";
import {LineReader} from "./lineReader.ts";
import {origin, type Run} from "./origins.ts";

export interface Patch {
  /** The table as it was. */
  readonly original: string;
  /** The lines that come in place of those of changed days, without a header. */
  readonly fresh: string;
  readonly file: string;
  /** The place of the column of the day, and the days that changed, where any did. */
  readonly column: number;
  readonly passedOver?: Uint8Array;
  /** Where the lines of the table to be come from, first to last. */
  readonly origins: Iterable<Run>;
  /** Aborted when nobody wants it any more. */
  readonly signal?: AbortSignal;
}

/** Writes the table anew from its earlier lines and the fresh ones, in turn. Undefined where the earlier table has not the lines that are to stay: what is in `file` then is of no use. */
export async function patch({
  original,
  fresh,
  file,
  column,
  passedOver,
  origins,
  signal,
}: Patch): Promise<Sum | undefined> {
  const output = await Assembly.create(file, isLarge(await stat(original)), signal);
  const readers: LineReader[] = [];
  const add = (bytes: Buffer) => output.add(bytes);
  const drain = () => output.drain();
  try {
    const earlier = await LineReader.open(original, column, passedOver);
    readers.push(earlier);
    const later = await LineReader.open(fresh);
    readers.push(later);
    add(Buffer.from(await earlier.header()));
    let isWhole = true;
    for (const [from, count] of origins) {
      signal?.throwIfAborted();
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
