import {chmodSync, realpathSync, renameSync, rmSync, statSync} from "node:fs";
import {bytesBeside} from "./checkpoint.ts";
import {blockSize} from "./engine.ts";
import {identifier, text, type Warehouse} from "./warehouse.ts";

/** A smaller file is left as it is, whatever it holds. */
const smallFile = 64 << 20;
/** A day of changes leaves a third of a file free, which the next one fills again; making everything anew leaves half of it. */
const mostFree = 0.4;
const copy = "daybook_compact";

/** Bytes of the file. */
export interface Compaction {
  readonly before: number;
  readonly after: number;
}

/**
 * Where much of the file holds nothing any more, puts a fresh file with the same tables in its place: the engine fills what
 * became free, but gives none of it back. To be called last: the warehouse is only to be closed then. Nothing where there is no need.
 */
export async function compact(warehouse: Warehouse, least = smallFile): Promise<Compaction | undefined> {
  if (warehouse.file === ":memory:" || statSync(warehouse.file).size < least) return undefined;
  await warehouse.run("checkpoint");
  // Where the engine did not take up what it wrote beside the file.
  if (bytesBeside(warehouse.file) > 0 || !(await hasMuchFree(warehouse))) return undefined;
  // What stands at the end of a link is replaced, and not the link.
  const file = realpathSync(warehouse.file);
  const before = statSync(file).size;
  await replace(warehouse, file);
  return {before, after: statSync(file).size};
}

async function hasMuchFree(warehouse: Warehouse): Promise<boolean> {
  const {free, total} = await warehouse.row<{free: number; total: number}>(
    `select free_blocks as free, total_blocks as total from pragma_database_size() where database_name = current_database()`,
  );
  return free > mostFree * total;
}

async function replace(warehouse: Warehouse, file: string): Promise<void> {
  const fresh = `${file}.compact`;
  const {name} = await warehouse.row<{name: string}>("select current_database() as name");
  remove(fresh);
  try {
    await warehouse.run(`
      attach ${text(fresh)} as ${copy} (block_size ${blockSize});
      copy from database ${identifier(name)} to ${copy};
      checkpoint ${copy}`);
    chmodSync(fresh, statSync(file).mode);
    // Whoever opens the warehouse from here on finds the fresh file, and it locked by us, until the old one is let go.
    renameSync(fresh, file);
  } catch (error) {
    await warehouse.run(`detach database if exists ${copy}`).catch(() => {});
    remove(fresh);
    throw error;
  }
  await warehouse.run(`use ${copy}; detach ${identifier(name)}`);
}

/** Also what a run left that was killed. */
function remove(fresh: string): void {
  for (const path of [fresh, `${fresh}.wal`]) rmSync(path, {force: true});
}
