import {join} from "node:path";
import type {JsonInput} from "../config/config.ts";
import {fixed, phrased, SourceError} from "../lib/errors.ts";
import {text} from "../store/warehouse.ts";
import {uniqueNames} from "./columns.ts";
import {explainLength, longestRecord} from "./exchange.ts";
import {copyContent} from "./fileBytes.ts";
import {ArrayFault, ArrayLines} from "./jsonArray.ts";
import type {Column, InputFile, Reader, Target} from "./reader.ts";
import {type PlainText, plainText} from "./text.ts";

/** A JSON array of objects, or one object per line. Columns are the keys of all records in order of appearance; a nested value is its JSON text, a number has the digits of a double. */
export const readJson: Reader<JsonInput> = async (file, input, target) => {
  const plain = await plainText(file, "json", input.encoding, target);
  const first = plain.facts.head.toString("utf8").trimStart()[0];
  if (first === undefined)
    throw new SourceError(file.path, undefined, phrased`is blank: there is not even an empty array`);
  try {
    if (first === "[") await loadArray(file, plain, target);
    else await loadLines(file, plain, target);
    const columns = await createTable(target);
    return {columns, sha256: plain.sha256, encoding: plain.encoding, notes: plain.notes};
  } finally {
    await target.warehouse.run(`drop table if exists ${records(target)}`);
  }
};

/** `row`, `line`, `json`: the text of each record, NULL for one set aside. */
function records({table}: Target): string {
  return `${table}_records`;
}

const reasons = {syntax: "is not valid JSON", kind: "is not a JSON object"} as const;

async function loadArray(file: InputFile, plain: PlainText, target: Target): Promise<void> {
  const lines = join(target.folder, "records.ndjson");
  await unwrap(file, plain.path, lines, new ArrayLines());
  await readRecords(file, lines, target);
  const [fault] = await target.warehouse.rows<{row: number; reason: string}>(
    `select "row", reason from ${target.faults} order by "row" limit 1`,
  );
  if (fault === undefined) return;
  const watch = new ArrayLines(fault.row);
  await unwrap(file, plain.path, lines, watch);
  throw new SourceError(file.path, watch.watchedLine, fixed(`has a record that ${fault.reason}: export it again`));
}

async function unwrap({path}: InputFile, from: string, to: string, array: ArrayLines): Promise<void> {
  try {
    await copyContent(from, to, (chunks) => array.lines(chunks));
  } catch (error) {
    if (!(error instanceof ArrayFault)) throw error;
    const remedy = error.message.startsWith("ends")
      ? "the file is cut or still being written; copy it again"
      : "export it again";
    throw new SourceError(path, error.line, fixed(`${error.message}: ${remedy}`), {cause: error});
  }
}

async function loadLines(file: InputFile, plain: PlainText, target: Target): Promise<void> {
  const {warehouse, faults} = target;
  await readRecords(file, plain.path, target);
  const found = await warehouse.row<{good: number; first: number | null; last: number | null}>(
    `select count(json) as good, min(line) filter (json is null) as first,
      max(line) filter (json is null and "row" = (select max("row") from ${records(target)})) as last
    from ${records(target)}`,
  );
  if (found.good === 0)
    throw new SourceError(
      file.path,
      found.first ?? undefined,
      phrased`holds no records: expected an array of objects, or one object per line`,
    );
  const isSyntax = `select 1 from ${faults} where line = ${found.last} and reason = ${text(reasons.syntax)}`;
  if (found.last === null || plain.facts.endsWithNewline || (await warehouse.rows(isSyntax)).length === 0) return;
  throw new SourceError(
    file.path,
    found.last,
    phrased`ends in the middle of a record: the file is cut or still being written; copy it again`,
  );
}

/** Every line that is not blank is a record; one that is no JSON object is set aside. */
async function readRecords(file: InputFile, path: string, target: Target): Promise<void> {
  const {warehouse, faults} = target;
  const lines = `read_csv(${text(path)}, auto_detect = false, header = false, delim = '', quote = '', escape = '',
    strict_mode = false, max_line_size = ${longestRecord}, columns = {'record': 'VARCHAR'})`;
  await warehouse
    .run(`create table ${records(target)} as
      with lines as (select row_number() over () as line, record from ${lines}),
      records as (select row_number() over (order by line) as "row", line, record from lines where trim(record, ' ' || chr(9)) <> ''),
      checked as (select *, case when not json_valid(record) then ${text(reasons.syntax)} when json_type(record) <> 'OBJECT' then ${text(reasons.kind)} end as reason from records)
      select "row", line, case when reason is null then record end as json, case when reason is not null then record end as record, reason
      from checked order by "row"`)
    .catch((error: unknown) => {
      throw explainLength(file, error);
    });
  await warehouse.run(`
    insert into ${faults} select "row", line, record, reason from ${records(target)} where reason is not null`);
}

async function createTable(target: Target): Promise<readonly Column[]> {
  const {warehouse, table} = target;
  const keys = await findKeys(target);
  const names = uniqueNames(keys);
  const columns = names.map((name, i) => `, found[${i + 1}] as "${name.replaceAll('"', '""')}"`).join("");
  await warehouse.run(`create table ${table} as
    select "row"${columns} from (select "row", json_extract_string(json, ${paths(keys)}) as found from ${records(target)})`);
  const numbers = await findNumbers(keys, target);
  return keys.map((name, i) => ({name, columnName: names[i]!, isNumber: numbers[i] ?? null}));
}

/** The keys of all records: first those of the first record, in its order. */
async function findKeys(target: Target): Promise<readonly string[]> {
  const rows = await target.warehouse.rows<{key: string}>(`
    with lists as (select json_keys(json) as keys, min("row") as "row" from ${records(target)} where json is not null group by json_keys(json)),
    keys as (select unnest(keys) as key, generate_subscripts(keys, 1) as position, "row" from lists)
    select key from keys group by key order by min("row"), arg_min(position, "row")`);
  return rows.map(({key}) => key);
}

async function findNumbers(keys: readonly string[], target: Target): Promise<readonly (boolean | null)[]> {
  if (keys.length === 0) return [];
  const isNumber = keys.map(
    (_, i) =>
      `bool_and(types[${i + 1}] in ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE')) filter (types[${i + 1}] <> 'NULL') as k${i}`,
  );
  const row = await target.warehouse.row<Record<string, boolean | null>>(
    `select ${isNumber.join(", ")} from (select json_type(json, ${paths(keys)}) as types from ${records(target)})`,
  );
  return keys.map((_, i) => row[`k${i}`] ?? null);
}

/** JSON pointers, so that any key is a name and nothing else. */
function paths(keys: readonly string[]): string {
  const pointers = keys.map((key) => text(`/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`));
  return `[${pointers.join(", ")}]`;
}
