import type {Warehouse} from "./warehouse.ts";

/** Fewer records than these one thread works through sooner than several that wait for one another. */
const fewRecords = 100_000;

/** Fewer than these are joined as written down before a better order is found: looking for one takes up to two thirds of a query. */
const joinedSoon = 5_000;

/** Warehouses that join as written down anyway. */
const joiningSoon = new WeakSet<Warehouse>();

/** Lets the engine go to the lengths that pay for the records at hand. It stays so until it is asked again. */
export async function suitEffort(warehouse: Warehouse, records: number): Promise<void> {
  const threads = records < fewRecords ? "set threads = 1" : "reset threads";
  const isSoon = records < joinedSoon;
  const plans = isSoon ? "set disabled_optimizers = 'join_order'" : "reset disabled_optimizers";
  await warehouse.run(`${threads}; ${plans}`);
  if (isSoon) joiningSoon.add(warehouse);
  else joiningSoon.delete(warehouse);
}

/** Has the engine go through the first table of a query and look the others up, as it is written. By itself it would rather gather all rows to look them up where it takes them for few, which takes a fifth longer, or twice as long. */
export async function asWritten<T>(warehouse: Warehouse, work: () => Promise<T>): Promise<T> {
  if (joiningSoon.has(warehouse)) return work();
  await warehouse.run("set disabled_optimizers = 'join_order,build_side_probe_side'");
  const goBack = () => warehouse.run("reset disabled_optimizers");
  try {
    const result = await work();
    await goBack();
    return result;
  } catch (error) {
    await goBack().catch(() => {}); // Not to be had where that error ended a transaction.
    throw error;
  }
}
