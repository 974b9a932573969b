import type {CsvInput, JsonInput} from "../../config/config.ts";
import type {Warehouse} from "../../store/warehouse.ts";
import {readStart} from "../csvDialect.ts";
import {firstBytes} from "../fileBytes.ts";
import type {InputFile} from "../reader.ts";
import type {BatchPlan, ColumnTypes} from "./batch.ts";
import {type BulkRead, fill} from "./bulk.ts";
import {isPlainByte} from "./csvRows.ts";
import type {FileTask, Tail} from "./fileBatches.ts";
import {joinTypes} from "./joinTypes.ts";
import {keysOf} from "./jsonKeys.ts";
import {Odd} from "./odd.ts";
import type {Prefix} from "./pieces.ts";
import type {SinkTables} from "./sink.ts";
import {streamOf} from "./stream.ts";

const headBytes = 256 * 1024;
/** A file that is worth a thread of its own. */
const manyBytes = 4 << 20;

/** A file as it was last read. */
export interface KnownText {
  readonly behind: Prefix;
  readonly types: readonly ColumnTypes[];
  readonly storages: BatchPlan["storages"];
  readonly names: readonly string[];
  readonly rows: number;
}

export interface TextRead extends BulkRead {
  /** The only rows read, all others being as they were. */
  readonly ranges?: readonly (readonly [number, number])[];
  readonly names: readonly string[];
  readonly sha256: string;
  readonly notes: readonly string[];
}

/** Reads a CSV or JSON file in bulk. Throws Odd for one that is not plain and regular. */
export async function readText(
  session: Warehouse,
  file: InputFile,
  input: CsvInput | JsonInput,
  tables: SinkTables,
  known?: KnownText,
): Promise<TextRead> {
  if (input.encoding !== undefined && input.encoding !== "utf-8") throw new Odd("a stated encoding");
  const head = await firstBytes(file.path, headBytes);
  const {task, names} = input.format === "csv" ? csvTask(file, head, input) : jsonTask(file, head);
  const tail = known && tailOf(known, names, file);
  const stream = streamOf(tail ? {...task, tail} : task, file.bytes > manyBytes);
  const before = tail ? known!.rows : 0;
  const read = await fill(session, tables, [stream], before);
  const {sha256, endsWithNewline} = read.file!;
  const isCut = input.format === "csv" && !endsWithNewline && before + read.rows > 1;
  const notes = isCut ? [cutNote(file, before + read.rows + 1)] : [];
  if (tail === undefined) return {...read, names, sha256, notes};
  const ranges = [[before + 1, before + read.rows]] as const;
  const types = input.format === "csv" ? read.types : joinTypes(known!.types, read.types);
  return {...read, types, storages: tail.plan.storages, names, sha256, notes, ranges};
}

/** What may have been added; nothing where the file is another one at first sight. */
function tailOf(known: KnownText, names: readonly string[], {bytes}: InputFile): Tail | undefined {
  if (bytes < known.behind.bytes || JSON.stringify(names) !== JSON.stringify(known.names)) return undefined;
  return {behind: known.behind, plan: {storages: known.storages, mostTexts: Number.POSITIVE_INFINITY}};
}

function csvTask({path, bytes}: InputFile, head: Buffer, input: CsvInput): {task: FileTask; names: readonly string[]} {
  const {dialect, header, isFirstLine} = readStart(head.toString("utf8"), bytes === head.length, input);
  const {delimiter, quote} = dialect;
  if (!isFirstLine || header.length < 2 || head[0] === 0xef) throw new Odd("a header like no other");
  if (!isPlainByte(delimiter) || !isPlainByte(quote) || dialect.escape !== quote) throw new Odd("a dialect of its own");
  const csv = {delimiter: delimiter.charCodeAt(0), quote: quote.charCodeAt(0), columns: header.length};
  return {task: {kind: "csv", path, columns: header.length, csv}, names: header};
}

function jsonTask({path, bytes}: InputFile, head: Buffer): {task: FileTask; names: readonly string[]} {
  const {keys, isArray} = keysOf(head.toString("utf8"), bytes === head.length);
  return {task: {kind: "json", path, columns: keys.length, json: {keys, isArray}}, names: keys};
}

/** A cut within the last value leaves a record like any other. */
export function cutNote({path}: InputFile, line: number): string {
  return `${path} does not end with a newline, unlike its other records: the last one (line ${line}) may be cut.`;
}
