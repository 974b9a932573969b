import type {SqliteInput} from "../config/config.ts";
import {messageOf, type Phrased, phrased} from "../lib/errors.ts";
import {closest} from "../lib/similar.ts";
import {identifier, text} from "../store/warehouse.ts";
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

/** What the config asks for and the database does not have. */
export class RelationFault extends Error {
  constructor(
    readonly problem: Phrased,
    options?: ErrorOptions,
  ) {
    super(problem.text, options);
  }
}

const aliases = ["rowid", "_rowid_", "oid"];

/** Throws RelationFault for a table that is not there and for a query that fails. */
export function findRelation(session: Session, {table, query}: SqliteInput): Relation {
  if (query !== undefined) return copied(session, query);
  const found = findTable(session, table!);
  const from = `main.${identifier(found.name)}`;
  const names = session.columns(`select * from ${from}`);
  const rowid = freeAlias(names);
  if (!found.hasRowid || rowid === undefined) return copied(session, `select * from ${from}`);
  return {from, rowid, names, columns: names.map(identifier)};
}

/** Its columns have no type, so that SQLite changes no value on the way. */
function copied(session: Session, query: string): Relation {
  try {
    const names = session.columns(query);
    const columns = names.map((_, i) => `c${i}`);
    session.execute(`create temp table daybook_records (${columns.join(", ")}); insert into daybook_records ${query}`);
    return {from: "temp.daybook_records", rowid: "rowid", names, columns};
  } catch (error) {
    throw new RelationFault(phrased`cannot answer the query: ${messageOf(error)}`, {cause: error});
  }
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
