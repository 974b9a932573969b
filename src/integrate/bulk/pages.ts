import {createHash} from "node:crypto";
import {readSync} from "node:fs";

/** What the pages of a database file hold, block by block. */
export interface Blocks {
  /** Hex. */
  readonly hashes: readonly string[];
  /** The smallest and the largest rowid in the leaves of a block, of whatever table; NULL where there is none. */
  readonly ranges: readonly (readonly [number, number] | null)[];
  /** Blocks with a page of which it cannot be said whose it is: one that overflows from another, or a free one. */
  readonly unclear: ReadonlySet<number>;
}

/** Of the whole file, and of its blocks: those that are asked for. */
export interface FileHashes {
  /** Hex. */
  readonly sha256?: string;
  readonly blocks?: Blocks;
}

const blockSize = 1 << 16;
const [indexInterior, tableInterior, indexLeaf, tableLeaf] = [0x02, 0x05, 0x0a, 0x0d];

/** One pass over a database file that is open as `handle`. Its blocks are told apart where `pageSize` says how long its pages are. */
export function hashPages(handle: number, pageSize?: number, isWhole = true): FileHashes {
  const whole = isWhole ? createHash("sha256") : undefined;
  const block = Buffer.allocUnsafe(blockSize);
  const [hashes, ranges, unclear] = [[] as string[], [] as ([number, number] | null)[], new Set<number>()];
  for (let at = 0, length = -1; ; at += length) {
    length = readSync(handle, block, 0, blockSize, at);
    if (length === 0) break;
    const bytes = block.subarray(0, length);
    whole?.update(bytes);
    if (pageSize === undefined) continue;
    const range = rangeOf(bytes, pageSize, at === 0);
    if (range === "unclear") unclear.add(hashes.length);
    ranges.push(range === "unclear" ? null : range);
    hashes.push(createHash("sha256").update(bytes).digest("hex").slice(0, 32));
  }
  return {
    ...(whole && {sha256: whole.digest("hex")}),
    ...(pageSize !== undefined && {blocks: {hashes, ranges, unclear}}),
  };
}

function rangeOf(bytes: Buffer, pageSize: number, isFirst: boolean): [number, number] | null | "unclear" {
  let range: [number, number] | null = null;
  // The first page holds the schema, which has a number of its own in the header.
  for (let page = isFirst ? pageSize : 0; page < bytes.length; page += pageSize) {
    const kind = bytes[page]!;
    if (kind === indexInterior || kind === tableInterior || kind === indexLeaf) continue;
    if (kind !== tableLeaf) return "unclear";
    const own = leafRange(bytes.subarray(page, page + pageSize));
    if (own === undefined) return "unclear";
    if (own !== null) range = range ? [Math.min(range[0], own[0]), Math.max(range[1], own[1])] : own;
  }
  return range;
}

/** The rowids of the first and last cell of a leaf, which stand in order; undefined where it is no such page. */
function leafRange(page: Buffer): [number, number] | null | undefined {
  const cells = page.readUInt16BE(3);
  if (cells === 0) return null;
  if (8 + 2 * cells > page.length) return undefined;
  const first = rowidAt(page, page.readUInt16BE(8));
  const last = rowidAt(page, page.readUInt16BE(8 + 2 * (cells - 1)));
  return first === undefined || last === undefined || first > last ? undefined : [first, last];
}

/** A cell starts with the length of its record and its rowid. */
function rowidAt(page: Buffer, cell: number): number | undefined {
  let at = cell;
  while (page[at]! >= 0x80) at++;
  let value = 0;
  for (let i = at + 1; i < at + 9; i++) {
    const byte = page[i];
    if (byte === undefined) return undefined;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return Number.isSafeInteger(value) ? value : undefined;
  }
  return undefined;
}

/** A block as it was. */
export interface StoredBlock {
  readonly hash: string;
  readonly range: readonly [number, number] | null;
  readonly isUnclear: boolean;
}

/** What must be the same in a database's header for its pages to tell what changed: how pages are made, the list of free ones, and the schema. A page that was emptied and freed is not written, only that list is. */
export function shapeOf(header: Buffer): string {
  return Buffer.concat([header.subarray(16, 24), header.subarray(32, 92)]).toString("hex");
}

export function pageSizeOf(header: Buffer): number {
  const size = header.readUInt16BE(16);
  return size === 1 ? 65_536 : size;
}

/** The ranges of rowids in which rows may differ from what they were; nothing where that cannot be told. */
export function changedRanges(
  before: readonly StoredBlock[],
  now: Blocks,
): readonly (readonly [number, number])[] | undefined {
  const found: (readonly [number, number])[] = [];
  for (let i = 0; i < Math.max(before.length, now.hashes.length); i++) {
    if (before[i]?.hash === now.hashes[i]) continue;
    if (now.unclear.has(i) || before[i]?.isUnclear) return undefined;
    for (const range of [before[i]?.range, now.ranges[i]]) if (range) found.push(range);
  }
  return joined(found);
}

function joined(ranges: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  const result: [number, number][] = [];
  for (const [first, last] of sorted) {
    const previous = result.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else result.push([first, last]);
  }
  return result;
}
