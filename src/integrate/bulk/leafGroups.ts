import {readSync} from "node:fs";
import {Odd} from "./odd.ts";

/** Leaves of a table that follow each other, and the rowids that may stand in them, both ends included. */
export interface LeafGroup {
  readonly pages: readonly number[];
  readonly range: readonly [first: number, last: number];
}

interface Leaf {
  readonly page: number;
  /** No rowid in it is larger. */
  readonly last: number;
}

const tableInterior = 0x05;
const deepest = 20;

/** Leaves that are opened to tell how many rows all of them hold. */
const sampled = 64;

/**
 * The leaves of the table whose tree starts at page `root`, in order of rowids, in groups of at most `most` rowids, and about
 * how many `rows` they hold: counting them would take a look at each. Nothing where that makes many more groups than rows need.
 */
export function leafGroups(
  handle: number,
  pageSize: number,
  root: number,
  {first, last}: {readonly first: number; readonly last: number},
  most: number,
): {readonly groups: readonly LeafGroup[]; readonly rows: number} | undefined {
  const groups: {pages: number[]; range: [number, number]}[] = [];
  const tree = new Tree(handle, pageSize);
  const leaves = tree.leaves(root, last);
  const rows = tree.rowsIn(leaves);
  let before = first - 1;
  for (const leaf of leaves) {
    if (leaf.last < before || leaf.last - before > most) return undefined;
    const group = groups.at(-1);
    if (group && leaf.last - group.range[0] < most) {
      group.pages.push(leaf.page);
      group.range[1] = leaf.last;
    } else groups.push({pages: [leaf.page], range: [before + 1, leaf.last]});
    before = leaf.last;
  }
  return groups.length <= 2 + (3 * rows) / most ? {groups, rows} : undefined;
}

class Tree {
  private readonly seen = new Set<number>();
  constructor(
    private readonly handle: number,
    private readonly pageSize: number,
  ) {}

  /** All leaves lie equally deep. */
  leaves(root: number, last: number): readonly Leaf[] {
    let level: readonly Leaf[] = [{page: root, last}];
    for (let depth = 0; this.page(level[0]!.page)[0] === tableInterior; depth++) {
      if (depth > deepest) throw new Odd("a deep tree");
      level = level.flatMap((node) => this.children(node));
    }
    return level;
  }

  /** As many in each as in those of an even sample. */
  rowsIn(leaves: readonly Leaf[]): number {
    const count = Math.min(sampled, leaves.length);
    const sample = Array.from({length: count}, (_, i) => leaves[Math.floor((i * leaves.length) / count)]!);
    const rows = sample.reduce((sum, {page}) => sum + this.page(page).readUInt16BE(3), 0);
    return Math.round((rows * leaves.length) / count);
  }

  private children({page, last}: Leaf): Leaf[] {
    if (this.seen.has(page)) throw new Odd("a page that stands twice in a tree");
    this.seen.add(page);
    const bytes = this.page(page);
    const cells = bytes.readUInt16BE(3);
    if (bytes[0] !== tableInterior || 12 + 2 * cells > bytes.length) throw new Odd("a page of another kind");
    const children = Array.from({length: cells}, (_, i) => childAt(bytes, bytes.readUInt16BE(12 + 2 * i)));
    return [...children, {page: bytes.readUInt32BE(8), last}];
  }

  private page(number: number): Buffer {
    const bytes = Buffer.alloc(this.pageSize);
    if (readSync(this.handle, bytes, 0, this.pageSize, (number - 1) * this.pageSize) !== this.pageSize)
      throw new Odd("a page that is not there");
    return bytes;
  }
}

/** A page and the largest rowid in it. */
function childAt(bytes: Buffer, at: number): Leaf {
  if (at + 5 > bytes.length) throw new Odd("a cell beyond its page");
  let last = 0n;
  for (let i = 0; ; i++) {
    const byte = bytes[at + 4 + i];
    if (byte === undefined) throw new Odd("a cell beyond its page");
    last = i === 8 ? (last << 8n) | BigInt(byte) : (last << 7n) | BigInt(byte & 0x7f);
    if (i === 8 || byte < 0x80) return {page: bytes.readUInt32BE(at), last: Number(BigInt.asIntN(64, last))};
  }
}
