import {randomUUID} from "node:crypto";
import type {Config, ScheduleConfig} from "../config/config.ts";
import {secondsAfter} from "../lib/backoff.ts";
import {failureFacts, failureOf} from "../lib/failure.ts";
import type {Log} from "../lib/log.ts";
import {openLog} from "../lib/runLog.ts";
import {dayAt} from "../lib/time.ts";
import {version} from "../lib/version.ts";
import {ping} from "../mail/ping.ts";
import type {Progress} from "../pipeline.ts";
import type {Ledger} from "../store/ledger.ts";
import type {JobContext} from "./context.ts";
import type {JobEffects} from "./effects.ts";
import {runRecordedJob} from "./recordedJob.ts";
import {type Attempt, deadlineOf, endOfError, endOfJob, type SlotEnd} from "./slotEnd.ts";
import {closeAttempt, type SlotNews} from "./slotNews.ts";
import {advanceSlot, beginSlot, type SlotRecord} from "./slots.ts";
import {unreached} from "./undelivered.ts";

/** What serves slots: the config of the hour, and the outside world. */
export interface SlotDesk {
  readonly config: Config & {readonly schedule: ScheduleConfig};
  readonly ledger: Ledger;
  readonly effects: SlotEffects;
  /** When it aborts, the step at work is finished and none is begun. */
  readonly stopping: AbortSignal;
  /** When it aborts, what is unfinished is removed at once. */
  readonly signal: AbortSignal;
  /** Prints the log of runs, too. */
  readonly verbose: boolean;
  readonly say: (line: string) => void;
}

export interface SlotEffects extends JobEffects {
  now(): Date;
  /** Told of each step, by name. */
  step(name: string): void;
}

/** The end of one attempt, the run it was, and what the owner is told of it. */
export interface SlotAttempt {
  readonly run: string;
  readonly end: SlotEnd;
  readonly news: SlotNews;
}

/** One attempt at a slot, from the sources to the last recipient, written down in the ledger at every step. Throws only where the ledger cannot be used. */
export async function attemptSlot(slot: SlotRecord, desk: SlotDesk): Promise<SlotAttempt> {
  const {config, ledger, effects} = desk;
  const [run, number] = [randomUUID(), slot.attempts + 1];
  const {logs: folder, timezone, secrets} = config;
  const log = openLog({folder, timezone, secrets, run, verbose: desk.verbose, say: desk.say}, effects.now);
  try {
    beginSlot(ledger, slot.slot, run, effects.now());
    log.info({slot: slot.slot, as_of: slot.asOf, attempt: number}, "slot begun");
    effects.step("slot begun");
    const context = contextOf(slot, run, log, desk);
    await ping({url: config.ping?.url, run, log}, {kind: "start"});
    const end = await endOf(context, desk, slot, number);
    effects.step("slot ends");
    const news = await closeAttempt(slot, run, end, {config, ledger, now: effects.now()});
    effects.step("slot ended");
    await pingEnd(config, run, log, end);
    return {run, end, news};
  } finally {
    log.close();
  }
}

/** One that came too late to be begun. In its own minute none is. */
export function isTooLate(slot: SlotRecord, {config, effects}: SlotDesk): boolean {
  const now = effects.now();
  return now > deadlineOf({slot, config}) && now >= secondsAfter(new Date(slot.slot), 60);
}

async function endOf(context: JobContext, desk: SlotDesk, slot: SlotRecord, number: number): Promise<SlotEnd> {
  const {config, ledger, effects} = desk;
  const mail = config.mail ? {mail: {resend: false}} : {};
  const attempt = (): Attempt => ({
    slot,
    number,
    config,
    unreached: unreached(ledger, slot.asOf, config),
    now: effects.now(),
  });
  try {
    const assignment = {cause: "slot", slot: slot.slot, attempt: number, ...mail} as const;
    return endOfJob(await runRecordedJob(context, ledger, assignment, effects), attempt());
  } catch (thrown) {
    const error = failureOf(thrown);
    const end = endOfError(error, attempt());
    if (end.kind !== "interrupted") context.log.error(failureFacts(error), "run failed");
    return end;
  }
}

/** The day it is for the stages is the slot's own, however late it is, so that every attempt makes the same report. */
function contextOf(slot: SlotRecord, run: string, log: Log, desk: SlotDesk): JobContext {
  const {config, ledger, effects, stopping, signal} = desk;
  const {now, step} = effects;
  const progress: Progress = {
    started() {},
    finished: ({stage}) => advanceSlot(ledger, slot.slot, stage, now()),
  };
  return {
    config,
    log,
    run,
    started: now(),
    today: dayAt(new Date(slot.slot), config.timezone),
    asOf: slot.asOf,
    purpose: [slot.slot, slot.asOf, config.hash, version()].join(" "),
    now,
    step,
    progress,
    stopping,
    signal,
  };
}

/** An attempt that is not the last one says nothing yet. */
async function pingEnd({ping: address}: Config, run: string, log: Log, end: SlotEnd): Promise<void> {
  const call = {url: address?.url, run, log};
  if (end.kind === "done") await ping(call, {kind: "success"});
  if (end.kind === "failed") await ping(call, {kind: "fail", exitCode: end.exitCode});
}
