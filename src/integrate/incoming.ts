import type {Warehouse} from "../store/warehouse.ts";

// What is read waits in the engine's memory until all sources are read: an error of the engine ends a transaction, the tables of earlier runs stay until then, and no text is written to the warehouse more than once.

const database = "daybook_incoming";

/** The text table of a source that is being read. */
export function incomingTable(source: string): string {
  return `${database}.${source}`;
}

export function incomingFaults(source: string): string {
  return `${database}.${source}_faults`;
}

/** Tables in which a source's records wait in the form in which they are kept. */
export interface CodedTables {
  readonly rows: string;
  /** The distinct texts of the column at `position`. */
  texts(position: number): string;
  /** In the warehouse itself, where large ones go at once: they need no more than another name. */
  readonly isInWarehouse: boolean;
}

export function codedInMemory(source: string): CodedTables {
  return {
    rows: `${database}.${source}_rows`,
    texts: (position) => `${database}.${source}_texts_${position}`,
    isInWarehouse: false,
  };
}

export function codedInWarehouse(source: string): CodedTables {
  return {
    rows: `incoming_${source}_rows`,
    texts: (position) => `incoming_${source}_texts_${position}`,
    isInWarehouse: true,
  };
}

/** From now on a table without a place in its name is one that waits in memory. */
export async function useIncoming(session: Warehouse): Promise<void> {
  await session.run(`use ${database}`);
}

/** Makes the place, empty, in a warehouse that has `tables`; gives what removes it with all that waits there. */
export async function openIncoming(warehouse: Warehouse, tables: readonly string[]): Promise<() => Promise<void>> {
  await dropLeftovers(warehouse, tables);
  await warehouse.run(`attach ':memory:' as ${database}`);
  // A transaction that took anything from there holds it.
  return () =>
    warehouse.afterwards(async () => {
      await warehouse.run(`detach ${database}`);
      await dropLeftovers(warehouse, await warehouse.tables());
    });
}

/** What waits in the warehouse itself, also from a run that was killed, and what an earlier version kept there. All at once: the engine looks through the whole warehouse after each transaction. */
async function dropLeftovers(warehouse: Warehouse, tables: readonly string[]): Promise<void> {
  const drops = tables.filter((table) => table.startsWith("incoming_")).map((table) => `drop table ${table}`);
  if (drops.length > 0) await warehouse.transaction(() => warehouse.run(drops.join("; ")));
}

/** Creates the table of the records a source's files had set aside, empty. */
export async function createIncomingFaults(warehouse: Warehouse, source: string): Promise<void> {
  await warehouse.run(`create or replace table ${incomingFaults(source)}
    ("row" bigint, path varchar, line bigint, record varchar, reason varchar)`);
}
