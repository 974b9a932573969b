import {join} from "node:path";
import {loadConfig} from "../../src/config/load.ts";
import type {JobContext} from "../../src/job/context.ts";
import {makeTables} from "../../src/job/tables.ts";
import {silentLog} from "../../src/lib/log.ts";
import type {Progress} from "../../src/pipeline.ts";
import type {OrdersTable} from "../../src/report/orders/ordersTable.ts";
import type {StageContext} from "../../src/stage.ts";
import type {Warehouse} from "../../src/store/warehouse.ts";

/** What a run on the shop in `folder` is given. */
export function workplaceOf(folder: string, warehouse: Warehouse, asOf: string): StageContext {
  const config = loadConfig(join(folder, "config.yaml"));
  return {config, warehouse, log: silentLog, today: "2026-04-01", asOf, folder};
}

/** Makes the tables of a report, and returns what they were made with. */
export async function oneRun(
  folder: string,
  warehouse: Warehouse,
  asOf: string,
  progress: Progress = {started() {}, finished() {}},
  orders?: OrdersTable,
): Promise<StageContext> {
  const workplace = workplaceOf(folder, warehouse, asOf);
  await makeTables({progress} as unknown as JobContext, workplace, orders);
  return workplace;
}
