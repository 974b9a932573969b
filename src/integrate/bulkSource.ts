import type {CsvInput, JsonInput, SourceConfig} from "../config/config.ts";
import type {Warehouse} from "../store/warehouse.ts";
import {type BulkRead, isOdd} from "./bulk/bulk.ts";
import {readTable} from "./bulk/readTable.ts";
import {readText} from "./bulk/readText.ts";
import type {SinkTables} from "./bulk/sink.ts";
import {uniqueNames} from "./columns.ts";
import type {StoredColumn} from "./encode.ts";
import {type CodedTables, codedInMemory, codedInWarehouse, useIncoming} from "./incoming.ts";
import type {InputFile} from "./reader.ts";
import type {FileReading, SourceReading} from "./reading.ts";
import {refuseChange} from "./stillness.ts";

/** A larger file is written to the warehouse as it is read. */
const manyBytes = 8 << 20;

interface Found extends BulkRead {
  readonly names: readonly string[];
  readonly reading: FileReading;
}

/** Reads a source of one plain, regular file as fast as can be. Nothing for another one, which is to be read with care. */
export async function readInBulk(
  session: Warehouse,
  source: SourceConfig,
  files: readonly InputFile[],
): Promise<SourceReading | undefined> {
  const [file] = files;
  if (files.length !== 1 || file === undefined || source.input.format === "parquet") return undefined;
  const tables = file.bytes > manyBytes ? codedInWarehouse(source.name) : codedInMemory(source.name);
  try {
    if (!tables.isInWarehouse) await useIncoming(session);
    const found = await read(session, source, file, tables);
    return {source, tables, reread: "everything", columns: columnsOf(found, source), files: [found.reading], faults: 0};
  } catch (error) {
    if (isOdd(error)) return undefined;
    throw error;
  }
}

async function read(session: Warehouse, {input}: SourceConfig, file: InputFile, tables: CodedTables): Promise<Found> {
  const own = withinSession(tables);
  if (input.format === "sqlite") {
    const table = await readTable(session, file, input, own);
    const {sha256, firstRow, rows} = table;
    return {...table, reading: {...file, columns: [], sha256, notes: [], firstRow, rows}};
  }
  const text = await readText(session, file, input as CsvInput | JsonInput, own);
  await refuseChange(file);
  const {sha256, notes, rows} = text;
  return {...text, reading: {...file, columns: [], sha256, encoding: "utf-8", notes, firstRow: 1, rows}};
}

/** The tables as a session calls them that uses the place they are in. */
function withinSession({rows, texts}: CodedTables): SinkTables {
  const last = (name: string) => name.split(".").at(-1)!;
  return {rows: last(rows), texts: (position) => last(texts(position))};
}

function columnsOf({names, storages, types}: Found, {input}: SourceConfig): readonly StoredColumn[] {
  const columnNames = uniqueNames(names);
  return names.map((name, i) => {
    const {hasText, hasNumber} = types[i]!;
    const isNumber = input.format === "csv" || hasText ? false : hasNumber || null;
    return {name, columnName: columnNames[i]!, isNumber, storage: storages[i]!};
  });
}
