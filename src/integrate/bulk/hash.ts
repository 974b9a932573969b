import {createHash} from "node:crypto";
import {readSync} from "node:fs";
import type {Batch} from "./batch.ts";
import type {BulkSeen} from "./fileBatches.ts";

/** A file to hash, opened by whoever closes it: closing another handle of it would take SQLite's locks away. */
export interface HashTask {
  readonly kind: "hash";
  readonly handle: number;
}

const pieceSize = 1 << 20;

/** No batches, but the SHA-256 of the whole file. */
// biome-ignore lint/correctness/useYield: it is one of the streams, and has nothing to give.
export function* hashBatches({handle}: HashTask): Generator<Batch, BulkSeen> {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(pieceSize);
  let at = 0;
  for (let length = -1; length !== 0; at += length) {
    length = readSync(handle, piece, 0, pieceSize, at);
    hash.update(piece.subarray(0, length));
  }
  return {storages: [], types: [], file: {sha256: hash.digest("hex"), endsWithNewline: false}};
}
