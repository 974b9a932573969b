import {defined} from "../lib/defined.ts";
import {failureFacts} from "../lib/failure.ts";
import type {Log} from "../lib/log.ts";
import {discard, stagingFolder} from "../report/publish.ts";
import type {StageContext} from "../stage.ts";
import {compact} from "../store/compact.ts";
import {forgetHolder} from "../store/holder.ts";
import {Warehouse} from "../store/warehouse.ts";
import {checkAudits} from "./audits.ts";
import type {JobContext} from "./context.ts";

/** Opens what a run works with (the warehouse, an empty folder beside the outputs) and gives it back, whatever `work` does. Throws ConfigError, RunError or TemporaryError where it cannot. */
export async function withWorkplace<T>(context: JobContext, work: (stage: StageContext) => Promise<T>): Promise<T> {
  const {config, log, today, asOf, purpose, isFullRefresh, signal} = context;
  checkAudits(config);
  const warehouse = await Warehouse.open(config.warehouse, config.timezone, config.memory);
  const cleanUp: (() => void)[] = [() => warehouse.close()];
  try {
    const folder = stagingFolder(config.outputs);
    cleanUp.unshift(() => discard(folder));
    cleanUp.unshift(
      onAbort(signal, () => {
        log.warn({}, "run interrupted");
        discard(folder);
        forgetHolder(config.warehouse);
      }),
    );
    const result = await work({config, warehouse, log, today, folder, ...defined({asOf, purpose, isFullRefresh})});
    await giveBackRoom(warehouse, log);
    return result;
  } finally {
    for (const step of cleanUp) step();
  }
}

/** What was asked for is done, and stays so where there is no room for this. */
async function giveBackRoom(warehouse: Warehouse, log: Log): Promise<void> {
  try {
    const done = await compact(warehouse);
    if (done) log.info({bytes_before: done.before, bytes: done.after}, "warehouse compacted");
  } catch (error) {
    log.warn(failureFacts(error), "warehouse not compacted");
  }
}

/** Returns how to take the listener off again. */
function onAbort(signal: AbortSignal, listener: () => void): () => void {
  signal.addEventListener("abort", listener, {once: true});
  return () => signal.removeEventListener("abort", listener);
}
