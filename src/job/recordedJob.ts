import {defined} from "../lib/defined.ts";
import {DaybookError, InterruptionError, messageOf} from "../lib/errors.ts";
import {failureFacts, failureOf} from "../lib/failure.ts";
import {maskFor} from "../lib/secrets.ts";
import type {Progress} from "../pipeline.ts";
import type {Ledger} from "../store/ledger.ts";
import {begin, type JobContext} from "./context.ts";
import {type JobEffects, jobEffects} from "./effects.ts";
import {closeRun, openRun, type RunCause, type RunEnd, recordStage} from "./history.ts";
import type {JobResult} from "./job.ts";
import {type Mailing, mailReport, unaccepted} from "./mailing.ts";
import {publishedBefore} from "./published.ts";

/** Who asked for a job, and what belongs to it besides the report. */
export interface Assignment {
  readonly cause: RunCause;
  /** The slot it serves, UTC ISO. A report that an earlier attempt at it published is not made again. */
  readonly slot?: string;
  /** 1 for the first of its slot. */
  readonly attempt?: number;
  /** Absent: nobody is mailed. */
  readonly mail?: {readonly resend: boolean};
}

/** A job that was done; of the mail, perhaps not everything. */
export interface JobDone {
  readonly job: JobResult;
  /** Absent: none was asked for. */
  readonly mailing?: Mailing;
  /** 0, or 4 where not every recipient's server has accepted the mail. */
  readonly exitCode: 0 | 4;
}

/**
 * One job as the ledger remembers it: opened, its stages noted, closed with how it ended. Throws what `runJob` and `mailReport`
 * throw; that is noted.
 */
export async function runRecordedJob(
  context: JobContext,
  ledger: Ledger,
  assignment: Assignment,
  effects: JobEffects = jobEffects,
): Promise<JobDone> {
  const {run, asOf, now, step} = context;
  const {cause, slot, attempt} = assignment;
  openRun(ledger, {run, cause, now: now(), ...defined({slot, asOf, attempt})});
  step("run opened");
  try {
    const done = await work(context, ledger, assignment, effects);
    step("close");
    close(context, ledger, endOf(done));
    return done;
  } catch (thrown) {
    throw noteFailure(failureOf(thrown), context, ledger);
  }
}

async function work(
  context: JobContext,
  ledger: Ledger,
  assignment: Assignment,
  effects: JobEffects,
): Promise<JobDone> {
  const {slot, mail} = assignment;
  const recorded = {...context, progress: recording(context, ledger)};
  const published = slot === undefined ? undefined : publishedBefore(context, ledger, slot);
  const job = published ?? (await effects.makeReport(recorded));
  if (mail === undefined) return {job, exitCode: 0};
  const {report, folder} = job;
  const mailing = await mailReport(report, context, {ledger, folder, effects, ...mail});
  return {job, mailing, exitCode: unaccepted(mailing.entries).length > 0 ? 4 : 0};
}

/** Tells whoever watches and notes each stage. */
function recording(context: JobContext, ledger: Ledger): Progress {
  const {progress, run, now, step} = context;
  return {
    started(stage) {
      begin(context, stage);
      progress.started(stage);
    },
    finished(stageRun) {
      step(`${stageRun.stage} finished`);
      recordStage(ledger, run, stageRun, now());
      progress.finished(stageRun);
    },
  };
}

type End = Omit<RunEnd, "ms" | "now">;

function close({run, started, now}: JobContext, ledger: Ledger, end: End): void {
  closeRun(ledger, run, {...end, ms: now().getTime() - started.getTime(), now: now()});
}

function endOf({job, exitCode}: JobDone): End {
  const {as_of: asOf, degraded} = job.report;
  return {result: exitCode === 0 ? "ok" : "undelivered", exitCode, asOf, degraded: degraded.length};
}

/** Returns the error. That the ledger cannot take it, perhaps for the same reason, must not hide it. */
function noteFailure(error: unknown, context: JobContext, ledger: Ledger): unknown {
  try {
    const message = maskFor(context.config.secrets)(messageOf(error));
    close(context, ledger, {...resultOf(error), error: message});
  } catch (trouble) {
    context.log.error(failureFacts(trouble), "run not noted in the ledger");
  }
  return error;
}

function resultOf(error: unknown): Pick<End, "result" | "exitCode"> {
  const exitCode = error instanceof DaybookError ? error.exitCode : 1;
  if (error instanceof InterruptionError) return {result: "interrupted", exitCode};
  const results: Readonly<Record<number, RunEnd["result"]>> = {3: "blocked", 4: "undelivered"};
  return {result: results[exitCode] ?? "failed", exitCode};
}
