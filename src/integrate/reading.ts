import type {SourceConfig} from "../config/config.ts";
import type {Reread} from "./delta.ts";
import type {StoredColumn} from "./encode.ts";
import type {CodedTables} from "./incoming.ts";
import type {FileStamp, KnownSource} from "./known.ts";
import type {Look} from "./look.ts";
import type {Contents, InputFile} from "./reader.ts";

/** A file and what was read of it. Rows are those of the source. */
export interface FileReading extends InputFile, Contents {
  readonly firstRow: number;
  readonly rows: number;
}

/** What a run found of a source. */
export interface Finding {
  readonly source: SourceConfig;
  readonly stamps: readonly FileStamp[];
  /** What earlier runs left of it. */
  readonly known?: KnownSource;
  /** Absent where it is what it was. */
  readonly reading?: SourceReading;
  /** Whole sentences. */
  readonly notes: readonly string[];
}

/** What now waits to be published. */
export interface SourceReading {
  readonly source: SourceConfig;
  readonly columns: readonly StoredColumn[];
  readonly files: readonly FileReading[];
  readonly tables: CodedTables;
  readonly reread: Reread;
  /** Of a database that was read in bulk. */
  readonly look?: Look;
  /** Records set aside. */
  readonly faults: number;
}
