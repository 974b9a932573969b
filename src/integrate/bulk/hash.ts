import type {Batch} from "./batch.ts";
import type {BulkSeen} from "./fileBatches.ts";
import {hashPages} from "./pages.ts";

/** A database file to hash, opened by whoever closes it: closing another handle of it would take SQLite's locks away. */
export interface HashTask {
  readonly kind: "hash";
  readonly handle: number;
  /** Where its blocks are wanted. */
  readonly pageSize?: number;
  /** Whether the hash of the whole file is. */
  readonly isWhole: boolean;
}

/** No batches, but hashes. */
// biome-ignore lint/correctness/useYield: it is one of the streams, and has nothing to give.
export function* hashBatches({handle, pageSize, isWhole}: HashTask): Generator<Batch, BulkSeen> {
  return {storages: [], types: [], hashes: hashPages(handle, pageSize, isWhole)};
}
