import {lastRuns, type RunRecord} from "../job/history.ts";
import type {EntryState} from "../mail/entries.ts";
import type {Ledger} from "../store/ledger.ts";
import {because, lateMails, type MailRecord, outboxStates, unsettledMails} from "./mailStatus.ts";
import {type Claim, isPresent} from "./presence.ts";

/** How things stand; `status --json` is this value. Instants are UTC ISO texts. */
export interface Status {
  readonly healthy: boolean;
  /** What is wrong, in sentences without a full stop; none of them: healthy. */
  readonly problems: readonly string[];
  readonly daemon: DaemonRecord;
  /** The latest ten, the newest first. */
  readonly runs: readonly RunRecord[];
  /** Entries by state. */
  readonly outbox: Readonly<Record<EntryState, number>>;
  /** What should have happened more than an hour ago. */
  readonly late: {readonly slots: readonly SlotRecord[]; readonly mails: readonly MailRecord[]};
}

/** `stopped`: on purpose, or never started; `dead`: its process is gone, or gives no sign of life. */
export interface DaemonRecord {
  readonly state: "running" | "dead" | "stopped";
  readonly pid: number | null;
  readonly started_at: string | null;
  readonly beat_at: string | null;
  readonly next_slot: string | null;
}

export interface SlotRecord {
  readonly slot: string;
  readonly as_of: string | null;
  readonly state: string;
  readonly error: string | null;
}

export interface StatusOptions {
  readonly now: Date;
  /** True: the config says that runs are due, so somebody must be there to run them. */
  readonly hasSchedule: boolean;
}

const shownRuns = 10;
const hour = 3600_000;

export function readStatus(ledger: Ledger, {now, hasSchedule}: StatusOptions): Status {
  const daemon = daemonRecord(ledger, now);
  const since = new Date(now.getTime() - hour).toISOString();
  const late = {slots: lateSlots(ledger, daemon, since), mails: lateMails(ledger, since)};
  const problems = [
    ...daemonProblems(daemon, hasSchedule),
    ...slotProblems(ledger),
    ...incidents(ledger),
    ...late.slots.map(({slot, as_of}) => `the slot of ${slot}${as_of ? `, which reports ${as_of},` : ""} is late`),
    ...unsettledMails(ledger),
    ...late.mails.map(
      ({id, recipient, reply}) => `mail ${id} to ${recipient} has waited for more than an hour${because(reply)}`,
    ),
  ];
  const runs = lastRuns(ledger, shownRuns, now);
  return {healthy: problems.length === 0, problems, daemon, runs, outbox: outboxStates(ledger), late};
}

function daemonRecord(ledger: Ledger, now: Date): DaemonRecord {
  const columns = "pid, host, started_at, beat_at, next_slot";
  const row = ledger.row<Omit<DaemonRecord, "state"> & Claim>(`select ${columns} from daemon`);
  if (row === undefined) return {state: "stopped", pid: null, started_at: null, beat_at: null, next_slot: null};
  const {host, ...record} = row;
  if (row.pid === null) return {state: "stopped", ...record};
  return {state: isPresent(row, now) ? "running" : "dead", ...record};
}

function daemonProblems({state, pid, beat_at}: DaemonRecord, hasSchedule: boolean): string[] {
  if (state === "dead") return [`the daemon (process ${pid}) has given no sign of life since ${beat_at}`];
  return state === "stopped" && hasSchedule
    ? ["no daemon is running, so nothing runs by itself: start it with `node main daemon`"]
    : [];
}

/** Only the latest that came to an end: what went well since is well. */
function slotProblems(ledger: Ledger): string[] {
  const last = ledger.row<SlotRecord>(
    "select slot, as_of, state, error from slots where state in ('done', 'failed') order by slot desc",
  );
  if (last?.state !== "failed") return [];
  return [`the last slot, of ${last.slot}, failed${because(last.error)}`];
}

function incidents(ledger: Ledger): string[] {
  const open = "select opened_at, error from incidents where closed_at is null order by opened_at";
  return ledger
    .rows<{opened_at: string; error: string | null}>(open)
    .map(({opened_at, error}) => `trouble since ${opened_at}${because(error)}`);
}

/** Those noted and not begun, those begun and not ended in six hours, and the one the daemon was waiting for. */
function lateSlots(ledger: Ledger, {next_slot}: DaemonRecord, since: string): SlotRecord[] {
  const longAgo = new Date(new Date(since).getTime() - 5 * hour).toISOString();
  const noted = ledger.rows<SlotRecord>(
    `select slot, as_of, state, error from slots
     where (state = 'due' and slot < @since) or (state = 'running' and slot < @longAgo)
     order by slot`,
    {since, longAgo},
  );
  const isNoted = ledger.row("select 1 from slots where slot >= ?", [next_slot]) !== undefined;
  const isMissed = next_slot !== null && next_slot < since && !isNoted;
  return isMissed ? [...noted, {slot: next_slot, as_of: null, state: "due", error: null}] : noted;
}
