import {text, type Warehouse} from "../store/warehouse.ts";
import type {Column} from "./csvLine.ts";

/** The columns of each of `tables`, as they stand in it; none of one that is not there. */
export async function readColumns(
  warehouse: Warehouse,
  tables: readonly string[],
): Promise<ReadonlyMap<string, Column[]>> {
  const found = await warehouse.rows<Column & {readonly table: string}>(
    `select table_name as "table", column_name as name, data_type as type from information_schema.columns
     where table_schema = 'main' and table_name in (${["", ...tables].map(text).join(", ")}) order by ordinal_position`,
  );
  return new Map(tables.map((name) => [name, found.filter(({table}) => table === name)]));
}
