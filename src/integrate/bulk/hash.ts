import type {Batch} from "./batch.ts";
import type {BulkSeen} from "./fileBatches.ts";
import {hashPages} from "./pages.ts";

/** A database file to hash, opened by whoever closes it: closing another handle of it would take SQLite's locks away. */
export interface HashTask {
  readonly kind: "hash";
  readonly handle: number;
  readonly pageSize: number;
}

/** No batches, but the hashes of the whole file and of its blocks. */
// biome-ignore lint/correctness/useYield: it is one of the streams, and has nothing to give.
export function* hashBatches({handle, pageSize}: HashTask): Generator<Batch, BulkSeen> {
  return {storages: [], types: [], file: {...hashPages(handle, pageSize), endsWithNewline: false}};
}
