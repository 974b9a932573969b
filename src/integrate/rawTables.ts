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

/** A table or view there is. */
export interface Relation {
  readonly name: string;
  readonly isView: boolean;
}

export function relationsOf(warehouse: Warehouse): Promise<readonly Relation[]> {
  return warehouse.rows<{name: string; isView: boolean}>(
    `select table_name as name, table_type = 'VIEW' as "isView" from information_schema.tables where table_catalog = current_catalog()`,
  );
}

/** SQL that removes what `relations` has of a source. Earlier versions had a table where there is a view now. */
export function dropSource(relations: readonly Relation[], source: string): string {
  const own = new RegExp(`^(?:raw|rows|fresh|gone)_${source}$|^texts_${source}_\\d+$`);
  return relations
    .filter(({name}) => own.test(name))
    .map(({name, isView}) => `drop ${isView ? "view" : "table"} ${name};`)
    .join(" ");
}

/** SQL that forgets the files, columns and faults of a source. */
export function forgetDescription(source: string): string {
  const tables = ["raw_files", "raw_columns", "raw_faults"];
  return tables.map((table) => `delete from ${table} where source = ${text(source)}`).join("; ");
}

/** SQL that puts what was read in the place of what there was, which is gone. */
export function takeWhole({source, columns, tables}: SourceReading): string {
  const texts = columns.flatMap(({storage}, i) =>
    storage === "coded" ? move(tables.texts(i + 1), `texts_${source.name}_${i + 1}`, tables.isInWarehouse) : [],
  );
  const rows = move(tables.rows, `rows_${source.name}`, tables.isInWarehouse);
  return [rows, ...texts, rawView(source.name, columns)].join("; ");
}

function move(from: string, to: string, isInWarehouse: boolean): string {
  return isInWarehouse ? `alter table ${from} rename to ${to}` : `create table ${to} as select * from ${from}`;
}

/** SQL that writes anew what describes one source: its files, columns and the records set aside. */
export function describeSource({source, columns, files: read, faults}: SourceReading, rows: number): string {
  const name = text(source.name);
  // Of one file perhaps only a part was read.
  const files = read.length === 1 ? [{...read[0]!, rows}] : read;
  const fileRows = files.map((file, i) => `(${name}, ${i + 1}, ${fileValues(file, source.input.format)})`);
  const columnRows = columns.map((column, i) => `(${name}, ${i + 1}, ${columnValues(column)})`);
  const aside = `; insert into raw_faults select ${name}, * from ${incomingFaults(source.name)} order by "row"`;
  return `${forgetDescription(source.name)}${insert("raw_files", fileRows)}${insert("raw_columns", columnRows)}${faults > 0 ? aside : ""}`;
}

function insert(table: string, rows: readonly string[]): string {
  return rows.length === 0 ? "" : `; insert into ${table} values ${rows.join(", ")}`;
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
