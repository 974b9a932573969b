import {type BigIntStats, rmSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {SourceConfig} from "../config/config.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import type {StoredColumn} from "./encode.ts";
import type {InputFile} from "./reader.ts";

/** What tells, without reading it, that a file is the one that was read. */
export interface FileStamp {
  readonly path: string;
  /** Size, times in nanoseconds, and where it lies. */
  readonly stamp: string;
}

/** What the warehouse holds of a source, and what it was made of. */
export interface KnownSource {
  readonly columns: readonly StoredColumn[];
  readonly files: readonly FileStamp[];
  readonly settings: string;
  readonly rows: number;
  readonly bytes: number;
  readonly faults: number;
  /** How a database looked, as JSON; empty for other files and small ones. */
  readonly look: string;
  /** Whole sentences, said again while the source is the same. */
  readonly notes: readonly string[];
}

/** Another number for another way to keep or read sources: all are read again. */
const version = 2;

export const knownTable = `create table if not exists source_states
  (source varchar, settings varchar, stamps varchar, notes varchar, "rows" bigint, bytes bigint, faults bigint, look varchar)`;

/** All of the config that decides what is read. */
export function settingsOf({input}: SourceConfig): string {
  return JSON.stringify({version, input});
}

/** A file written so lately that it may change again without another time is worth no trust. `now`: a time at which it had not been read yet. */
export function stampOf({path}: InputFile, now: bigint): FileStamp {
  const facts = statSync(path, {bigint: true});
  // Some file systems count whole seconds, or every other one.
  const grain = facts.ctimeNs % 1_000_000_000n === 0n ? 2_000_000_000n : 50_000_000n;
  const isSettled = now - facts.ctimeNs > grain;
  const stamp = isSettled ? [facts.size, facts.mtimeNs, facts.ctimeNs, facts.ino, facts.dev].join(" ") : "just written";
  return {path, stamp};
}

/** The time of the file system, by a file made in `folder`. */
export function timeIn(folder: string, name: string): bigint {
  const path = join(folder, `time-${name}`);
  writeFileSync(path, "");
  try {
    return statSync(path, {bigint: true}).ctimeNs;
  } finally {
    rmSync(path);
  }
}

/** Beside a database: what was committed and is not in the file itself. */
export function hasPending({path}: InputFile): boolean {
  return ["-wal", "-journal"].some((ending) => (statOrNothing(path + ending)?.size ?? 0n) > 0n);
}

function statOrNothing(path: string): BigIntStats | undefined {
  return statSync(path, {bigint: true, throwIfNoEntry: false});
}

interface StoredState {
  readonly settings: string;
  readonly stamps: string;
  readonly notes: string;
  readonly rows: number;
  readonly bytes: number;
  readonly faults: number;
  readonly look: string;
}

export async function readKnown(
  warehouse: Warehouse,
  tables: readonly string[],
  source: string,
): Promise<KnownSource | undefined> {
  if (!tables.includes("source_states") || !tables.includes(`rows_${source}`)) return undefined;
  const [state] = await warehouse.rows<StoredState>(`select * from source_states where source = ${text(source)}`);
  if (state === undefined) return undefined;
  const columns = await warehouse.rows<Omit<StoredColumn, "isNumber"> & {isNumber: boolean}>(
    `select name, column_name as "columnName", is_number as "isNumber", storage from raw_columns where source = ${text(source)} order by position`,
  );
  return {
    ...state,
    columns,
    files: JSON.parse(state.stamps) as FileStamp[],
    notes: JSON.parse(state.notes) as string[],
  };
}

/** SQL that keeps what a source was. */
export function keepState(source: string, known: Omit<KnownSource, "columns">): string {
  const values = [source, known.settings, JSON.stringify(known.files), JSON.stringify(known.notes)].map(text);
  return `delete from source_states where source = ${text(source)};
    insert into source_states values (${values.join(", ")}, ${known.rows}, ${known.bytes}, ${known.faults}, ${text(known.look)})`;
}

/** What is known of a source where that tells what need not be read again. Of what is not in the file itself only a cursor tells. */
export function comparable(
  known: KnownSource | undefined,
  source: SourceConfig,
  isPending: boolean,
): KnownSource | undefined {
  const hasCursor = source.input.format === "sqlite" && source.input.cursor !== undefined;
  return known?.settings === settingsOf(source) && (!isPending || hasCursor) ? known : undefined;
}

/** Whether the files are, by their stamps, those that were read, in the same way. */
export function isUnchanged(known: KnownSource, source: SourceConfig, files: readonly FileStamp[]): boolean {
  const isSame = (file: FileStamp, i: number) => {
    const before = known.files[i]!;
    return file.path === before.path && file.stamp === before.stamp && file.stamp !== "just written";
  };
  const isSameList = known.settings === settingsOf(source) && known.files.length === files.length;
  return isSameList && files.every(isSame);
}
