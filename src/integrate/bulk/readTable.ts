import {closeSync, openSync, readSync} from "node:fs";
import Database from "better-sqlite3";
import type {SqliteInput} from "../../config/config.ts";
import type {Warehouse} from "../../store/warehouse.ts";
import type {CursorMark} from "../cursorMark.ts";
import type {Reread} from "../delta.ts";
import type {InputFile} from "../reader.ts";
import {RelationFault} from "../relationFault.ts";
import {type Session, sessionOf} from "../sqliteSession.ts";
import type {BatchPlan, ColumnTypes} from "./batch.ts";
import {type BulkRead, fill} from "./bulk.ts";
import {startHashing} from "./hashing.ts";
import {joinTypes} from "./joinTypes.ts";
import {Odd} from "./odd.ts";
import {type Blocks, changedRanges, pageSizeOf, type StoredBlock, shapeOf} from "./pages.ts";
import type {SinkTables} from "./sink.ts";
import {openBatches, type SqliteTask} from "./sqliteBatches.ts";
import {planTable, type TableFile, type TablePart, type TablePlan} from "./sqliteTask.ts";
import {type BatchStream, inlineStream, streamOf} from "./stream.ts";
import {planSince, type SincePlan} from "./tableSince.ts";

/** Rows that are worth two threads. */
const manyRows = 200_000;
const threads = 2;
/** So many rows one thread alone reads from the file's pages sooner than two, whose dictionaries are to be joined. */
const rowsOfOne = 3_000_000;
const patience = 5000;

/** A table as it was last read. */
export interface KnownTable {
  readonly shape: string;
  readonly types: readonly ColumnTypes[];
  readonly storages: BatchPlan["storages"];
  readonly blocks: readonly StoredBlock[];
  readonly rows: number;
  /** With a cursor: how far it is known. */
  readonly mark?: CursorMark;
}

export interface TableRead extends BulkRead {
  readonly names: readonly string[];
  readonly sha256: string;
  readonly firstRow: number;
  readonly reread: Reread;
  readonly mark?: CursorMark;
  readonly shape: string;
  readonly blocks: Blocks;
}

/** Reads a table of an SQLite database in bulk, as one snapshot; only what may differ of one that is known. Throws Odd for one that must be read with care. */
export async function readTable(
  session: Warehouse,
  file: InputFile,
  input: SqliteInput,
  tables: SinkTables,
  known?: KnownTable,
): Promise<TableRead> {
  const handle = openSync(file.path, "r");
  try {
    const header = headerOf(handle);
    if (!header.subarray(0, 16).equals(Buffer.from("SQLite format 3\0"))) throw new Odd("no database");
    return await readOpen(session, handle, file, input, tables, known);
  } catch (error) {
    const isFault = error instanceof Database.SqliteError || error instanceof RelationFault;
    throw isFault ? new Odd(error.message, {cause: error}) : error;
  } finally {
    closeSync(handle);
  }
}

async function readOpen(
  session: Warehouse,
  handle: number,
  {path, bytes}: InputFile,
  input: SqliteInput,
  tables: SinkTables,
  known: KnownTable | undefined,
): Promise<TableRead> {
  const database = new Database(path, {readonly: true, fileMustExist: true, timeout: patience});
  const sqlite = sessionOf(database);
  // Takes the lock that keeps writers away.
  sqlite.rows("select 1 from sqlite_schema limit 1");
  const before = headerOf(handle);
  const areBlocksWanted = input.cursor === undefined;
  const hashing = startHashing(handle, bytes, areBlocksWanted ? pageSizeOf(before) : undefined, known !== undefined);
  for (const found of [hashing.sha256, hashing.blocks]) found.catch(() => {}); // Told below.
  try {
    const part = known && areBlocksWanted ? partOf(database, before, known, await hashing.blocks) : undefined;
    const isPlain = !isLogged(database) && before[18] === 1 && before[19] === 1;
    const place: TableFile = {path, bytes, patience, ...(isPlain && {file: {handle, header: before}})};
    const since = known && planKnown(database, sqlite, input, known);
    const plan = since ?? planTable(database, sqlite, input, place, part);
    const read = await fill(session, tables, streamsOf(database, plan));
    const [sha256, blocks] = await Promise.all([hashing.sha256, hashing.blocks]);
    if (!headerOf(handle).equals(before)) throw new Odd("a database that changed meanwhile");
    const {names, firstRow, mark} = plan;
    const result = {...read, names, firstRow, sha256, shape: shapeOf(before), blocks, ...(mark && {mark})};
    const reread = since?.reread ?? part?.ranges;
    if (reread === undefined) return {...result, reread: "everything"};
    return {...result, types: joinTypes(known!.types, read.types), storages: known!.storages, reread};
  } finally {
    await hashing.close();
    database.close();
  }
}

/** With a cursor what came since, and nothing else is looked at. */
function planKnown(
  database: Database.Database,
  session: Session,
  {cursor, ...input}: SqliteInput,
  {mark, ...known}: KnownTable,
): SincePlan | undefined {
  if (cursor === undefined || mark === undefined) return undefined;
  return planSince(database, session, {...input, cursor}, {...known, mark});
}

/** What may differ of a table; nothing where all must be read to tell. */
function partOf(database: Database.Database, header: Buffer, known: KnownTable, blocks: Blocks): TablePart | undefined {
  if (shapeOf(header) !== known.shape || isLogged(database)) return undefined;
  // A text that goes may leave nothing but numbers, which only all rows tell.
  if (known.types.some(({hasText, hasNumber}) => hasText && hasNumber)) return undefined;
  const ranges = changedRanges(known.blocks, blocks);
  const read = ranges?.reduce((sum, [first, last]) => sum + last - first + 1, 0) ?? Number.POSITIVE_INFINITY;
  if (ranges === undefined || read > known.rows / 2) return undefined;
  return {ranges, plan: {storages: known.storages, mostTexts: Number.POSITIVE_INFINITY}};
}

/** The read transaction that `database` is in keeps writers away, so all connections see the same; only with a write-ahead log it does not. */
function streamsOf(database: Database.Database, {task, rows}: TablePlan): readonly BatchStream[] {
  if (rows < manyRows || isLogged(database)) return [inlineStream(openBatches(database, task))];
  if (task.leaves && rows < rowsOfOne) return [streamOf(task, true)];
  return Array.from({length: threads}, (_, i) => streamOf(everyOther(task, i), true));
}

function isLogged(database: Database.Database): boolean {
  return database.pragma("journal_mode", {simple: true}) === "wal";
}

function everyOther(task: SqliteTask, first: number): SqliteTask {
  const own = <T>(list: readonly T[]) => list.filter((_, i) => i % threads === first);
  const leaves = task.leaves && {leaves: {...task.leaves, pages: own(task.leaves.pages)}};
  return {...task, ranges: own(task.ranges), ...leaves};
}

/** The header with the counter of changes. */
function headerOf(handle: number): Buffer {
  const header = Buffer.alloc(100);
  readSync(handle, header, 0, 100, 0);
  return header;
}
