import {statSync} from "node:fs";
import type {Warehouse} from "./warehouse.ts";

/** So little is not worth looking for how its texts would take the least room, which takes half of the time. */
const little = 4 << 20;

/** Takes what the engine wrote beside its file into the file, as closing does: to be called where something else is waited for. */
export async function checkpoint(warehouse: Warehouse): Promise<void> {
  const bytes = bytesBeside(warehouse.file);
  if (bytes === 0) return;
  if (bytes > little) return warehouse.run("checkpoint");
  await warehouse.run("set disabled_compression_methods = 'fsst,dict_fsst'");
  try {
    await warehouse.run("checkpoint");
  } finally {
    await warehouse.run("reset disabled_compression_methods");
  }
}

/** Of what is not yet in the file. */
export function bytesBeside(file: string): number {
  return statSync(`${file}.wal`, {throwIfNoEntry: false})?.size ?? 0;
}
