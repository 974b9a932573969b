import type {CsvInput, JsonInput} from "../../config/config.ts";
import type {Warehouse} from "../../store/warehouse.ts";
import {readStart} from "../csvDialect.ts";
import {firstBytes} from "../fileBytes.ts";
import type {InputFile} from "../reader.ts";
import {type BulkRead, fill} from "./bulk.ts";
import {isPlainByte} from "./csvRows.ts";
import type {FileTask} from "./fileBatches.ts";
import {keysOf} from "./jsonKeys.ts";
import {Odd} from "./odd.ts";
import type {SinkTables} from "./sink.ts";
import {streamOf} from "./stream.ts";

const headBytes = 256 * 1024;
/** A file that is worth a thread of its own. */
const manyBytes = 4 << 20;

export interface TextRead extends BulkRead {
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
): Promise<TextRead> {
  if (input.encoding !== undefined && input.encoding !== "utf-8") throw new Odd("a stated encoding");
  const head = await firstBytes(file.path, headBytes);
  const {task, names} = input.format === "csv" ? csvTask(file, head, input) : jsonTask(file, head);
  const read = await fill(session, tables, [streamOf(task, file.bytes > manyBytes)]);
  const {sha256, endsWithNewline} = read.file!;
  const isCut = input.format === "csv" && !endsWithNewline && read.rows > 1;
  return {...read, names, sha256, notes: isCut ? [cutNote(file, read.rows + 1)] : []};
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
