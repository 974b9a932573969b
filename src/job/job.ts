import {defined} from "../lib/defined.ts";
import {failureFacts, failureOf} from "../lib/failure.ts";
import {type Progress, runStages, type StageRun} from "../pipeline.ts";
import {writeReport} from "../report/index.ts";
import {keepReport} from "../report/kept.ts";
import type {OrdersTable} from "../report/orders/ordersTable.ts";
import {publish} from "../report/publish.ts";
import type {Report} from "../report/report.ts";
import {isAsked, ordersTableIn} from "../report/tables.ts";
import type {Note, StageContext} from "../stage.ts";
import {checkpoint} from "../store/checkpoint.ts";
import {startPainters} from "../visualize/painters.ts";
import {begin, type JobContext} from "./context.ts";
import {filesBelow} from "./files.ts";
import {makeTables} from "./tables.ts";
import {hasNoNews, isUnchanged} from "./unchanged.ts";
import {withWorkplace} from "./workplace.ts";

export interface JobResult {
  readonly report: Report;
  readonly stages: readonly StageRun[];
  /** What putting the report in its place had to say. */
  readonly notes: readonly Note[];
  /** Where the report is, absolute. */
  readonly folder: string;
  /** Every file in it, absolute. */
  readonly files: readonly string[];
  /** Milliseconds from the start to the report in its place. */
  readonly ms: number;
}

/**
 * One whole run: the four stages, the quality gates, the report in its place. What fails leaves earlier reports untouched.
 * Throws TemporaryError while another run holds the warehouse, and ConfigError, SourceError, GateError or RunError.
 */
export async function runJob(context: JobContext): Promise<JobResult> {
  const {log, today, asOf} = context;
  const started = performance.now();
  log.info({today, ...(asOf ? {as_of: asOf} : {})}, "run started");
  const made = await withPainters(context, (own) => withWorkplace(own, (workplace) => makeReport(own, workplace)));
  const ms = Math.round(performance.now() - started);
  log.info({as_of: made.report.as_of, degraded: made.report.degraded.length, ms}, "run finished");
  return {...made, files: filesBelow(made.folder), ms};
}

/** What draws is loaded while the tables are made of what was read, and let go when the report is there. Reading has the processors for itself; without news there is most likely nothing to draw. */
async function withPainters<T>(context: JobContext, work: (context: JobContext) => Promise<T>): Promise<T> {
  let dismiss: (() => void) | undefined;
  const {progress} = context;
  const finished: Progress["finished"] = (run) => {
    progress.finished(run);
    if (run.stage === "integrate" && !hasNoNews(run)) dismiss ??= startPainters();
  };
  try {
    return await work({...context, progress: {started: (stage) => progress.started(stage), finished}});
  } finally {
    dismiss?.();
  }
}

/** Work that goes on beside other work, until somebody asks for its end. */
function collected() {
  const works: Promise<void>[] = [];
  return {
    later(work: Promise<void>) {
      works.push(work);
      work.catch(() => {}); // Told by `done`, if it comes to that.
    },
    done: () => Promise.all(works),
  };
}

async function makeReport(context: JobContext, workplace: StageContext) {
  const {warehouse, folder, config} = workplace;
  if (!isAsked("orders", config.tables)) return makeWithOrders(context, workplace);
  const orders = ordersTableIn(warehouse, folder);
  try {
    return await makeWithOrders(context, workplace, orders);
  } finally {
    await orders.close();
  }
}

async function makeWithOrders(context: JobContext, workplace: StageContext, orders?: OrdersTable) {
  const {run, started, now, progress} = context;
  const {folder: staging} = workplace;
  const made = await makeTables(context, workplace, orders);
  const common = {id: run, started: started.toISOString(), now: () => now().toISOString()};
  const kept = isUnchanged(made) ? await keepReport({...workplace, run: {...common, stages: made}}) : undefined;
  if (kept) {
    context.log.info({as_of: kept.report.as_of}, "nothing changed, report kept");
    return {...kept, stages: made, notes: []};
  }
  await orders?.begin().catch((error: unknown) => {
    throw failureOf(error, {setting: "outputs", path: context.config.outputs});
  });
  const {later, done: figures} = collected();
  const stages = [...made, ...(await runStages(["visualize"], {...workplace, later}, progress))];
  begin(context, "report");
  const rest = () => Promise.all([figures(), settle(workplace)]);
  const report = await writeReport({
    ...workplace,
    run: {...common, stages},
    figures: rest,
    ...defined({orders}),
  });
  begin(context, "publish");
  return {report, stages, ...(await publish(staging, report.as_of))};
}

/** What closing the warehouse would do otherwise, done while figures are drawn. Nothing is lost where there is no room for it. */
async function settle({warehouse, log}: StageContext): Promise<void> {
  try {
    await checkpoint(warehouse);
  } catch (error) {
    log.warn(failureFacts(error), "warehouse not settled");
  }
}
