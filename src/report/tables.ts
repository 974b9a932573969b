import {mkdirSync} from "node:fs";
import {join} from "node:path";
import type {ReportTable} from "../config/config.ts";
import {identifier, text, type Warehouse} from "../store/warehouse.ts";
import {type Column, copyOf, field, header} from "./csvLine.ts";
import {martNames} from "./figures.ts";
import {copyOrders} from "./orderLines.ts";

/** Writes `tables/<mart without prefix>.csv` into `folder`, for every mart or those asked for. The engine does all of it: no row comes to JavaScript. */
export async function writeTables(warehouse: Warehouse, folder: string, asked?: readonly ReportTable[]): Promise<void> {
  mkdirSync(join(folder, "tables"), {recursive: true});
  for (const mart of await martNames(warehouse)) {
    const name = mart.replace(/^mart_/, "");
    if (asked && !asked.some((table) => table === name)) continue;
    const columns = await columnsOf(warehouse, mart);
    const file = join(folder, "tables", `${name}.csv`);
    const isByRow = name === "orders" && columns.some((column) => column.name === "row");
    if (isByRow) await copyOrders(warehouse, mart, columns, file);
    else await warehouse.run(copyTable(mart, columns, file));
  }
}

async function columnsOf(warehouse: Warehouse, table: string): Promise<Column[]> {
  return warehouse.rows<Column & object>(
    `select column_name as name, data_type as type from information_schema.columns
     where table_schema = 'main' and table_name = ${text(table)} order by ordinal_position`,
  );
}

/** SQL that writes `table` as RFC 4180 with a header: money with two decimals, or as many as it has, so that every column adds up; NULL empty, texts that a spreadsheet would calculate disarmed by an apostrophe. */
export function copyTable(table: string, columns: readonly Column[], file: string): string {
  const line = columns.map(field).join(", ',', ");
  return copyOf(
    `select concat(${line}, chr(13)) as ${header(columns)} from ${identifier(table)} order by ${sortKeys(columns)}`,
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
