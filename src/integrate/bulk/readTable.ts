import {closeSync, openSync, readSync} from "node:fs";
import Database from "better-sqlite3";
import type {SqliteInput} from "../../config/config.ts";
import type {Warehouse} from "../../store/warehouse.ts";
import type {InputFile} from "../reader.ts";
import {RelationFault} from "../sqliteRelation.ts";
import {sessionOf} from "../sqliteSession.ts";
import {type BulkRead, fill} from "./bulk.ts";
import {Odd} from "./odd.ts";
import type {SinkTables} from "./sink.ts";
import {openBatches, type SqliteTask} from "./sqliteBatches.ts";
import {planTable, type TablePlan} from "./sqliteTask.ts";
import {type BatchStream, inlineStream, streamOf} from "./stream.ts";

/** Rows that are worth two threads. */
const manyRows = 200_000;
const threads = 2;
const patience = 5000;

export interface TableRead extends BulkRead {
  readonly names: readonly string[];
  readonly sha256: string;
  readonly firstRow: number;
}

/** Reads a table of an SQLite database in bulk, as one snapshot. Throws Odd for one that must be read with care. */
export async function readTable(
  session: Warehouse,
  file: InputFile,
  input: SqliteInput,
  tables: SinkTables,
): Promise<TableRead> {
  const handle = openSync(file.path, "r");
  try {
    if (!headerOf(handle).subarray(0, 16).equals(Buffer.from("SQLite format 3\0"))) throw new Odd("no database");
    return await readOpen(session, handle, file, input, tables);
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
): Promise<TableRead> {
  const database = new Database(path, {readonly: true, fileMustExist: true, timeout: patience});
  const hashing = streamOf({kind: "hash", handle}, bytes > manyRows * 10);
  try {
    const sqlite = sessionOf(database);
    const plan = planTable(database, sqlite, input, {path, bytes, patience});
    const before = headerOf(handle);
    const hashed = hashing.next();
    hashed.catch(() => {});
    const read = await fill(session, tables, streamsOf(database, plan));
    if (!headerOf(handle).equals(before)) throw new Odd("a database that changed meanwhile");
    await hashed;
    return {...read, names: plan.names, sha256: hashing.seen!.file!.sha256, firstRow: plan.task.ranges[0]?.[0] ?? 1};
  } finally {
    await hashing.close();
    database.close();
  }
}

/** The read transaction that `database` is in keeps writers away, so all connections see the same; only with a write-ahead log it does not. */
function streamsOf(database: Database.Database, {task, rows}: TablePlan): readonly BatchStream[] {
  const isOneSnapshot = database.pragma("journal_mode", {simple: true}) !== "wal";
  if (rows < manyRows || !isOneSnapshot) return [inlineStream(openBatches(database, task))];
  return Array.from({length: threads}, (_, i) => streamOf(everyOther(task, i), true));
}

function everyOther(task: SqliteTask, first: number): SqliteTask {
  return {...task, ranges: task.ranges.filter((_, i) => i % threads === first)};
}

/** The header with the counter of changes. */
function headerOf(handle: number): Buffer {
  const header = Buffer.alloc(100);
  readSync(handle, header, 0, 100, 0);
  return header;
}
