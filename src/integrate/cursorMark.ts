import {cursorPosition} from "./sqliteCursor.ts";
import type {Relation} from "./sqliteRelation.ts";
import type {Session} from "./sqliteSession.ts";

/** How far the records are known. */
export interface CursorMark {
  /** The greatest value, as SQL. */
  readonly value: string;
  /** How many records have a smaller one, where they have no numbers of their own. */
  readonly below?: number;
}

/** How far the records of a relation go, all of which were read. Nothing where there are none, or one without a cursor, which could come at any time. */
export function markOf(session: Session, relation: Relation, cursor: string): CursorMark | undefined {
  const column = relation.columns[cursorPosition(relation.names, cursor)]!;
  const {from, rowid} = relation;
  const isNumbered = from.startsWith("main.");
  const greatest = isNumbered
    ? `select max(${column}) as value from ${from}`
    : `select ${column} as value from ${from} order by ${rowid} desc limit 1`;
  const [value, rows, known, below] = session.rows(
    `select quote(value), count(*), count(${column}), count(*) filter (where ${column} is not value)
     from ${from}, (${greatest})`,
  )[0] as [string, bigint, bigint, bigint];
  if (known === 0n || known < rows) return undefined;
  return isNumbered ? {value} : {value, below: Number(below)};
}
