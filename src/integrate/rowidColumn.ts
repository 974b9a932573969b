import {text} from "../store/warehouse.ts";
import {firstValue, type Session} from "./sqliteSession.ts";

/** The position of the one column that is declared as an INTEGER PRIMARY KEY and has no index for that: it is the number of the row. -1 where there is none. */
export function rowidColumn(session: Session, table: string): number {
  const columns = session.rows(`select type, pk from pragma_table_info(${text(table)})`) as [string, bigint][];
  const keys = columns.filter(([, pk]) => pk > 0n);
  if (keys.length !== 1 || keys[0]![0].toUpperCase() !== "INTEGER") return -1;
  const indexes = firstValue(session, `select count(*) from pragma_index_list(${text(table)}) where origin = 'pk'`);
  return indexes === 0n ? columns.indexOf(keys[0]!) : -1;
}
