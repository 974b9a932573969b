import type {Warehouse} from "../store/warehouse.ts";

// What is read waits in tables of its own until all sources are read: an error of the engine ends a transaction, and earlier raw tables stay until then.

export function incomingTable(source: string): string {
  return `incoming_${source}`;
}

export function incomingFaults(source: string): string {
  return `incoming_${source}_faults`;
}

/** Creates the table of the records a source's files had set aside, empty. */
export async function createIncomingFaults(warehouse: Warehouse, source: string): Promise<void> {
  await warehouse.run(`create or replace table ${incomingFaults(source)}
    ("row" bigint, path varchar, line bigint, record varchar, reason varchar)`);
}

/** Drops what an earlier, ended run left behind. */
export async function dropIncoming(warehouse: Warehouse, source = ""): Promise<void> {
  const tables = (await warehouse.tables()).filter((name) => name.startsWith(incomingTable(source)));
  for (const table of tables) await warehouse.run(`drop table ${table}`);
}
