import type {SourceSpec} from "./source.ts";

/** Complete and checked: every default is filled in, every path is absolute. */
export interface Config {
  /** The file it was read from, absolute. */
  readonly file: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
  /** IANA zone that cuts business days. */
  readonly timezone: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** BCP 47 tag for numbers and dates in the report. */
  readonly locale: string;
  readonly title: string;
  readonly sources: readonly SourceConfig[];
  readonly attribution: AttributionModel;
  /** Folder of the user's own audits (`.sql` files that return faults). */
  readonly audits?: string;
  readonly warehouse: string;
  readonly outputs: string;
  readonly logs: string;
  /** Values taken from secret files and from variables named like a secret: a log masks them. */
  readonly secrets: readonly string[];
}

export const attributionModels = [
  "linear",
  "first_touch",
  "last_touch",
  "position_based",
  "time_decay",
  "any_touch",
] as const;
export type AttributionModel = (typeof attributionModels)[number];

export interface SourceConfig {
  readonly name: string;
  readonly spec: SourceSpec;
  readonly input: InputConfig;
  /** Ours to theirs, only for the columns the config names. */
  readonly columns: Readonly<Record<string, ColumnMapping>>;
  /** Texts that mean "no value", besides the empty one. */
  readonly missing: readonly string[];
  /** The decimal sign of all numbers of the source, where the config states it. */
  readonly decimal?: "." | ",";
  /** True: a run without this source's file goes on and says so. */
  readonly optional: boolean;
  /** Largest tolerated share of rejected rows, 0..1; above it the run ends with 3. */
  readonly maxRejected: number;
  /** Where the source stands in the config file, for messages about it. */
  readonly line: number;
  readonly column: number;
}

/** `path` is absolute and may be a glob. */
export type InputConfig = SqliteInput | CsvInput | JsonInput | ParquetInput;

export interface SqliteInput {
  readonly format: "sqlite";
  readonly path: string;
  readonly table?: string;
  readonly query?: string;
}

export interface CsvInput {
  readonly format: "csv";
  readonly path: string;
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
}

export interface JsonInput {
  readonly format: "json";
  readonly path: string;
  readonly encoding?: Encoding;
}

export interface ParquetInput {
  readonly format: "parquet";
  readonly path: string;
}

export const encodings = ["utf-8", "utf-16le", "utf-16be", "latin1", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** Exactly one of `from` (a column of the source) and `sql` (an expression over its columns). */
export interface ColumnMapping {
  readonly from?: string;
  readonly sql?: string;
  /** strptime formats, tried in this order. */
  readonly formats?: readonly string[];
  readonly decimal?: "." | ",";
}
