import {catalog} from "../config/catalog.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import type {StoredColumn} from "./encode.ts";
import {incomingFaults} from "./incoming.ts";
import {rawView} from "./rawView.ts";
import type {FileReading, SourceReading} from "./reading.ts";

/** Puts what was read in the place of the raw tables, all at once. Sources that were not read have none afterwards. */
export async function publish(warehouse: Warehouse, readings: readonly SourceReading[]): Promise<void> {
  await warehouse.transaction(async () => {
    for (const {name} of catalog) await dropSource(warehouse, name);
    await warehouse.run(emptyTables);
    for (const reading of readings) await publishSource(warehouse, reading);
  });
}

const emptyTables = `
  create or replace table raw_files (source varchar, file_no integer, path varchar, format varchar, encoding varchar,
    bytes bigint, modified_at varchar, sha256 varchar, first_row bigint, "rows" bigint);
  create or replace table raw_columns (source varchar, position integer, name varchar, column_name varchar, is_number boolean, storage varchar);
  create or replace table raw_faults (source varchar, "row" bigint, path varchar, line bigint, record varchar, reason varchar)`;

/** Earlier versions had a table where there is a view now. */
async function dropSource(warehouse: Warehouse, source: string): Promise<void> {
  const dictionary = new RegExp(`^texts_${source}_\\d+$`);
  const relations = await warehouse.rows<{name: string; isView: boolean}>(
    `select table_name as name, table_type = 'VIEW' as "isView" from information_schema.tables where table_catalog = current_catalog()`,
  );
  for (const {name, isView} of relations)
    if (name === `raw_${source}` || name === `rows_${source}` || dictionary.test(name))
      await warehouse.run(`drop ${isView ? "view" : "table"} ${name}`);
}

async function publishSource(warehouse: Warehouse, reading: SourceReading): Promise<void> {
  const {source, columns, files, tables} = reading;
  const name = text(source.name);
  await move(warehouse, tables.rows, `rows_${source.name}`, tables.isInWarehouse);
  for (const [i, {storage}] of columns.entries())
    if (storage === "coded")
      await move(warehouse, tables.texts(i + 1), `texts_${source.name}_${i + 1}`, tables.isInWarehouse);
  await warehouse.run(rawView(source.name, columns));
  await warehouse.run(`insert into raw_faults select ${name}, * from ${incomingFaults(source.name)} order by "row"`);
  for (const [i, file] of files.entries())
    await warehouse.run(`insert into raw_files values (${name}, ${i + 1}, ${fileValues(file, source.input.format)})`);
  for (const [i, column] of columns.entries())
    await warehouse.run(`insert into raw_columns values (${name}, ${i + 1}, ${columnValues(column)})`);
}

async function move(warehouse: Warehouse, from: string, to: string, isInWarehouse: boolean): Promise<void> {
  await warehouse.run(
    isInWarehouse ? `alter table ${from} rename to ${to}` : `create table ${to} as select * from ${from}`,
  );
}

function columnValues({name, columnName, isNumber, storage}: StoredColumn): string {
  return [text(name), text(columnName), isNumber === true, text(storage)].join(", ");
}

function fileValues(file: FileReading, format: string): string {
  const encoding = file.encoding === undefined ? "null" : text(file.encoding);
  const texts = [text(file.path), text(format), encoding, file.bytes, text(file.modifiedAt), text(file.sha256)];
  return [...texts, file.firstRow, file.rows].join(", ");
}
