import {DaybookError} from "../lib/errors.ts";
import {mailOf} from "../mail/addresses.ts";
import {ping} from "../mail/ping.ts";
import {Ledger} from "../store/ledger.ts";
import type {JobContext} from "./context.ts";
import {markInterrupted} from "./history.ts";
import {type Assignment, type JobDone, runRecordedJob} from "./recordedJob.ts";

/** One job that a person asked for, noted in the ledger. Throws ConfigError, before anything is done, when mail is asked for and not set up. */
export async function runAskedJob(context: JobContext, assignment: Omit<Assignment, "slot">): Promise<JobDone> {
  const {config, now} = context;
  if (assignment.mail) mailOf(config);
  const ledger = Ledger.open(config.ledger);
  try {
    markInterrupted(ledger, now());
    return await runRecordedJob(context, ledger, assignment);
  } finally {
    ledger.close();
  }
}

/** The job of the schedule, at once and once: with its mail where mail is set up, with its calls to the dead-man switch, without trying again. */
export async function tryScheduledJob(context: JobContext, {resend}: {readonly resend: boolean}): Promise<JobDone> {
  const {config, run, log} = context;
  const call = {url: config.ping?.url, run, log};
  await ping(call, {kind: "start"});
  try {
    const done = await runAskedJob(context, {cause: "test", ...(config.mail ? {mail: {resend}} : {})});
    await ping(call, done.exitCode === 0 ? {kind: "success"} : {kind: "fail", exitCode: done.exitCode});
    return done;
  } catch (error) {
    await ping(call, {kind: "fail", exitCode: error instanceof DaybookError ? error.exitCode : 1});
    throw error;
  }
}
