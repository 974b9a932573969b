import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {identifier, text, type Warehouse} from "../store/warehouse.ts";
import {martNames} from "./figures.ts";

export interface Column {
  readonly name: string;
  /** As the engine names it: `DECIMAL(18,4)`. */
  readonly type: string;
}

/** Writes `tables/<mart without prefix>.csv` into `folder`, for every mart. The engine does all of it: no row comes to JavaScript. */
export async function writeTables(warehouse: Warehouse, folder: string): Promise<void> {
  mkdirSync(join(folder, "tables"), {recursive: true});
  for (const mart of await martNames(warehouse)) {
    const columns = await warehouse.rows<Column & object>(
      `select column_name as name, data_type as type from information_schema.columns
       where table_schema = 'main' and table_name = ${text(mart)} order by ordinal_position`,
    );
    await warehouse.run(copyTable(mart, columns, join(folder, "tables", `${mart.replace(/^mart_/, "")}.csv`)));
  }
}

/** SQL that writes `table` as RFC 4180 with a header: money with two decimals, or as many as it has, so that every column adds up; NULL empty, texts that a spreadsheet would calculate disarmed by an apostrophe. */
export function copyTable(table: string, columns: readonly Column[], file: string): string {
  const line = columns.map((column) => `coalesce(${field(column)}, '')`).join(" || ',' || ");
  const header = columns.map(({name}) => quotedName(name)).join(",");
  // The engine ends lines with \n only and quotes by its own rules, so each line is made here and goes out as it is.
  return `copy (select ${line} || chr(13) as ${identifier(`${header}\r`)} from ${identifier(table)} order by ${sortKeys(columns)})
    to ${text(file)} (format csv, header true, quote '', escape '', delimiter '')`;
}

function field({name, type}: Column): string {
  const column = identifier(name);
  if (isMoney({name, type})) return `regexp_replace(cast(cast(${column} as decimal(38, 4)) as varchar), '0{1,2}$', '')`;
  if (type.startsWith("DECIMAL")) return `rtrim(rtrim(cast(${column} as varchar), '0'), '.')`;
  if (/INT|DATE|TIME|BOOLEAN|DOUBLE|FLOAT/.test(type)) return `cast(${column} as varchar)`;
  return quoted(disarmed(`cast(${column} as varchar)`));
}

function isMoney({name, type}: Column): boolean {
  return type.startsWith("DECIMAL") && /(^|_)(revenue|credit|spend)$/.test(name);
}

function disarmed(value: string): string {
  return `case when regexp_matches(${value}, '^[=+@\\t\\r\\n-]') then '''' || ${value} else ${value} end`;
}

function quoted(value: string): string {
  return `case when regexp_matches(${value}, '[",\\r\\n]') then '"' || replace(${value}, '"', '""') || '"' else ${value} end`;
}

function quotedName(name: string): string {
  return /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

/** From left to right, so that the order follows from the rows alone; ids that are numbers in the order of numbers. */
function sortKeys(columns: readonly Column[]): string {
  const keys = columns.map(({name, type}) => {
    const column = identifier(name);
    return type === "VARCHAR" && name.endsWith("_id") ? `try_cast(${column} as bigint), ${column}` : column;
  });
  return keys.join(", ");
}
