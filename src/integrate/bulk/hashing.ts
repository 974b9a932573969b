import type {Blocks} from "./pages.ts";
import {type BatchStream, streamOf} from "./stream.ts";

/** A file that is worth a thread to hash it. */
const manyBytes = 2 << 20;

/** The hashes of a database file that is open, as they come. Whoever begins it closes it. */
export interface Hashing {
  readonly sha256: Promise<string>;
  /** Empty where they are not wanted. */
  readonly blocks: Promise<Blocks>;
  close(): Promise<void>;
}

const noBlocks: Blocks = {hashes: [], ranges: [], unclear: new Set()};

/** In one pass, or where nothing can be read before the blocks are known (`areWaitedFor`) in two side by side. */
export function startHashing(
  handle: number,
  bytes: number,
  pageSize: number | undefined,
  areWaitedFor: boolean,
): Hashing {
  const isLarge = bytes > manyBytes;
  const kind = "hash";
  if (pageSize === undefined || !isLarge || !areWaitedFor) {
    const both = streamOf({kind, handle, isWhole: true, ...(pageSize && {pageSize})}, isLarge);
    const done = hashesOf(both);
    return {
      sha256: done.then(({sha256}) => sha256!),
      blocks: done.then(({blocks}) => blocks ?? noBlocks),
      close: () => both.close(),
    };
  }
  const [whole, apart] = [
    streamOf({kind, handle, isWhole: true}, isLarge),
    streamOf({kind, handle, pageSize, isWhole: false}, isLarge),
  ];
  return {
    sha256: hashesOf(whole).then(({sha256}) => sha256!),
    blocks: hashesOf(apart).then(({blocks}) => blocks!),
    close: async () => void (await Promise.all([whole.close(), apart.close()])),
  };
}

async function hashesOf(stream: BatchStream) {
  await stream.next();
  return stream.seen!.hashes!;
}
