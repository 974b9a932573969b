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

export const blocksTable = `create table if not exists source_blocks
  (source varchar, block integer, hash varchar, first_row bigint, last_row bigint, is_unclear boolean)`;

/** As JSON, without the blocks. */
export function shortLook(look: Look | undefined): string {
  const {blocks, ...rest} = look ?? {types: []};
  const isPart = rest.behind !== undefined || rest.mark !== undefined;
  const isWorthIt = isPart || (blocks !== undefined && blocks.hashes.length >= fewBlocks);
  return isWorthIt ? JSON.stringify(rest) : "";
}

/** SQL that keeps the blocks of a database in the place of those it had. */
export function keepBlocks(source: string, look: Look | undefined): string {
  const forget = `delete from source_blocks where source = ${text(source)}`;
  if (look?.blocks === undefined || shortLook(look) === "") return forget;
  const {hashes, ranges, unclear} = look.blocks;
  const numbers = hashes.map((_, i) => i);
  const rows = numbers.map((i) => {
    const [first, last] = ranges[i] ?? ["null", "null"];
    return `(${[text(source), i, text(hashes[i]!), first, last, unclear.has(i)].join(", ")})`;
  });
  return `${forget}; insert into source_blocks values ${rows.join(", ")}`;
}

interface BlockRow {
  readonly hash: string;
  readonly first: number | null;
  readonly last: number | null;
  readonly isUnclear: boolean;
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
  const rows = await warehouse.rows<BlockRow>(
    `select hash, first_row as first, last_row as last, is_unclear as "isUnclear" from source_blocks where source = ${text(source)} order by block`,
  );
  const blocks: StoredBlock[] = rows.map(({hash, first, last, isUnclear}) => ({
    hash,
    range: first === null || last === null ? null : [first, last],
    isUnclear,
  }));
  return {shape, types, storages, blocks, rows: known.rows};
}
