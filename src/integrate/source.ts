import {mkdtemp, rm} from "node:fs/promises";
import {join} from "node:path";
import type {InputConfig, SourceConfig} from "../config/config.ts";
import {type Phrased, phrased, SourceError} from "../lib/errors.ts";
import {identifier, text, type Warehouse} from "../store/warehouse.ts";
import {readInBulk} from "./bulkSource.ts";
import {readCsv} from "./csv.ts";
import {encode} from "./encode.ts";
import {findFiles} from "./files.ts";
import {codedInMemory, createIncomingFaults, incomingFaults, incomingTable} from "./incoming.ts";
import {findJoined, readJoined} from "./joined.ts";
import {readJson} from "./json.ts";
import {comparable, hasPending, isUnchanged, readKnown, stampOf, timeIn} from "./known.ts";
import {readParquet} from "./parquet.ts";
import type {Column, Contents, InputFile, Target} from "./reader.ts";
import type {FileReading, Finding, SourceReading} from "./reading.ts";
import {readSqlite} from "./sqlite.ts";
import {refuseChange} from "./stillness.ts";

interface Circumstances {
  readonly folder: string;
  /** Those of the warehouse. */
  readonly tables: readonly string[];
  readonly isFullRefresh: boolean;
}

/** Finds out what a source is now, and reads it into incoming tables, which replace nothing yet, unless it is what it was. `folder` exists; temporary files live and end in it. With `isFullRefresh` nothing is known of it. */
export async function findSource(
  warehouse: Warehouse,
  source: SourceConfig,
  {folder, tables, isFullRefresh}: Circumstances,
): Promise<Finding> {
  const {input} = source;
  const files =
    input.format === "files" ? await findJoined({warehouse}, input) : await findFiles(warehouse, input.path);
  const now = timeIn(folder, source.name);
  const stamps = files.map((file) => stampOf(file, now));
  const known = isFullRefresh ? undefined : await readKnown(warehouse, tables, source.name);
  const isPending = source.input.format === "sqlite" && files.some(hasPending);
  if (known && !isPending && isUnchanged(known, source, stamps)) return {source, stamps, known, notes: known.notes};
  const reading =
    (await readInBulk(warehouse, source, files, comparable(known, source, isPending))) ??
    (await readWithCare(warehouse, source, files, folder));
  return {source, stamps, ...(known && {known}), reading, notes: []};
}

async function readWithCare(
  warehouse: Warehouse,
  source: SourceConfig,
  files: readonly InputFile[],
  folder: string,
): Promise<SourceReading> {
  await createIncomingFaults(warehouse, source.name);
  const own = await mkdtemp(join(folder, "integrate-"));
  const table = `${incomingTable(source.name)}_file`;
  const target = {warehouse, table, faults: `${table}_faults`, folder: own};
  try {
    const {input} = source;
    return await (input.format === "files" ? readJoined(source, input, target) : readFiles(files, source, target));
  } finally {
    await rm(own, {recursive: true, force: true});
  }
}

async function readFiles(files: readonly InputFile[], source: SourceConfig, target: Target): Promise<SourceReading> {
  const {warehouse} = target;
  const readings: FileReading[] = [];
  let columns: readonly Column[] = [];
  for (const file of files) {
    await warehouse.run(
      `create or replace table ${target.faults} ("row" bigint, line bigint, record varchar, reason varchar)`,
    );
    const contents = await readWhole(file, source.input, target);
    refuseCopy(file, contents, readings);
    columns = readings.length === 0 ? contents.columns : combine(columns, contents.columns, source, readings[0]!, file);
    const place = {isFirst: readings.length === 0, own: contents.columns, all: columns};
    readings.push({...file, ...contents, ...(await append(file, place, source, target))});
  }
  const {faults} = await warehouse.row<{faults: number}>(
    `select count(*) as faults from ${incomingFaults(source.name)}`,
  );
  const tables = codedInMemory(source.name);
  return {
    source,
    tables,
    reread: "everything",
    columns: await encode(warehouse, source.name, columns, tables),
    files: readings,
    faults,
  };
}

/** A copy within a glob (`orders.csv` and `orders (1).csv`) would count every record twice. */
function refuseCopy(file: InputFile, {sha256}: Contents, earlier: readonly FileReading[]): void {
  const original = earlier.find((reading) => reading.sha256 === sha256 && reading.rows > 0);
  if (original)
    throw new SourceError(
      file.path,
      undefined,
      phrased`is a copy of ${original.path}: its records would count twice; remove one, or name fewer files`,
    );
}

/** Reads a file that stays as `file` describes it; throws TemporaryError when it changes meanwhile, for it would be half old and half new. A database looks after that itself. */
export async function readWhole(file: InputFile, input: InputConfig, target: Target): Promise<Contents> {
  const contents = await read(file, input, target);
  if (input.format !== "sqlite") await refuseChange(file);
  return contents;
}

function read(file: InputFile, input: InputConfig, target: Target): Promise<Contents> {
  switch (input.format) {
    case "sqlite":
      return readSqlite(file, input, target);
    case "csv":
      return readCsv(file, input, target);
    case "json":
      return readJson(file, input, target);
    case "parquet":
      return readParquet(file, input, target);
    case "files":
      throw new Error("several files are read together, not one by one");
  }
}

/** The columns of two files of one source: the same ones, in any order. JSON leaves out what a record has not, so there a file may lack some. */
function combine(
  columns: readonly Column[],
  more: readonly Column[],
  {input}: SourceConfig,
  first: InputFile,
  file: InputFile,
): readonly Column[] {
  const missing = columns.filter((column) => !has(more, column));
  const added = more.filter((column) => !has(columns, column));
  if (input.format !== "json" && missing.length + added.length > 0)
    throw new SourceError(file.path, undefined, phrased`${difference(missing, added)}, unlike ${first.path}`);
  const joint = columns.map((column) => {
    const same = more.find(({columnName}) => columnName.toLowerCase() === column.columnName.toLowerCase());
    return {...column, isNumber: bothNumbers(column.isNumber, same?.isNumber ?? null)};
  });
  return [...joint, ...added];
}

function has(columns: readonly Column[], {columnName}: Column): boolean {
  return columns.some((column) => column.columnName.toLowerCase() === columnName.toLowerCase());
}

function bothNumbers(one: boolean | null, other: boolean | null): boolean | null {
  return one === null || other === null ? (one ?? other) : one && other;
}

function difference(missing: readonly Column[], added: readonly Column[]): Phrased {
  const names = (columns: readonly Column[]) => columns.map(({name}) => name).join(", ");
  if (added.length === 0) return phrased`has no ${names(missing)}`;
  const more = phrased`has ${names(added)} besides`;
  return missing.length === 0 ? more : phrased`has no ${names(missing)} and ${more}`;
}

interface Place {
  readonly isFirst: boolean;
  readonly own: readonly Column[];
  readonly all: readonly Column[];
}

/** Moves what was read of one file behind what is there; its rows are numbered on. */
async function append(
  file: InputFile,
  {isFirst, own, all}: Place,
  {name}: SourceConfig,
  {warehouse, table, faults}: Target,
): Promise<{firstRow: number; rows: number}> {
  const incoming = incomingTable(name);
  const shift = isFirst ? 0 : await nextRow(warehouse, incoming, table);
  const counts = await warehouse.row<{firstRow: number; rows: number}>(
    `select coalesce(min("row"), 1) + ${shift} as "firstRow", count(*) as "rows" from ${table}`,
  );
  if (isFirst) await warehouse.run(`alter table ${table} rename to ${name}`);
  else await insert(warehouse, {table, incoming, shift, own, all});
  await warehouse.run(`
    insert into ${incomingFaults(name)} select "row" + ${shift}, ${text(file.path)}, line, record, reason from ${faults};
    drop table ${faults}; drop table if exists ${table}`);
  return counts;
}

/** What to add to the row numbers of `table` so that they follow those of `incoming`. */
async function nextRow(warehouse: Warehouse, incoming: string, table: string): Promise<number> {
  const {shift} = await warehouse.row<{shift: number}>(
    `select (select coalesce(max("row"), 0) from ${incoming}) + 1 - coalesce(min("row"), 1) as shift from ${table}`,
  );
  return shift;
}

interface Insertion {
  readonly table: string;
  readonly incoming: string;
  readonly shift: number;
  readonly own: readonly Column[];
  readonly all: readonly Column[];
}

async function insert(warehouse: Warehouse, {table, incoming, shift, own, all}: Insertion): Promise<void> {
  for (const {columnName} of all)
    await warehouse.run(`alter table ${incoming} add column if not exists ${identifier(columnName)} varchar`);
  const columns = own.map(({columnName}) => identifier(columnName)).join(", ");
  const names = columns === "" ? "" : `, ${columns}`;
  await warehouse.run(
    `insert into ${incoming} ("row"${names}) select "row" + ${shift}${names} from ${table} order by "row"`,
  );
}
