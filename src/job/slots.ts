import {secondsAfter} from "../lib/backoff.ts";
import type {Ledger} from "../store/ledger.ts";

/** An instant at which a run is due. */
export interface NewSlot {
  /** UTC ISO text. */
  readonly slot: string;
  /** The business day to report. */
  readonly asOf: string;
}

/** One slot of the ledger that is to be served. Instants are UTC ISO texts. */
export interface SlotRecord extends NewSlot {
  /** How often it was begun and came to an end of its own, good or bad. */
  readonly attempts: number;
  /** Before this it is not begun again. */
  readonly nextAttemptAt: string | null;
  /** What its last attempt failed for. */
  readonly error: string | null;
}

const columns = "slot, as_of as asOf, attempts, next_attempt_at as nextAttemptAt, error";

/** `skipped`: a run was at work; `missed`: it passed while nothing was running, and is not made up for. */
export type Decision = "due" | "skipped" | "missed";

/** What is decided about slots, once and for all: those already known stay as they are. Returns the new ones. */
export function noteSlots<T extends NewSlot>(ledger: Ledger, slots: readonly T[], decision: Decision, now: Date): T[] {
  const sql =
    "insert into slots (slot, as_of, state, updated_at) values (@slot, @asOf, @decision, @now) on conflict do nothing";
  const isNew = ({slot, asOf}: NewSlot) => ledger.run(sql, {slot, asOf, decision, now: now.toISOString()}).changes > 0;
  return ledger.transaction(() => slots.filter(isNew));
}

/**
 * What a clock that was ahead has decided too early is to be decided again, and what it has put off is to be tried at once; only what
 * was done a short while ahead stays done.
 */
export function forgetEarlyDecisions(ledger: Ledger, now: Date): void {
  const after = (seconds: number) => secondsAfter(now, seconds).toISOString();
  const [minuteAgo, inAMinute, tomorrow] = [after(-60), after(60), after(86_400)];
  ledger.run(
    `delete from slots where (slot > @minuteAgo and state = 'missed') or (slot > @now and state in ('due', 'skipped', 'failed'))
       or slot > @tomorrow or (updated_at > @inAMinute and state in ('missed', 'skipped', 'failed'))`,
    {minuteAgo, now: after(0), tomorrow, inAMinute},
  );
  ledger.run("update slots set next_attempt_at = null, updated_at = ? where state = 'due' and updated_at > ?", [
    after(0),
    inAMinute,
  ]);
}

/** The latest slot decided upon that does not lie ahead. */
export function lastSlot(ledger: Ledger, now: Date): string | undefined {
  const sql = "select max(slot) as slot from slots where slot <= ?";
  return ledger.row<{slot: string | null}>(sql, [now.toISOString()])?.slot ?? undefined;
}

/** The slots to be served, the oldest first; those that wait to be tried again included. */
export function openSlots(ledger: Ledger): SlotRecord[] {
  return ledger.rows<SlotRecord>(`select ${columns} from slots where state = 'due' order by slot`);
}

/** Slots that were given up and lack nothing but that everybody has the report, the oldest first. Those nobody wanted had no error. */
export function undeliveredSlots(ledger: Ledger): NewSlot[] {
  return ledger.rows<NewSlot>(
    `select slots.slot, slots.as_of as asOf from slots left join runs on runs.run_id = slots.run_id
     where (slots.state = 'failed' and runs.result = 'undelivered') or (slots.state = 'missed' and slots.error is not null)
     order by slots.slot`,
  );
}

/** A slot to be served; nothing where it is no more. */
export function openSlot(ledger: Ledger, slot: string): SlotRecord | undefined {
  return openSlots(ledger).find((open) => open.slot === slot);
}

/** It is being served, or waits for that. */
export function isServed(ledger: Ledger, slot: string): boolean {
  return ledger.row("select 1 from slots where slot = ? and state in ('due', 'running')", [slot]) !== undefined;
}

export function beginSlot(ledger: Ledger, slot: string, run: string, now: Date): void {
  const set = "state = 'running', attempts = attempts + 1, run_id = @run, next_attempt_at = null, updated_at = @now";
  ledger.run(`update slots set ${set} where slot = @slot`, {slot, run, now: now.toISOString()});
}

/** `stage` is the one just finished. */
export function advanceSlot(ledger: Ledger, slot: string, stage: string, now: Date): void {
  ledger.run("update slots set stage = ?, updated_at = ? where slot = ?", [stage, now.toISOString(), slot]);
}

export function endSlot(
  ledger: Ledger,
  slot: string,
  state: "done" | "failed" | "missed",
  now: Date,
  error?: string,
): void {
  ledger.run(
    "update slots set state = @state, error = @error, next_attempt_at = null, updated_at = @now where slot = @slot",
    {
      slot,
      state,
      error: error ?? null,
      now: now.toISOString(),
    },
  );
}

/** It is served again from `at` on. */
export function postponeSlot(ledger: Ledger, slot: string, at: Date, now: Date, error: string): void {
  ledger.run(
    "update slots set state = 'due', next_attempt_at = @at, error = @error, updated_at = @now where slot = @slot",
    {
      slot,
      at: at.toISOString(),
      error,
      now: now.toISOString(),
    },
  );
}

/** What was begun and broken off goes on at once, and does not count as tried. To be called while nothing is being served. Returns how many. */
export function recoverSlots(ledger: Ledger, now: Date): number {
  const set = "state = 'due', attempts = max(attempts - 1, 0), next_attempt_at = null, updated_at = ?";
  return ledger.run(`update slots set ${set} where state = 'running'`, [now.toISOString()]).changes;
}
