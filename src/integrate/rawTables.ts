import {text, type Warehouse} from "../store/warehouse.ts";
import type {StoredColumn} from "./encode.ts";
import {incomingFaults} from "./incoming.ts";
import {rawView} from "./rawView.ts";
import type {FileReading, SourceReading} from "./reading.ts";

/** The tables that describe all sources. Those of an earlier version may lack a column. */
export async function createRawTables(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create table if not exists raw_files (source varchar, file_no integer, path varchar, format varchar, encoding varchar,
      bytes bigint, modified_at varchar, sha256 varchar, first_row bigint, "rows" bigint);
    create table if not exists raw_columns (source varchar, position integer, name varchar, column_name varchar, is_number boolean, storage varchar);
    alter table raw_columns add column if not exists storage varchar;
    create table if not exists raw_faults (source varchar, "row" bigint, path varchar, line bigint, record varchar, reason varchar)`);
}

/** Earlier versions had a table where there is a view now. */
export async function dropSource(warehouse: Warehouse, source: string): Promise<void> {
  const own = new RegExp(`^(?:raw|rows|fresh|gone)_${source}$|^texts_${source}_\\d+$`);
  const relations = await warehouse.rows<{name: string; isView: boolean}>(
    `select table_name as name, table_type = 'VIEW' as "isView" from information_schema.tables where table_catalog = current_catalog()`,
  );
  for (const {name, isView} of relations)
    if (own.test(name)) await warehouse.run(`drop ${isView ? "view" : "table"} ${name}`);
  for (const table of ["raw_files", "raw_columns", "raw_faults"])
    await warehouse.run(`delete from ${table} where source = ${text(source)}`);
}

/** Puts what was read in the place of what there was, which is gone. */
export async function takeWhole(warehouse: Warehouse, {source, columns, tables}: SourceReading): Promise<void> {
  await move(warehouse, tables.rows, `rows_${source.name}`, tables.isInWarehouse);
  for (const [i, {storage}] of columns.entries())
    if (storage === "coded")
      await move(warehouse, tables.texts(i + 1), `texts_${source.name}_${i + 1}`, tables.isInWarehouse);
  await warehouse.run(rawView(source.name, columns));
}

async function move(warehouse: Warehouse, from: string, to: string, isInWarehouse: boolean): Promise<void> {
  await warehouse.run(
    isInWarehouse ? `alter table ${from} rename to ${to}` : `create table ${to} as select * from ${from}`,
  );
}

/** Writes anew what describes one source: its files, columns and the records set aside. */
export async function describeSource(
  warehouse: Warehouse,
  {source, columns, files: read}: SourceReading,
  rows: number,
): Promise<void> {
  const name = text(source.name);
  // Of one file perhaps only a part was read.
  const files = read.length === 1 ? [{...read[0]!, rows}] : read;
  const fileRows = files.map((file, i) => `(${name}, ${i + 1}, ${fileValues(file, source.input.format)})`);
  const columnRows = columns.map((column, i) => `(${name}, ${i + 1}, ${columnValues(column)})`);
  await rewrite(warehouse, name, "raw_files", fileRows);
  await rewrite(warehouse, name, "raw_columns", columnRows);
  await warehouse.run(`delete from raw_faults where source = ${name};
    insert into raw_faults select ${name}, * from ${incomingFaults(source.name)} order by "row"`);
}

async function rewrite(warehouse: Warehouse, source: string, table: string, rows: readonly string[]): Promise<void> {
  const insert = rows.length === 0 ? "" : `; insert into ${table} values ${rows.join(", ")}`;
  await warehouse.run(`delete from ${table} where source = ${source}${insert}`);
}

export async function rowCount(warehouse: Warehouse, table: string): Promise<number> {
  return (await warehouse.row<{rows: number}>(`select count(*) as "rows" from ${table}`)).rows;
}

function columnValues({name, columnName, isNumber, storage}: StoredColumn): string {
  return [text(name), text(columnName), isNumber === true, text(storage)].join(", ");
}

function fileValues(file: FileReading, format: string): string {
  const encoding = file.encoding === undefined ? "null" : text(file.encoding);
  const texts = [text(file.path), text(format), encoding, file.bytes, text(file.modifiedAt), text(file.sha256)];
  return [...texts, file.firstRow, file.rows].join(", ");
}
