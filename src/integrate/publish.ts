import {catalog} from "../config/catalog.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import {incomingFaults, incomingTable} from "./incoming.ts";
import type {FileReading, SourceReading} from "./source.ts";

/** Puts what was read in the place of the raw tables, all at once. Sources that were not read have none afterwards. */
export async function publish(warehouse: Warehouse, readings: readonly SourceReading[]): Promise<void> {
  await warehouse.transaction(async () => {
    for (const {name} of catalog) await warehouse.run(`drop table if exists raw_${name}`);
    await warehouse.run(emptyTables);
    for (const reading of readings) await publishSource(warehouse, reading);
  });
}

const emptyTables = `
  create or replace table raw_files (source varchar, file_no integer, path varchar, format varchar, encoding varchar,
    bytes bigint, modified_at varchar, sha256 varchar, first_row bigint, "rows" bigint);
  create or replace table raw_columns (source varchar, position integer, name varchar, column_name varchar, is_number boolean);
  create or replace table raw_faults (source varchar, "row" bigint, path varchar, line bigint, record varchar, reason varchar)`;

async function publishSource(warehouse: Warehouse, {source, columns, files}: SourceReading): Promise<void> {
  const name = text(source.name);
  await warehouse.run(`
    alter table ${incomingTable(source.name)} rename to raw_${source.name};
    insert into raw_faults select ${name}, * from ${incomingFaults(source.name)} order by "row"`);
  for (const [i, file] of files.entries())
    await warehouse.run(`insert into raw_files values (${name}, ${i + 1}, ${fileValues(file, source.input.format)})`);
  for (const [i, column] of columns.entries())
    await warehouse.run(
      `insert into raw_columns values (${name}, ${i + 1}, ${text(column.name)}, ${text(column.columnName)}, ${column.isNumber === true})`,
    );
}

function fileValues(file: FileReading, format: string): string {
  const encoding = file.encoding === undefined ? "null" : text(file.encoding);
  const texts = [text(file.path), text(format), encoding, file.bytes, text(file.modifiedAt), text(file.sha256)];
  return [...texts, file.firstRow, file.rows].join(", ");
}
