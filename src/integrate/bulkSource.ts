import type {CsvInput, JsonInput, SourceConfig} from "../config/config.ts";
import type {Warehouse} from "../store/warehouse.ts";
import {type BulkRead, isOdd} from "./bulk/bulk.ts";
import {NotInPart} from "./bulk/odd.ts";
import {type KnownTable, readTable} from "./bulk/readTable.ts";
import {type KnownText, readText} from "./bulk/readText.ts";
import type {SinkTables} from "./bulk/sink.ts";
import {uniqueNames} from "./columns.ts";
import type {Reread} from "./delta.ts";
import type {StoredColumn} from "./encode.ts";
import {type CodedTables, codedInMemory, codedInWarehouse, useIncoming} from "./incoming.ts";
import type {KnownSource} from "./known.ts";
import {knownTableOf, knownTextOf, type Look} from "./look.ts";
import type {InputFile} from "./reader.ts";
import type {FileReading, SourceReading} from "./reading.ts";
import {refuseChange} from "./stillness.ts";

/** A larger file is written to the warehouse as it is read. */
const manyBytes = 8 << 20;

interface Found extends BulkRead {
  readonly names: readonly string[];
  readonly reading: FileReading;
  readonly reread: Reread;
  readonly look?: Look;
}

/** Reads a source of one plain, regular file as fast as can be. Nothing for another one, which is to be read with care. */
export async function readInBulk(
  session: Warehouse,
  source: SourceConfig,
  files: readonly InputFile[],
  known: KnownSource | undefined,
): Promise<SourceReading | undefined> {
  const [file] = files;
  const isPlain = source.input.format !== "parquet" && source.input.format !== "files";
  if (files.length !== 1 || file === undefined || !isPlain) return undefined;
  const tables = file.bytes > manyBytes ? codedInWarehouse(source.name) : codedInMemory(source.name);
  const before = known && (await knownPart(session, source, known));
  try {
    if (!tables.isInWarehouse) await useIncoming(session);
    const found = await readPart(session, source, file, tables, before);
    const {reading, reread, look} = found;
    return {
      source,
      tables,
      reread,
      ...(look && {look}),
      columns: columnsOf(found, source),
      files: [reading],
      faults: 0,
    };
  } catch (error) {
    if (isOdd(error)) return undefined;
    throw error;
  }
}

/** What was read before, where it need not all be read again. */
interface KnownPart {
  readonly table?: KnownTable;
  readonly text?: KnownText;
}

async function knownPart(session: Warehouse, source: SourceConfig, known: KnownSource): Promise<KnownPart> {
  const isTable = source.input.format === "sqlite";
  const table = isTable ? await knownTableOf(session, source.name, known) : undefined;
  const text = isTable ? undefined : knownTextOf(known);
  return {...(table && {table}), ...(text && {text})};
}

/** A part of what is known, where that tells all. */
async function readPart(
  session: Warehouse,
  source: SourceConfig,
  file: InputFile,
  tables: CodedTables,
  known: KnownPart | undefined,
): Promise<Found> {
  try {
    return await read(session, source, file, tables, known);
  } catch (error) {
    if (!(error instanceof NotInPart)) throw error;
    await session.run(`drop table if exists ${tables.rows}`);
    for (const position of (known?.table ?? known?.text)!.storages.keys())
      await session.run(`drop table if exists ${tables.texts(position + 1)}`);
    return read(session, source, file, tables, undefined);
  }
}

async function read(
  session: Warehouse,
  {input}: SourceConfig,
  file: InputFile,
  tables: CodedTables,
  known: KnownPart | undefined,
): Promise<Found> {
  const own = withinSession(tables);
  if (input.format === "sqlite") {
    const table = await readTable(session, file, input, own, known?.table);
    const {sha256, firstRow, rows, shape, types, blocks, mark} = table;
    const reading = {...file, columns: [], sha256, notes: [], firstRow, rows};
    const look = input.cursor === undefined ? {shape, types, blocks} : {types, ...(mark && {mark})};
    return {...table, reading, look};
  }
  const text = await readText(session, file, input as CsvInput | JsonInput, own, known?.text);
  await refuseChange(file);
  const {sha256, notes, rows} = text;
  const reading = {...file, columns: [], sha256, encoding: "utf-8" as const, notes, firstRow: 1, rows};
  const {types, ranges} = text;
  const behind = text.file!.prefix;
  return {...text, reading, reread: ranges ?? "everything", look: {types, ...(behind && {behind})}};
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
