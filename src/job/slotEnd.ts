import type {Config, ScheduleConfig} from "../config/config.ts";
import {pauseAfter, secondsAfter} from "../lib/backoff.ts";
import {DaybookError, InterruptionError, messageOf} from "../lib/errors.ts";
import {failureFacts} from "../lib/failure.ts";
import {maskFor} from "../lib/secrets.ts";
import type {OutboxEntry} from "../mail/entries.ts";
import {unaccepted} from "./mailing.ts";
import type {JobDone} from "./recordedJob.ts";
import type {SlotRecord} from "./slots.ts";
import {undelivered} from "./undelivered.ts";

/** How one attempt at a slot ended. */
export type SlotEnd =
  | {readonly kind: "done"}
  /** To be gone on with. */
  | {readonly kind: "interrupted"}
  /** What went wrong may be right at `at`. */
  | {readonly kind: "retry"; readonly at: Date; readonly error: string}
  | SlotFailure;

export interface SlotFailure {
  readonly kind: "failed";
  readonly exitCode: number;
  /** What went wrong, with its remedy; without secrets. */
  readonly error: string;
  /** Who did not get the report. */
  readonly unreached: readonly string[];
  /** For the log: nothing of it may be a customer's. */
  readonly facts: object;
}

export interface Attempt {
  readonly slot: SlotRecord;
  /** This one's, 1 for the first. */
  readonly number: number;
  readonly config: Config & {readonly schedule: ScheduleConfig};
  /** The readers who do not have the report of the day. */
  readonly unreached: readonly string[];
  readonly now: Date;
}

/** What an attempt that came to its end means for the slot. */
export function endOfJob({mailing, exitCode}: JobDone, attempt: Attempt): SlotEnd {
  if (mailing === undefined || exitCode === 0) return {kind: "done"};
  const left = unaccepted(mailing.entries);
  const error = undelivered(mailing.entries).join("\n");
  const facts = {exit_code: exitCode, undelivered: left.map(({state}) => state)};
  const failure = {exitCode, error, facts, unreached: left.map(({recipient}) => recipient)};
  return settle(
    left.some((entry) => isPending(entry, attempt)),
    failure,
    attempt,
  );
}

/** What an attempt that threw means for the slot. */
export function endOfError(error: unknown, attempt: Attempt): SlotEnd {
  if (error instanceof InterruptionError) return {kind: "interrupted"};
  const {config, unreached} = attempt;
  const failure = {
    exitCode: error instanceof DaybookError ? error.exitCode : 1,
    error: maskFor(config.secrets)(messageOf(error)),
    facts: failureFacts(error),
    unreached,
  };
  return settle(error instanceof DaybookError && error.temporary, failure, attempt);
}

/** Tried again only if that can help, while there are attempts left, and not too late. */
function settle(isTemporary: boolean, failure: Omit<SlotFailure, "kind">, attempt: Attempt): SlotEnd {
  const {retry} = attempt.config.schedule;
  const at = secondsAfter(attempt.now, pauseAfter(attempt.number, retry));
  const mayRetry = isTemporary && attempt.number < retry.attempts && at <= deadlineOf(attempt);
  return mayRetry ? {kind: "retry", at, error: failure.error} : {kind: "failed", ...failure};
}

export function deadlineOf({slot, config}: Pick<Attempt, "slot" | "config">): Date {
  return secondsAfter(new Date(slot.slot), config.schedule.maxLateness);
}

/** What the outbox sends again by itself. */
function isPending({state}: OutboxEntry, {config}: Attempt): boolean {
  return state === "queued" || state === "sending" || (state === "in_doubt" && config.mail?.inDoubt === "resend");
}
