import {closeSync, fstatSync, openSync} from "node:fs";
import {type Batch, BatchBuilder, type BatchPlan, type ColumnTypes} from "./batch.ts";
import {type BulkStorage, ColumnBuilder} from "./column.ts";
import {CsvRows, type CsvShape} from "./csvRows.ts";
import {JsonRows} from "./jsonRows.ts";
import {NotInPart, Odd} from "./odd.ts";
import type {FileHashes} from "./pages.ts";
import {Pieces, type PiecesSeen, type Prefix} from "./pieces.ts";
import {allCoded, judge, mostTexts, planForFew} from "./storage.ts";

const closeSquare = 93;

/** A text file to read in bulk. */
export interface FileTask {
  readonly kind: "csv" | "json";
  readonly path: string;
  readonly columns: number;
  readonly csv?: CsvShape;
  readonly json?: {readonly keys: readonly string[]; readonly isArray: boolean};
  /** Only this is read. */
  readonly tail?: Tail;
}

/** Records that were added behind those that were read. */
export interface Tail {
  readonly behind: Prefix;
  readonly plan: BatchPlan;
}

/** What the batches of a source were in all. */
export interface BulkSeen {
  readonly storages: readonly BulkStorage[];
  readonly types: readonly ColumnTypes[];
  readonly file?: PiecesSeen;
  /** Of a database. */
  readonly hashes?: FileHashes;
}

/** Reads a file into batches. Throws Odd where it is not regular throughout. */
export function* fileBatches(task: FileTask): Generator<Batch, BulkSeen> {
  const handle = openSync(task.path, "r");
  try {
    const plan = task.tail?.plan ?? planFor(task, handle);
    return yield* new FileReader(task, handle, plan).batches();
  } finally {
    closeSync(handle);
  }
}

/** A record has a byte for each column at least: what stands behind its value. */
function planFor(task: FileTask, handle: number): BatchPlan {
  const few = planForFew(task.columns, fstatSync(handle).size / Math.max(1, task.columns));
  if (few) return few;
  const first = openSync(task.path, "r");
  try {
    const reader = new FileReader(task, first, allCoded(task.columns));
    const {batch, bytes} = reader.firstBatch();
    const rows = Math.ceil((fstatSync(handle).size / bytes) * batch.rows);
    return {storages: judge(batch, rows), mostTexts: 2 * mostTexts(rows)};
  } finally {
    closeSync(first);
  }
}

class FileReader {
  private readonly pieces: Pieces;
  private readonly rows: CsvRows | JsonRows;
  private readonly batch: BatchBuilder;

  constructor(
    task: FileTask,
    handle: number,
    private readonly plan: BatchPlan,
  ) {
    this.pieces = new Pieces(handle, task.json?.isArray ? closeSquare : undefined);
    if (task.tail && !this.pieces.skip(task.tail.behind)) throw new NotInPart("other bytes where there were some");
    this.batch = new BatchBuilder(plan);
    this.rows = task.csv
      ? new CsvRows(task.csv, new ColumnBuilder(0, "coded", Number.POSITIVE_INFINITY), task.tail !== undefined)
      : new JsonRows(task.json!.keys, task.json!.isArray, task.tail !== undefined);
  }

  *batches(): Generator<Batch, BulkSeen> {
    let at = 0;
    while (this.pieces.next(at)) {
      at = this.rows.read(this.pieces, 0, this.batch);
      while (this.batch.isFull) {
        yield this.batch.take();
        at = this.rows.read(this.pieces, at, this.batch);
      }
    }
    if (at < this.pieces.end || (this.rows instanceof JsonRows && !this.rows.isDone)) throw new Odd("a cut file");
    if (this.batch.rows > 0) yield this.batch.take();
    return {storages: this.plan.storages, types: this.batch.types(), file: this.pieces.seen()};
  }

  /** The first rows, and of how many bytes they are. */
  firstBatch(): {batch: BatchBuilder; bytes: number} {
    let at = 0;
    let bytes = 0;
    while (!this.batch.isFull && this.pieces.next(at)) {
      at = this.rows.read(this.pieces, 0, this.batch);
      bytes += at;
    }
    return {batch: this.batch, bytes: Math.max(1, bytes)};
  }
}
