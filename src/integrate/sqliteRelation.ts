import type {SqliteInput} from "../config/config.ts";
import {messageOf, type Phrased, phrased} from "../lib/errors.ts";
import {closest} from "../lib/similar.ts";
import {identifier, text} from "../store/warehouse.ts";
import {RelationFault} from "./relationFault.ts";
import {rowidColumn} from "./rowidColumn.ts";
import {cursorPosition, inOrder} from "./sqliteCursor.ts";
import {firstValue, type Session} from "./sqliteSession.ts";

/** Rows with a number: a table as it is, or a temporary copy of what has none (a view, a query, a table without rowid). */
export interface Relation {
  /** As SQL. */
  readonly from: string;
  /** The name by which its row number can be had. */
  readonly rowid: string;
  /** Quoted, in order. */
  readonly columns: readonly string[];
  /** As the source calls them: a query may call two the same. */
  readonly names: readonly string[];
}

const aliases = ["rowid", "_rowid_", "oid"];

/** Where the records are: in a table, each with a number that stays its own, or in what has none. */
export interface Place {
  readonly table?: Relation;
  /** Gives all records. */
  readonly query: string;
}

/** Throws RelationFault for a table that is not there and for a query that fails. With a cursor what has no numbers is in its order. */
export function findRelation(session: Session, input: SqliteInput): Relation {
  const {table, query} = findPlace(session, input);
  return table ?? copied(session, query, input.cursor);
}

/** A number that may change when the database is written anew (see VACUUM) is no one's own, so with a cursor only an INTEGER PRIMARY KEY is. */
export function findPlace(session: Session, {table, query, cursor}: SqliteInput): Place {
  if (query !== undefined) return {query: query.replace(/[\s;]+$/, "")};
  const found = findTable(session, table!);
  const from = `main.${identifier(found.name)}`;
  const all = `select * from ${from}`;
  const names = session.columns(all);
  const rowid = freeAlias(names);
  if (cursor !== undefined) cursorPosition(names, cursor);
  const isOwn = cursor === undefined || rowidColumn(session, found.name) >= 0;
  if (!found.hasRowid || rowid === undefined || !isOwn) return {query: all};
  return {table: {from, rowid, names, columns: names.map(identifier)}, query: all};
}

/** Its columns have no type, so that SQLite changes no value on the way. */
function copied(session: Session, query: string, cursor: string | undefined): Relation {
  try {
    const names = session.columns(query);
    const records = cursor === undefined ? query : inOrder(query, names, cursor);
    const copy = emptyCopy(session, names);
    session.execute(`insert into ${copy.from} ${records}`);
    return copy;
  } catch (error) {
    if (error instanceof RelationFault) throw error;
    throw new RelationFault(phrased`cannot answer the query: ${messageOf(error)}`, {cause: error});
  }
}

/** A temporary table for records of such columns. */
export function emptyCopy(session: Session, names: readonly string[]): Relation {
  const columns = names.map((_, i) => `c${i}`);
  session.execute(`create temp table daybook_records (${columns.join(", ")})`);
  return {from: "temp.daybook_records", rowid: "rowid", names, columns};
}

function freeAlias(columns: readonly string[]): string | undefined {
  const taken = new Set(columns.map((name) => name.toLowerCase()));
  return aliases.find((alias) => !taken.has(alias));
}

function findTable(session: Session, wanted: string): {name: string; hasRowid: boolean} {
  const found = session.rows(
    `select name, type = 'table' and not wr from pragma_table_list where schema = 'main' and name = ${text(wanted)} collate nocase`,
  )[0];
  if (found === undefined) throw new RelationFault(noTable(session, wanted));
  return {name: String(found[0]), hasRowid: found[1] === 1n};
}

function noTable(session: Session, wanted: string): Phrased {
  const list = firstValue(
    session,
    "select json_group_array(name order by name) from pragma_table_list where schema = 'main' and type in ('table', 'view') and name not glob 'sqlite_*'",
  );
  const names = JSON.parse(String(list)) as string[];
  if (names.length === 0) return phrased`has no table ${wanted}: there is none at all`;
  const guess = closest(wanted, names);
  const hint = guess === undefined ? "" : ` (did you mean ${guess}?)`;
  return phrased`has no table ${wanted}${hint}; there ${names.length === 1 ? "is only" : "are"} ${names.join(", ")}`;
}
