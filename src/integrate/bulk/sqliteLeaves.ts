import type {SqliteInput} from "../../config/config.ts";
import {text} from "../../store/warehouse.ts";
import {rowidColumn} from "../rowidColumn.ts";
import {firstValue, type Session} from "../sqliteSession.ts";
import {batchRows} from "./column.ts";
import {leafGroups} from "./leafGroups.ts";
import {pageSizeOf} from "./pages.ts";
import type {SqliteTask} from "./sqliteBatches.ts";

/** A database that is open as `handle`, within a read transaction that keeps writers away. */
export interface OpenFile {
  readonly handle: number;
  readonly header: Buffer;
}

interface Found {
  /** About. */
  readonly rows: number;
  readonly ranges: SqliteTask["ranges"];
  readonly leaves: NonNullable<SqliteTask["leaves"]>;
}

/** Where the rows of a table lie in the file, a group of leaves for each range; nothing where SQLite itself reads it as well. */
export function leavesOf(
  session: Session,
  {table}: SqliteInput,
  {handle, header}: OpenFile,
  span: {readonly first: number; readonly last: number},
): Found | undefined {
  const root = firstValue(
    session,
    `select rootpage from sqlite_schema where type = 'table' and name = ${text(table!)} collate nocase`,
  );
  if (typeof root !== "bigint" || root < 1n) return undefined;
  const pageSize = pageSizeOf(header);
  const found = leafGroups(handle, pageSize, Number(root), span, batchRows);
  if (!found) return undefined;
  const {groups, rows} = found;
  const columns = session.rows(`select type from pragma_table_info(${text(table!)})`) as [string][];
  const leaves = {
    handle,
    pageSize,
    usable: pageSize - header[20]!,
    rowidColumn: rowidColumn(session, table!),
    areReal: columns.map(([type]) => isReal(type)),
  };
  return {
    rows,
    ranges: groups.map(({range}) => range),
    leaves: {...leaves, pages: groups.map(({pages}) => pages)},
  };
}

/** SQLite keeps whole numbers of such a column without their point. */
function isReal(type: string): boolean {
  return /real|floa|doub/i.test(type) && !/int|char|clob|text|blob/i.test(type);
}
