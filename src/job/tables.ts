import {AuditError, GateError, InterruptionError, messageOf} from "../lib/errors.ts";
import {runStages, type StageRun} from "../pipeline.ts";
import {readQuality} from "../report/figures.ts";
import type {OrdersTable} from "../report/orders/ordersTable.ts";
import type {StageContext, StageName} from "../stage.ts";
import {freezeViews, viewsOf} from "../store/frozen.ts";
import type {Warehouse} from "../store/warehouse.ts";
import type {JobContext} from "./context.ts";
import {checkGates} from "./gates.ts";
import {isAppendedOnly} from "./unchanged.ts";

/** The layer of tables each stage makes of those before it, where it makes views. */
const layers: Partial<Record<StageName, string>> = {normalize: "clean", federate: "mart"};

/**
 * The sources → the tables of a report, all of them or none: what fails leaves the earlier raw, clean and finished tables as they
 * were, and fitting together. Only where a person should look into it do the new records stay, beside the earlier marts.
 */
export async function makeTables(
  context: JobContext,
  workplace: StageContext,
  orders?: OrdersTable,
): Promise<readonly StageRun[]> {
  const {warehouse} = workplace;
  const make = () => runToMarts(context, workplace, orders);
  // Nothing to leave as it was, and tables made within a transaction are joined at a higher cost.
  if ((await viewsOf(warehouse, layers.federate!)).length === 0) return make();
  try {
    return await warehouse.allOrNothing(make, (error) => keepRecords(warehouse, error));
  } catch (error) {
    if (error instanceof AuditError) await readAgain(workplace);
    if (!isGivenUp(error)) throw error;
    // Something went wrong that the run may go on after, such as with an optional source, and the engine would not go on.
    await freezeViews(warehouse, layers.federate!);
    return make();
  }
}

async function runToMarts(
  {progress}: JobContext,
  workplace: StageContext,
  orders?: OrdersTable,
): Promise<readonly StageRun[]> {
  const read = await runStages(["integrate"], workplace, progress);
  if (read.every(isAppendedOnly)) await orders?.copyAhead();
  const normalized = await runStages(["normalize"], workplace, progress);
  await orders?.giveUpIfTouched();
  checkGates(workplace.config.sources, await readQuality(workplace.warehouse));
  return [...read, ...normalized, ...(await runStages(["federate"], workplace, progress))];
}

/** Before the marts are begun, what was read can stay: the marts are frozen as everybody else still sees them. */
async function keepRecords(warehouse: Warehouse, error: unknown): Promise<boolean> {
  if (!(error instanceof GateError || error instanceof InterruptionError)) return false;
  const session = await warehouse.session();
  try {
    await freezeViews(session, layers.federate!);
  } finally {
    session.close();
  }
  return true;
}

/** After an audit failed, and all was taken back: the records that are wrong, for whoever looks into it. */
async function readAgain(workplace: StageContext): Promise<void> {
  await freezeViews(workplace.warehouse, layers.federate!);
  await runStages(["integrate", "normalize"], workplace);
}

/** True where the engine had given the transaction up. */
function isGivenUp(error: unknown): boolean {
  return /transaction is aborted/i.test(messageOf(error));
}

/** Makes a stage that runs alone leave what later stages made as it is. */
export async function freezeLater(warehouse: Warehouse, stage: StageName): Promise<void> {
  const later: Partial<Record<StageName, readonly StageName[]>> = {
    integrate: ["federate", "normalize"],
    normalize: ["federate"],
  };
  for (const name of later[stage] ?? []) await freezeViews(warehouse, layers[name]!);
}
