import type Database from "better-sqlite3";
import type {SqliteInput} from "../../config/config.ts";
import {type CursorMark, markOf} from "../cursorMark.ts";
import {findRelation, type Relation} from "../sqliteRelation.ts";
import {firstValue, type Session} from "../sqliteSession.ts";
import type {BatchPlan} from "./batch.ts";
import {batchRows} from "./column.ts";
import {Odd} from "./odd.ts";
import {judgeTable, type SqliteTask} from "./sqliteBatches.ts";
import {leavesOf, type OpenFile} from "./sqliteLeaves.ts";

/** A function takes so many values at least, and one crossing so many bytes at most. */
const mostColumns = 100;
const mostRowBytes = 2000;
const mostNumber = 2n ** 52n;

/** What is to be read of a table, where that is not all. */
export interface TablePart {
  readonly ranges: readonly (readonly [number, number])[];
  readonly plan: BatchPlan;
}

export interface TablePlan {
  readonly task: SqliteTask;
  readonly firstRow: number;
  /** How many, where other threads may read them; 0 for a temporary copy, which only this one has, and for a part. */
  readonly rows: number;
  /** As the source calls them. */
  readonly names: readonly string[];
  /** With a cursor: how far the records go. */
  readonly mark?: CursorMark;
}

/** The database's file; `file` where its pages are what SQLite has, and stay so. */
export interface TableFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds to wait for a writer. */
  readonly patience: number;
  readonly file?: OpenFile;
}

interface Span {
  readonly first: number;
  readonly last: number;
}

/** How a table is read in bulk. Throws Odd for one that cannot be. */
export function planTable(
  database: Database.Database,
  session: Session,
  input: SqliteInput,
  {path, bytes, patience, file}: TableFile,
  part?: TablePart,
): TablePlan {
  if (input.query !== undefined && input.cursor === undefined) throw new Odd("a query");
  if (firstValue(session, "pragma encoding") !== "UTF-8") throw new Odd("texts in UTF-16");
  const relation = findRelation(session, input);
  checkRelation(session, relation, input);
  const isTable = relation.from.startsWith("main.");
  const {from, rowid, columns, names} = relation;
  const common = {kind: "sqlite", path, from, rowid, columns, patience} as const;
  const span = spanOf(session, relation);
  const firstRow = span.first;
  if (part) {
    const ranges = part.ranges.flatMap(([first, last]) => walk(database, relation, {first, last}));
    return {task: {...common, ranges, isDense: false, plan: part.plan}, rows: 0, firstRow, names};
  }
  const found = isTable && file && span.last >= span.first ? leavesOf(session, input, file, span) : undefined;
  const rows = found?.rows ?? countOf(session, relation);
  const size = isTable ? bytes : copyBytes(session);
  if (size > mostRowBytes * Math.max(rows, 100)) throw new Odd("long rows");
  // Not known of leaves, as their rows are not counted.
  const isDense = !found && span.last - span.first + 1 === rows;
  const ranges = found?.ranges ?? (isDense ? steps(span) : walk(database, relation, span));
  const leaves = found && {leaves: found.leaves};
  const task: SqliteTask = {...common, ranges, isDense, plan: {storages: [], mostTexts: 0}, ...leaves};
  const plan = judgeTable(database, task, rows);
  const mark = input.cursor === undefined ? undefined : markOf(session, relation, input.cursor);
  return {task: {...task, plan}, rows: isTable ? rows : 0, firstRow, names, ...(mark && {mark})};
}

function checkRelation(session: Session, {from, columns}: Relation, {table, cursor}: SqliteInput): void {
  if (columns.length === 0 || columns.length > mostColumns) throw new Odd("many columns");
  if (!from.startsWith("main.")) {
    if (cursor === undefined) throw new Odd("rows without a number");
    return;
  }
  const name = `'${table!.replaceAll("'", "''")}'`;
  // What is computed as it is read may be JSON of its own.
  if (firstValue(session, `select count(*) from pragma_table_xinfo(${name}) where hidden > 1`) !== 0n)
    throw new Odd("computed columns");
}

/** Nothing lies between 1 and 0. */
export function spanOf(session: Session, {from, rowid}: Relation): Span {
  const [first, last] = session.rows(
    `select (select min(${rowid}) from ${from}), (select max(${rowid}) from ${from})`,
  )[0] as [bigint | null, bigint | null];
  if (first === null || last === null) return {first: 1, last: 0};
  if (first < -mostNumber || last > mostNumber) throw new Odd("large rowids");
  return {first: Number(first), last: Number(last)};
}

/** It takes a look at every page. */
function countOf(session: Session, {from}: Relation): number {
  return Number(firstValue(session, `select count(*) from ${from}`));
}

/** Of the temporary copy. */
function copyBytes(session: Session): number {
  const [pages, size] = ["page_count", "page_size"].map((name) => Number(firstValue(session, `pragma temp.${name}`)));
  return pages! * size!;
}

function steps({first, last}: Span): [number, number][] {
  const count = Math.ceil((last - first + 1) / batchRows);
  return Array.from({length: count}, (_, i) => [
    first + i * batchRows,
    Math.min(last, first + (i + 1) * batchRows - 1),
  ]);
}

/** Ranges of so many rows each, where numbers are missing. */
export function walk(database: Database.Database, {from, rowid}: Relation, {first, last}: Span): [number, number][] {
  const end = database
    .prepare<[number, number], number>(
      `select ${rowid} from ${from} not indexed where ${rowid} between ? and ? order by ${rowid} limit 1 offset ${batchRows - 1}`,
    )
    .pluck();
  const ranges: [number, number][] = [];
  for (let start = first; start <= last; start = ranges.at(-1)![1] + 1)
    ranges.push([start, end.get(start, last) ?? last]);
  return ranges;
}
