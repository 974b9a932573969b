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

/** The same records in the form in which they are kept. */
export function incomingRows(source: string): string {
  return `${database}.${source}_rows`;
}

/** The distinct texts of its column at `position`. */
export function incomingTexts(source: string, position: number): string {
  return `${database}.${source}_texts_${position}`;
}

/** The place is there, and empty, while `work` runs. */
export async function withIncoming<T>(warehouse: Warehouse, work: () => Promise<T>): Promise<T> {
  await dropLeftovers(warehouse);
  await warehouse.run(`attach ':memory:' as ${database}`);
  try {
    return await work();
  } finally {
    await warehouse.run(`detach ${database}`);
  }
}

/** What an earlier version kept in the warehouse itself, and a run that was killed left there. */
async function dropLeftovers(warehouse: Warehouse): Promise<void> {
  for (const table of await warehouse.tables())
    if (table.startsWith("incoming_")) await warehouse.run(`drop table ${table}`);
}

/** Creates the table of the records a source's files had set aside, empty. */
export async function createIncomingFaults(warehouse: Warehouse, source: string): Promise<void> {
  await warehouse.run(`create or replace table ${incomingFaults(source)}
    ("row" bigint, path varchar, line bigint, record varchar, reason varchar)`);
}
