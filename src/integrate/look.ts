import {text, type Warehouse} from "../store/warehouse.ts";
import type {ColumnTypes} from "./bulk/batch.ts";
import type {BulkStorage} from "./bulk/column.ts";
import type {Blocks, StoredBlock} from "./bulk/pages.ts";
import type {KnownTable} from "./bulk/readTable.ts";
import type {KnownSource} from "./known.ts";

/** How a database looked when a table of it was read, to tell later what may differ. */
export interface Look {
  readonly shape: string;
  readonly types: readonly ColumnTypes[];
  readonly blocks: Blocks;
}

/** Below that a table is read whole in no time. */
const fewBlocks = 16;

export const blocksTable = `create table if not exists source_blocks
  (source varchar, block integer, hash varchar, first_row bigint, last_row bigint, is_unclear boolean)`;

/** As JSON, without the blocks. */
export function shortLook(look: Look | undefined): string {
  if (look === undefined || look.blocks.hashes.length < fewBlocks) return "";
  return JSON.stringify({shape: look.shape, types: look.types});
}

/** Keeps the blocks of a database in the place of those it had. */
export async function keepBlocks(warehouse: Warehouse, source: string, look: Look | undefined): Promise<void> {
  await warehouse.run(`delete from source_blocks where source = ${text(source)}`);
  if (look === undefined || shortLook(look) === "") return;
  const {hashes, ranges, unclear} = look.blocks;
  const numbers = hashes.map((_, i) => i);
  const rows = numbers.map((i) => {
    const [first, last] = ranges[i] ?? ["null", "null"];
    return `(${[text(source), i, text(hashes[i]!), first, last, unclear.has(i)].join(", ")})`;
  });
  await warehouse.run(`insert into source_blocks values ${rows.join(", ")}`);
}

interface BlockRow {
  readonly hash: string;
  readonly first: number | null;
  readonly last: number | null;
  readonly isUnclear: boolean;
}

/** The table as it was, where that can be compared. */
export async function knownTableOf(
  warehouse: Warehouse,
  source: string,
  known: KnownSource,
): Promise<KnownTable | undefined> {
  if (known.look === "" || known.faults > 0) return undefined;
  if (known.columns.some(({storage}) => storage === "plain")) return undefined;
  const {shape, types} = JSON.parse(known.look) as Omit<Look, "blocks">;
  const rows = await warehouse.rows<BlockRow>(
    `select hash, first_row as first, last_row as last, is_unclear as "isUnclear" from source_blocks where source = ${text(source)} order by block`,
  );
  const blocks: StoredBlock[] = rows.map(({hash, first, last, isUnclear}) => ({
    hash,
    range: first === null || last === null ? null : [first, last],
    isUnclear,
  }));
  const storages = known.columns.map(({storage}) => storage as BulkStorage);
  return {shape, types, storages, blocks, rows: known.rows};
}
