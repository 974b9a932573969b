import type Database from "better-sqlite3";
import type {SqliteInput} from "../../config/config.ts";
import {type CursorMark, markOf} from "../cursorMark.ts";
import type {Reread} from "../delta.ts";
import {cursorIn, inOrder} from "../sqliteCursor.ts";
import {emptyCopy, findPlace, type Place, type Relation} from "../sqliteRelation.ts";
import {firstValue, type Session} from "../sqliteSession.ts";
import type {BatchPlan, ColumnTypes} from "./batch.ts";
import {NotInPart} from "./odd.ts";
import {spanOf, type TablePlan, walk} from "./sqliteTask.ts";

/** What was read of a table up to a mark. */
export interface KnownRecords {
  readonly mark: CursorMark;
  readonly types: readonly ColumnTypes[];
  readonly storages: BatchPlan["storages"];
}

export interface SincePlan extends TablePlan {
  /** Which records it tells of: those that came, where each has a number of its own; otherwise all from one on. */
  readonly reread: Exclude<Reread, "everything">;
  readonly mark: CursorMark;
}

/** How the records from a mark on are read: those that have come, and those with the same cursor as the last. Throws NotInPart where others are not as they were. */
export function planSince(
  database: Database.Database,
  session: Session,
  input: SqliteInput & {readonly cursor: string},
  {mark, types, storages}: KnownRecords,
): SincePlan {
  // A text that goes may leave nothing but numbers, which only all records tell.
  if (types.some(({hasText, hasNumber}) => hasText && hasNumber)) throw new NotInPart("a column of texts and numbers");
  const place = findPlace(session, input);
  const names = place.table?.names ?? session.columns(place.query);
  checkEarlier(session, place, cursorIn(names, input.cursor), mark);
  const copy = emptyCopy(session, names);
  session.execute(copySince(place, copy, input.cursor, mark));
  const task = {kind: "sqlite", path: input.path, ...copy, isDense: false, patience: 0} as const;
  const plan = {storages, mostTexts: Number.POSITIVE_INFINITY};
  const ranges = walk(database, copy, spanOf(session, copy));
  const {below} = mark;
  return {
    task: {...task, ranges, plan},
    names,
    rows: 0,
    firstRow: place.table ? firstNumber(session, place.table) : 1,
    mark: laterMark(session, copy, input.cursor, mark),
    reread: below === undefined ? "what came" : [[below + 1, Number.MAX_SAFE_INTEGER]],
  };
}

/** Records that have no numbers are counted: one that was edited has another cursor now, and one that was deleted is missing. */
function checkEarlier(session: Session, {query}: Place, cursor: string, {value, below}: CursorMark): void {
  const count = (condition: string) =>
    Number(firstValue(session, `select count(*) from (\n${query}\n) where ${cursor} ${condition}`));
  if (below !== undefined && count(`< ${value}`) !== below) throw new NotInPart("earlier records that are others");
  if (count("is null") > 0) throw new NotInPart("a record without a cursor");
}

/** Numbers go on behind those of a row that stands for all that were before, for as long as it takes. */
function copySince({table, query}: Place, {from, names, columns}: Relation, cursor: string, mark: CursorMark): string {
  const since = `${cursorIn(names, cursor)} >= ${mark.value}`;
  if (table) {
    const into = ["rowid", ...columns].join(", ");
    return `insert into ${from} (${into}) select ${[table.rowid, ...table.columns].join(", ")} from ${table.from} where ${since}`;
  }
  return `insert into ${from} (rowid) values (${mark.below!});
    insert into ${from} (${columns.join(", ")}) ${inOrder(query, names, cursor, since)};
    delete from ${from} where rowid = ${mark.below!}`;
}

function firstNumber(session: Session, {from, rowid}: Relation): number {
  return Number(firstValue(session, `select coalesce(min(${rowid}), 1) from ${from}`));
}

/** Of an empty copy the same. */
function laterMark(session: Session, copy: Relation, cursor: string, {value, below}: CursorMark): CursorMark {
  const later = markOf(session, copy, cursor);
  if (later === undefined) return {value, ...(below !== undefined && {below})};
  return below === undefined ? {value: later.value} : {value: later.value, below: below + later.below!};
}
