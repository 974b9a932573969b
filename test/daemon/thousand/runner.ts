import {Daemon} from "../../../src/daemon/daemon.ts";
import type {JobContext} from "../../../src/job/context.ts";
import {type JobResult, runJob} from "../../../src/job/job.ts";
import {FakeClock} from "../fakeClock.ts";
import {until} from "../patience.ts";

/**
 * A daemon by the minute on a fake clock: so many jobs, the first of them real and the others, for the sake of time, without a
 * report. Prints by how many bytes the heap grew, once each kind had begun, and what keeps the process alive in the end.
 */
const [file, jobs, real] = process.argv.slice(2) as [string, string, string];
const clock = new FakeClock(new Date("2026-01-20T05:58:30Z"));
let done = 0;

async function makeReport(context: JobContext): Promise<JobResult> {
  done += 1;
  if (done <= Number(real)) return runJob(context);
  const report = {as_of: context.asOf, degraded: []} as unknown as JobResult["report"];
  return {report, stages: [], notes: [], folder: "", files: [], ms: 0};
}

const daemon = Daemon.open({file, verbose: false, say: () => {}}, clock.effects({makeReport}));
const running = daemon.run();
const settled = () => until(() => daemon.isIdle);

function heap(): number {
  clock.steps.length = 0;
  globalThis.gc!();
  return process.memoryUsage().heapUsed;
}

/** After a quarter of so many jobs, until the last of them. */
async function growthOver(count: number): Promise<number> {
  const warm = Math.round(count / 4);
  await clock.pass(warm, settled);
  const before = heap();
  await clock.pass(count - warm, settled);
  return heap() - before;
}

const growth = {real: await growthOver(Number(real)), others: await growthOver(Number(jobs) - Number(real))};
daemon.stop();
await running;
const alive = process.getActiveResourcesInfo().filter((name) => !/^(TTYWrap|PipeWrap|FSReqPromise)$/.test(name));
console.log(JSON.stringify({done, growth, alive, ticked: clock.ticked, sleeping: clock.sleeping}));
