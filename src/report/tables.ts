import {mkdirSync} from "node:fs";
import {join} from "node:path";
import type {ReportTable} from "../config/config.ts";
import {identifier, text, type Warehouse} from "../store/warehouse.ts";
import {asWritten} from "./asWritten.ts";
import {type Column, copyOf, field, header} from "./csvLine.ts";
import {keyColumns, martNames} from "./figures.ts";
import type {Sum} from "./orders/assembly.ts";
import {writeOrders} from "./orders/orders.ts";

/** Those with a line for every sale come first, so that they are summed up while the others are written. */
const large = ["orders", "attribution"];

/** Writes `tables/<mart without prefix>.csv` into `folder`, for every mart or those asked for, and says of each when it is there, with its sum where that is known. Their place is going to be `destination`. The engine does all of it: no row comes to JavaScript. */
export async function writeTables(
  warehouse: Warehouse,
  folder: string,
  asked?: readonly ReportTable[],
  written?: (file: string, sum?: Sum) => void,
  destination = folder,
): Promise<void> {
  mkdirSync(join(folder, "tables"), {recursive: true});
  const nameOf = (mart: string) => mart.replace(/^mart_/, "");
  const marts = (await martNames(warehouse)).filter((mart) => asked?.some((table) => table === nameOf(mart)) ?? true);
  const columnsOf = await readColumns(warehouse, marts);
  const isLarge = (mart: string) => Number(large.includes(nameOf(mart)));
  for (const mart of [...marts].sort((a, b) => isLarge(b) - isLarge(a))) {
    const name = nameOf(mart);
    const columns = columnsOf.get(mart) ?? [];
    const part = `tables/${name}.csv`;
    const file = join(folder, part);
    const isByRow = name === "orders" && columns.some((column) => column.name === "row");
    const sum = isByRow
      ? await writeOrders(warehouse, mart, columns, file, join(destination, part))
      : await asWritten(warehouse, () => warehouse.run(copyTable(mart, columns, file)));
    written?.(part, sum ?? undefined);
  }
}

async function readColumns(warehouse: Warehouse, tables: readonly string[]): Promise<ReadonlyMap<string, Column[]>> {
  const found = await warehouse.rows<Column & {readonly table: string}>(
    `select table_name as "table", column_name as name, data_type as type from information_schema.columns
     where table_schema = 'main' and table_name in (${["", ...tables].map(text).join(", ")}) order by ordinal_position`,
  );
  return new Map(tables.map((name) => [name, found.filter(({table}) => table === name)]));
}

/** SQL that writes `table` as RFC 4180 with a header: money with two decimals, or as many as it has, so that every column adds up; NULL empty, texts that a spreadsheet would calculate disarmed by an apostrophe. */
export function copyTable(table: string, columns: readonly Column[], file: string): string {
  const line = columns.map(field).join(", ',', ");
  return copyOf(
    `select concat(${line}, chr(13)) as ${header(columns)} from ${identifier(table)} order by ${sortKeys(columns.slice(0, keyColumns[table]))}`,
    file,
  );
}

/** From left to right, so that the order follows from the rows alone; ids that are numbers in the order of numbers. */
function sortKeys(columns: readonly Column[]): string {
  const keys = columns.map(({name, type}) => {
    const column = identifier(name);
    return type === "VARCHAR" && name.endsWith("_id") ? `try_cast(${column} as bigint), ${column}` : column;
  });
  return keys.join(", ");
}
