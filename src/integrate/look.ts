import {text, type Warehouse} from "../store/warehouse.ts";
import type {ColumnTypes} from "./bulk/batch.ts";
import type {BulkStorage} from "./bulk/column.ts";
import type {Blocks, StoredBlock} from "./bulk/pages.ts";
import type {Prefix} from "./bulk/pieces.ts";
import type {KnownTable} from "./bulk/readTable.ts";
import type {KnownText} from "./bulk/readText.ts";
import type {CursorMark} from "./cursorMark.ts";
import type {KnownSource} from "./known.ts";

/** How a file looked when it was read, to tell later what may differ. */
export interface Look {
  readonly types: readonly ColumnTypes[];
  /** Of a database. */
  readonly shape?: string;
  readonly blocks?: Blocks;
  /** Of a database with a cursor, which need not look the same. */
  readonly mark?: CursorMark;
  /** Of a text: what more records may stand behind. */
  readonly behind?: Prefix;
}

/** Below that a table is read whole in no time. */
const fewBlocks = 16;

/** A row for each database: its blocks, one a line, as one text is written much sooner than thousands of rows. */
export const blocksTable =
  "drop table if exists source_blocks; create table if not exists blocks_of_sources (source varchar, blocks varchar)";

export function forgetBlocks(source: string): string {
  return `delete from blocks_of_sources where source = ${text(source)}`;
}

/** As JSON, without the blocks. */
export function shortLook(look: Look | undefined): string {
  const {blocks, ...rest} = look ?? {types: []};
  const isPart = rest.behind !== undefined || rest.mark !== undefined;
  const isWorthIt = isPart || (blocks !== undefined && blocks.hashes.length >= fewBlocks);
  return isWorthIt ? JSON.stringify(rest) : "";
}

/** SQL that keeps the blocks of a database in the place of those it had. */
export function keepBlocks(source: string, look: Look | undefined): string {
  if (look?.blocks === undefined || shortLook(look) === "") return forgetBlocks(source);
  const {hashes, ranges, unclear} = look.blocks;
  const lines = hashes.map((hash, i) => [hash, unclear.has(i) ? "?" : "", ...(ranges[i] ?? [])].join(" "));
  return `${forgetBlocks(source)}; insert into blocks_of_sources values (${text(source)}, ${text(lines.join("\n"))})`;
}

function blockOf(line: string): StoredBlock {
  const [hash, mark, first, last] = line.split(" ");
  return {
    hash: hash!,
    range: first === undefined || last === undefined ? null : [Number(first), Number(last)],
    isUnclear: mark === "?",
  };
}

/** Without a look where its columns or records do not allow to read a part. */
function lookOf(known: KnownSource): Omit<Look, "blocks"> {
  const isWhole = known.look === "" || known.faults > 0 || known.files.length !== 1;
  if (isWhole || known.columns.some(({storage}) => storage === "plain")) return {types: []};
  return JSON.parse(known.look) as Omit<Look, "blocks">;
}

/** The text as it was, where that can be read on. */
export function knownTextOf(known: KnownSource): KnownText | undefined {
  const {behind, types} = lookOf(known);
  if (behind === undefined) return undefined;
  const {columns, rows} = known;
  const storages = columns.map(({storage}) => storage as BulkStorage);
  return {behind, types, storages, names: columns.map(({name}) => name), rows};
}

/** The table as it was, where that can be compared. */
export async function knownTableOf(
  warehouse: Warehouse,
  source: string,
  known: KnownSource,
): Promise<KnownTable | undefined> {
  const {shape, types, mark} = lookOf(known);
  const storages = known.columns.map(({storage}) => storage as BulkStorage);
  if (mark) return {shape: "", types, storages, blocks: [], rows: known.rows, mark};
  if (shape === undefined) return undefined;
  const [kept] = await warehouse.rows<{blocks: string}>(
    `select blocks from blocks_of_sources where source = ${text(source)}`,
  );
  const blocks = kept?.blocks.split("\n").map(blockOf) ?? [];
  return {shape, types, storages, blocks, rows: known.rows};
}
