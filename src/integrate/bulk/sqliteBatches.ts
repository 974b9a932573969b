import {isUtf8} from "node:buffer";
import Database from "better-sqlite3";
import {type Batch, BatchBuilder, type BatchPlan} from "./batch.ts";
import {batchRows} from "./column.ts";
import type {BulkSeen} from "./fileBatches.ts";
import {addJsonValue} from "./jsonValue.ts";
import {LeafReader, type Leaves} from "./leafReader.ts";
import {numbersFrom} from "./numbers.ts";
import {Odd} from "./odd.ts";
import {allCoded, judge, mostTexts, planForFew} from "./storage.ts";

/** A table to read in bulk, by ranges of its rowids. */
export interface SqliteTask {
  readonly kind: "sqlite";
  readonly path: string;
  /** As SQL. */
  readonly from: string;
  readonly rowid: string;
  readonly columns: readonly string[];
  /** First and last rowid of each range, which has at most `batchRows` rows. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Whether every number of a range is that of a row. */
  readonly isDense: boolean;
  readonly plan: BatchPlan;
  /** Where the rows of each range lie, if they may be read from the file itself. */
  readonly leaves?: Leaves & {readonly pages: readonly (readonly number[])[]};
  /** Milliseconds to wait for a writer. */
  readonly patience: number;
}

const [comma, openSquare, closeSquare] = [44, 91, 93];

/** Reads a table into batches, a range each. Throws Odd for what only the careful reader can take. */
export function* sqliteBatches(task: SqliteTask): Generator<Batch, BulkSeen> {
  let database: Database.Database | undefined;
  try {
    return yield* batchesFrom(() => {
      database = new Database(task.path, {readonly: true, fileMustExist: true, timeout: task.patience});
      return database;
    }, task);
  } finally {
    database?.close();
  }
}

/** The same, of a database that is open and stays so. */
export function openBatches(database: Database.Database, task: SqliteTask): Generator<Batch, BulkSeen> {
  return batchesFrom(() => database, task);
}

function* batchesFrom(open: () => Database.Database, task: SqliteTask): Generator<Batch, BulkSeen> {
  const read = new RangeRows(open, task);
  const batch = new BatchBuilder(withRowid(task));
  for (const [i, range] of task.ranges.entries()) {
    read.range(i, batch);
    yield numbered(checked(batch.take()), task, range);
  }
  const types = batch.types();
  return {storages: task.plan.storages, types: task.isDense ? types : types.slice(1)};
}

/** Reads ranges from the file itself until something is not plain there, and from then on by SQLite. */
class RangeRows {
  private leaves: LeafReader | undefined;
  private query: ReturnType<typeof rangeReader> | undefined;

  constructor(
    private readonly open: () => Database.Database,
    private readonly task: SqliteTask,
  ) {
    if (task.leaves) this.leaves = new LeafReader(task.leaves, !task.isDense);
  }

  range(index: number, batch: BatchBuilder): void {
    if (this.fromFile(index, batch)) return;
    this.query ??= rangeReader(this.open(), this.task);
    this.query(this.task.ranges[index]!, batch);
  }

  private fromFile(index: number, batch: BatchBuilder): boolean {
    try {
      this.leaves?.read(this.task.leaves!.pages[index]!, this.task.ranges[index]!, batch);
    } catch (error) {
      if (!(error instanceof Odd)) throw error;
      this.leaves = undefined;
      batch.restart();
    }
    return this.leaves !== undefined;
  }
}

/** Texts that are new are UTF-8 where all of them are together and none starts within a character. */
function checked(batch: Batch): Batch {
  for (const {texts} of batch.columns) {
    if (texts === undefined) continue;
    const {bytes, ends} = texts;
    const isCut = ends.some((end, i) => i + 1 < ends.length && (bytes[end]! & 0xc0) === 0x80 && ends[i + 1]! > end);
    if (isCut || !isUtf8(bytes)) throw new Odd("texts that are not UTF-8");
  }
  return batch;
}

/** How the columns of a table are best kept, judged by its first range. */
export function judgeTable(database: Database.Database, task: SqliteTask, rows: number): BatchPlan {
  const few = planForFew(task.columns.length, rows);
  if (few) return few;
  const first = new BatchBuilder(allCoded(task.columns.length));
  if (task.ranges.length > 0) rangeReader(database, {...task, isDense: true})(task.ranges[0]!, first);
  return {storages: judge(first, rows), mostTexts: 2 * mostTexts(rows)};
}

function rangeReader(database: Database.Database, task: SqliteTask) {
  const query = database.prepare<[number, number], [Buffer]>(rangeSql(task)).raw();
  return (range: readonly [number, number], batch: BatchBuilder) => decode(query.get(...range)![0], batch);
}

/** SQLite itself writes the rows of a range as JSON: texts in quotes, numbers bare. It takes some blobs for JSON of their own, so a row with one is said to be "b". */
function rangeSql({from, rowid, columns, isDense}: SqliteTask): string {
  const values = isDense ? columns : [rowid, ...columns];
  const hasBlob = columns.map((column) => `${column} >= x''`).join(" or ");
  return `select cast(json_group_array(case when ${hasBlob} then 'b' else json_array(${values.join(", ")}) end) as blob)
    from ${from} not indexed where ${rowid} between ? and ?`;
}

function withRowid({plan, isDense}: SqliteTask): BatchPlan {
  return isDense ? plan : {...plan, storages: ["whole", ...plan.storages]};
}

function decode(found: Buffer, batch: BatchBuilder): void {
  if (!isUtf8(found)) throw new Odd("texts that are not UTF-8");
  const bytes: Uint8Array = found;
  const end = bytes.length;
  let at = 1;
  while (bytes[at] === openSquare) {
    for (const column of batch.columns) at = addJsonValue(bytes, at + 1, end, column, true);
    if (bytes[at] !== closeSquare) throw new Odd("a record of other values");
    batch.endRow();
    if (batch.rows > batchRows) throw new Odd("more rows than numbers");
    at += bytes[at + 1] === comma ? 2 : 1;
  }
  if (bytes[at] !== closeSquare || at !== end - 1) throw new Odd("a blob");
}

function numbered(batch: Batch, {isDense}: SqliteTask, [first, last]: readonly [number, number]): Batch {
  if (!isDense) {
    const [numbers, ...columns] = batch.columns;
    return {rows: batch.rows, numbers: numbers!.values as BigInt64Array, columns};
  }
  if (batch.rows !== last - first + 1) throw new Odd("rowids with gaps");
  return {...batch, numbers: numbersFrom(first, batch.rows)};
}
