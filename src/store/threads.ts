import type {Warehouse} from "./warehouse.ts";

/** Fewer records than these one thread works through sooner than several that wait for one another. */
const fewRecords = 100_000;

/** Lets the engine work with as many threads as pay for the records at hand. It stays so until it is asked again. */
export async function suitThreads(warehouse: Warehouse, records: number): Promise<void> {
  await warehouse.run(records < fewRecords ? "set threads = 1" : "reset threads");
}
