import {closeSync, openSync, writeSync} from "node:fs";
import {messageOf, phrased, SourceError} from "../lib/errors.ts";
import {text} from "../store/warehouse.ts";
import type {InputFile, Target} from "./reader.ts";

// Rows go to the engine through a file in one dialect of our own: values in single quotes, NULL bare, so that '' and NULL stay apart.

const batch = 1 << 20;

/** Longest record the engine takes, in bytes. */
export const longestRecord = 16 * 1024 * 1024;

type ExchangeValue = string | number | bigint | null;

/** A file of rows for `exchangeRows`. */
export class ExchangeFile {
  private readonly handle: number;
  private lines: string[] = [];
  private size = 0;

  constructor(readonly path: string) {
    this.handle = openSync(path, "w");
  }

  write(values: readonly ExchangeValue[]): void {
    const line = `${values.map(exchangeValue).join(",")}\n`;
    this.lines.push(line);
    this.size += line.length;
    if (this.size > batch) this.flush();
  }

  /** Lines that are already in the dialect, each with its newline. */
  writeLines(lines: Buffer | string): void {
    this.flush();
    writeAll(this.handle, Buffer.from(lines));
  }

  close(): void {
    this.flush();
    closeSync(this.handle);
  }

  private flush(): void {
    if (this.size > 0) writeAll(this.handle, Buffer.from(this.lines.join("")));
    this.lines = [];
    this.size = 0;
  }
}

function writeAll(handle: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}

function exchangeValue(value: ExchangeValue): string {
  if (value === null) return "NULL";
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** Makes the target's table of one exchange file and fills its faults with another. Throws SourceError for a record longer than `longestRecord`. */
export async function loadExchange(
  file: InputFile,
  names: readonly string[],
  [rows, aside]: readonly [ExchangeFile, ExchangeFile],
  {warehouse, table, faults}: Target,
): Promise<void> {
  try {
    await warehouse.run(`create table ${table} as select * from ${exchangeRows(rows.path, rawColumns(names))}`);
    await warehouse.run(`insert into ${faults} select * from ${exchangeRows(aside.path, faultColumns)}`);
  } catch (error) {
    throw explainLength(file, error);
  }
}

/** The engine refuses nothing but its length in a text made for it. */
export function explainLength({path}: InputFile, error: unknown): unknown {
  if (!/^Invalid Input Error: CSV Error/.test(messageOf(error))) return error;
  return new SourceError(
    path,
    undefined,
    phrased`has a record of more than 16 MB: look what is in it, and export it again`,
    {
      cause: error,
    },
  );
}

/** SQL for the rows of such a file; `columns` are names with their types. */
function exchangeRows(path: string, columns: readonly (readonly [name: string, type: string])[]): string {
  const types = columns.map(([name, type]) => `${text(name)}: ${text(type)}`).join(", ");
  return `read_csv(${text(path)}, auto_detect = false, header = false, delim = ',', quote = '''', escape = '''',
    strict_mode = true, new_line = '\\n', nullstr = 'NULL', allow_quoted_nulls = false, max_line_size = ${longestRecord}, columns = {${types}})`;
}

/** The columns of a raw table. */
function rawColumns(names: readonly string[]): readonly (readonly [string, string])[] {
  return [["row", "BIGINT"], ...names.map((name) => [name, "VARCHAR"] as const)];
}

const faultColumns = [
  ["row", "BIGINT"],
  ["line", "BIGINT"],
  ["record", "VARCHAR"],
  ["reason", "VARCHAR"],
] as const;
