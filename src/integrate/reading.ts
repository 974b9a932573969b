import type {SourceConfig} from "../config/config.ts";
import type {StoredColumn} from "./encode.ts";
import type {CodedTables} from "./incoming.ts";
import type {Contents, InputFile} from "./reader.ts";

/** A file and what was read of it. Rows are those of the source. */
export interface FileReading extends InputFile, Contents {
  readonly firstRow: number;
  readonly rows: number;
}

/** What now waits to be published. */
export interface SourceReading {
  readonly source: SourceConfig;
  readonly columns: readonly StoredColumn[];
  readonly files: readonly FileReading[];
  readonly tables: CodedTables;
  /** Records set aside. */
  readonly faults: number;
}
