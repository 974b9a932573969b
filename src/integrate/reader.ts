import type {Encoding, InputConfig} from "../config/config.ts";
import type {Warehouse} from "../store/warehouse.ts";

/** One file of a source, as it was found. */
export interface InputFile {
  /** Absolute; messages name it. */
  readonly path: string;
  readonly bytes: number;
  /** ISO 8601, UTC. */
  readonly modifiedAt: string;
}

/** Where a reader puts what it reads. */
export interface Target {
  readonly warehouse: Warehouse;
  /** Created by the reader: `row` BIGINT, unique within the file, then one VARCHAR per column; NULL in all of them for a record set aside. */
  readonly table: string;
  /** Exists, empty: `"row" bigint, line bigint, record varchar, reason varchar`, one row per record set aside. */
  readonly faults: string;
  /** A folder of the source's own for temporary files; the caller removes it. */
  readonly folder: string;
}

export interface Column {
  /** As in the source. */
  readonly name: string;
  /** As in the table. */
  readonly columnName: string;
  /** Whether the source typed every value as a number; NULL where there is no value to tell. */
  readonly isNumber: boolean | null;
}

export interface Contents {
  readonly columns: readonly Column[];
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
  readonly encoding?: Encoding;
  /** Whole sentences about what was found and decided. */
  readonly notes: readonly string[];
}

/** Reads one file of one format, bytes in, nothing interpreted. Throws SourceError for a file that cannot be used. */
export type Reader<Input extends InputConfig> = (file: InputFile, input: Input, target: Target) => Promise<Contents>;
