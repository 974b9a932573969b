import type {Batch} from "./batch.ts";
import {type BulkSeen, type FileTask, fileBatches} from "./fileBatches.ts";
import {type HashTask, hashBatches} from "./hash.ts";
import {type SqliteTask, sqliteBatches} from "./sqliteBatches.ts";

export type BulkTask = FileTask | SqliteTask | HashTask;

export function batchesOf(task: BulkTask): Generator<Batch, BulkSeen> {
  if (task.kind === "sqlite") return sqliteBatches(task);
  return task.kind === "hash" ? hashBatches(task) : fileBatches(task);
}
