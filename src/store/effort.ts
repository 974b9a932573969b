import type {Warehouse} from "./warehouse.ts";

/** Fewer records than these one thread works through sooner than several that wait for one another. */
const fewRecords = 100_000;

/** Fewer than these are joined as written down before a better order is found: looking for one takes up to two thirds of a query. */
const joinedSoon = 5_000;

/** Lets the engine go to the lengths that pay for the records at hand. It stays so until it is asked again. */
export async function suitEffort(warehouse: Warehouse, records: number): Promise<void> {
  const threads = records < fewRecords ? "set threads = 1" : "reset threads";
  const plans = records < joinedSoon ? "set disabled_optimizers = 'join_order'" : "reset disabled_optimizers";
  await warehouse.run(`${threads}; ${plans}`);
}
