import {isUtf8} from "node:buffer";
import Database from "better-sqlite3";
import {type Batch, BatchBuilder, type BatchPlan} from "./batch.ts";
import {batchRows} from "./column.ts";
import type {BulkSeen} from "./fileBatches.ts";
import {addJsonValue} from "./jsonValue.ts";
import {LeafReader, type Leaves} from "./leafReader.ts";
import {numbersFrom, RowNumbers} from "./numbers.ts";
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
  /** Whether every number of a range is known to be that of a row. */
  readonly isDense: boolean;
  readonly plan: BatchPlan;
  /** Where the rows of each range lie, if they may be read from the file itself. */
  readonly leaves?: Leaves & {readonly pages: readonly (readonly number[])[]};
  /** Milliseconds to wait for a writer. */
  readonly patience: number;
}

const [comma, minus, zero, openSquare, closeSquare] = [44, 45, 48, 91, 93];

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
  const batch = new BatchBuilder(task.plan);
  for (const i of task.ranges.keys()) {
    const numbers = read.range(i, batch);
    yield {...checked(batch.take()), numbers};
  }
  return {storages: task.plan.storages, types: batch.types()};
}

/** Reads ranges from the file itself until something is not plain there, and from then on by SQLite. */
class RangeRows {
  private leaves: LeafReader | undefined;
  private query: ReturnType<typeof rangeReader> | undefined;
  private readonly numbers = new RowNumbers(batchRows);

  constructor(
    private readonly open: () => Database.Database,
    private readonly task: SqliteTask,
  ) {
    if (task.leaves) this.leaves = new LeafReader(task.leaves, this.numbers);
  }

  /** Returns the rowids. */
  range(index: number, batch: BatchBuilder): BigInt64Array {
    const [first, last] = this.task.ranges[index]!;
    const isFromFile = this.fromFile(index, batch);
    if (!isFromFile) {
      this.query ??= rangeReader(this.open(), this.task, this.numbers);
      this.query([first, last], batch);
    }
    if (isFromFile || !this.task.isDense) return this.numbers.take(batch.rows);
    if (batch.rows !== last - first + 1) throw new Odd("rowids with gaps");
    return numbersFrom(first, batch.rows);
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
  const numbers = new RowNumbers(batchRows);
  if (task.ranges.length > 0) rangeReader(database, {...task, isDense: true}, numbers)(task.ranges[0]!, first);
  return {storages: judge(first, rows), mostTexts: 2 * mostTexts(rows)};
}

/** Reads a range, and its rowids into `numbers` unless it is dense. */
function rangeReader(database: Database.Database, task: SqliteTask, numbers: RowNumbers) {
  const query = database.prepare<[number, number], [Buffer]>(rangeSql(task)).raw();
  const rowids = task.isDense ? undefined : numbers;
  return (range: readonly [number, number], batch: BatchBuilder) => decode(query.get(...range)![0], batch, rowids);
}

/** SQLite itself writes the rows of a range as JSON: texts in quotes, numbers bare. It takes some blobs for JSON of their own, so a row with one is said to be "b". */
function rangeSql({from, rowid, columns, isDense}: SqliteTask): string {
  const values = isDense ? columns : [rowid, ...columns];
  const hasBlob = columns.map((column) => `${column} >= x''`).join(" or ");
  return `select cast(json_group_array(case when ${hasBlob} then 'b' else json_array(${values.join(", ")}) end) as blob)
    from ${from} not indexed where ${rowid} between ? and ?`;
}

function decode(found: Buffer, batch: BatchBuilder, rowids?: RowNumbers): void {
  if (!isUtf8(found)) throw new Odd("texts that are not UTF-8");
  const bytes: Uint8Array = found;
  const end = bytes.length;
  let at = 1;
  while (bytes[at] === openSquare) {
    if (batch.rows === batchRows) throw new Odd("more rows than numbers");
    if (rowids) at = takeNumber(bytes, at + 1, batch.rows, rowids);
    for (const column of batch.columns) at = addJsonValue(bytes, at + 1, end, column, true);
    if (bytes[at] !== closeSquare) throw new Odd("a record of other values");
    batch.endRow();
    at += bytes[at + 1] === comma ? 2 : 1;
  }
  if (bytes[at] !== closeSquare || at !== end - 1) throw new Odd("a blob");
}

/** A whole number in digits. Returns where it ends. */
function takeNumber(bytes: Uint8Array, from: number, row: number, numbers: RowNumbers): number {
  const isNegative = bytes[from] === minus;
  let value = 0;
  let at = isNegative ? from + 1 : from;
  for (let digit = bytes[at]! - zero; digit >= 0 && digit <= 9; digit = bytes[++at]! - zero) value = value * 10 + digit;
  numbers.set(row, isNegative ? -value : value);
  return at;
}
