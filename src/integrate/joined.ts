import type {FilesInput, SourceConfig} from "../config/config.ts";
import {messageOf, phrased, SourceError} from "../lib/errors.ts";
import {identifier, text} from "../store/warehouse.ts";
import {isNumeric, uniqueNames} from "./columns.ts";
import {readCsv} from "./csv.ts";
import {encode} from "./encode.ts";
import {findFiles} from "./files.ts";
import {codedInMemory, incomingFaults, incomingTable} from "./incoming.ts";
import {readJson} from "./json.ts";
import {readParquet} from "./parquet.ts";
import type {Column, Contents, InputFile, Target} from "./reader.ts";
import type {FileReading, SourceReading} from "./reading.ts";
import {refuseChange} from "./stillness.ts";

// Several files that a query brings together: each is read with the care of its format, then the query makes the records.

/** The files of such a source, in the order of the config. */
export async function findJoined(
  {warehouse}: Pick<Target, "warehouse">,
  {files}: FilesInput,
): Promise<readonly InputFile[]> {
  const found: InputFile[] = [];
  for (const path of Object.values(files)) found.push(...(await findFiles(warehouse, path)));
  return found;
}

/** Reads the files and puts what the query makes of them in place of the source's records. Throws SourceError for a file or a query that cannot be used. */
export async function readJoined(source: SourceConfig, input: FilesInput, target: Target): Promise<SourceReading> {
  const {warehouse} = target;
  const readings: FileReading[] = [];
  for (const [name, path] of Object.entries(input.files)) readings.push(...(await readOne(source, name, path, target)));
  const columns = await runQuery(source, input, target);
  await numberFaults(source.name, target);
  const {rows} = await warehouse.row<{rows: number}>(`select count(*) as "rows" from ${incomingTable(source.name)}`);
  const {faults} = await warehouse.row<{faults: number}>(
    `select count(*) as faults from ${incomingFaults(source.name)}`,
  );
  const tables = codedInMemory(source.name);
  return {
    source,
    tables,
    reread: "everything",
    columns: await encode(warehouse, source.name, columns, tables),
    // The records are those of the query; the first file stands for them.
    files: readings.map((file, i) => ({...file, rows: i === 0 ? rows : 0, firstRow: 1})),
    faults,
  };
}

/** One file, or the files of a glob, under its name; without the number of the row. */
async function readOne(
  {name: source}: SourceConfig,
  name: string,
  path: string,
  target: Target,
): Promise<FileReading[]> {
  const {warehouse} = target;
  const readings: FileReading[] = [];
  const parts: string[] = [];
  for (const file of await findFiles(warehouse, path)) {
    const own = {...target, table: `${target.table}_${name}_${parts.length}`, faults: `${target.faults}_${name}`};
    await warehouse.run(
      `create or replace table ${own.faults} ("row" bigint, line bigint, record varchar, reason varchar)`,
    );
    const contents = await read(file, own);
    await refuseChange(file);
    readings.push({...file, ...contents, firstRow: 1, rows: 0});
    const columns = contents.columns.map(({columnName}) => identifier(columnName)).join(", ");
    parts.push(`select ${columns} from ${own.table}`);
    await setAside(source, file, own);
  }
  await warehouse.run(`create or replace temp view ${identifier(name)} as ${parts.join(" union all by name ")}`);
  return readings;
}

/** What of a file was no record waits under a number below 0 until the query's records have theirs. */
async function setAside(source: string, {path}: InputFile, {warehouse, table, faults}: Target): Promise<void> {
  await warehouse.run(`
    insert into ${incomingFaults(source)}
      select (select coalesce(min("row"), 0) from ${incomingFaults(source)}) - row_number() over (order by "row"),
        ${text(path)}, line, record, reason from ${faults};
    delete from ${table} where "row" in (select "row" from ${faults});
    drop table ${faults}`);
}

function read(file: InputFile, target: Target): Promise<Contents> {
  const [, ending = ""] = /\.(\w+?)$/.exec(file.path.replace(/\.gz$/i, "")) ?? [];
  const {path} = file;
  switch (ending.toLowerCase()) {
    case "parquet":
      return readParquet(file, {format: "parquet", path}, target);
    case "json":
    case "ndjson":
    case "jsonl":
      return readJson(file, {format: "json", path}, target);
    default:
      return readCsv(file, {format: "csv", path}, target);
  }
}

/** Like every record set aside, these are rows without values; they come after those of the query. */
async function numberFaults(source: string, {warehouse}: Target): Promise<void> {
  const [rows, faults] = [incomingTable(source), incomingFaults(source)];
  await warehouse.run(`
    update ${faults} set "row" = (select count(*) from ${rows}) - "row";
    insert into ${rows} ("row") select "row" from ${faults} order by "row"`);
}

async function runQuery(
  {name}: SourceConfig,
  {query, files, path}: FilesInput,
  {warehouse}: Target,
): Promise<Column[]> {
  const made = `(${query.trim().replace(/;$/, "")})`;
  try {
    const fields = await warehouse.rows<{name: string; type: string}>(
      `select column_name as name, column_type as type from (describe select * from ${made})`,
    );
    const names = uniqueNames(fields.map((field) => field.name));
    const aliases = names.map(identifier).join(", ");
    const texts = names.map((one) => `cast(${identifier(one)} as varchar) as ${identifier(one)}`).join(", ");
    // In an order of their own: that of a join is nobody's.
    await warehouse.run(`create or replace table ${incomingTable(name)} as
      select cast(row_number() over (order by ${aliases}) as bigint) as "row", ${texts} from ${made} as made(${aliases}) order by "row"`);
    return fields.map((field, i) => ({name: field.name, columnName: names[i]!, isNumber: isNumeric(field.type)}));
  } catch (error) {
    throw new SourceError(
      path,
      undefined,
      phrased`cannot be queried for ${name}: ${messageOf(error).split("\n")[0]!} (the files are ${Object.keys(files).join(", ")})`,
      {cause: error},
    );
  } finally {
    await warehouse.run(
      Object.keys(files)
        .map((file) => `drop view if exists temp.${identifier(file)}`)
        .join("; "),
    );
  }
}
