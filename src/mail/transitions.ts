import {isAlive} from "../lib/alive.ts";
import type {Ledger} from "../store/ledger.ts";
import type {EntryState} from "./entries.ts";
import {isKept} from "./unwritten.ts";

/** The ways from one state of an entry to another. Each is one statement that looks at the state it leaves, so that of two processes only one takes it; false: the entry was not there. */

/** No server takes this long: what says it is being sent for longer is not. */
const longestSending = 3600_000;

/** Takes an entry for this process to send. */
export function markSending(ledger: Ledger, id: number, now: Date): boolean {
  return move(ledger, id, ["queued"], "sending", {now, reply: null, pid: process.pid, attempts: 1});
}

/** The server has accepted it: its bytes are not needed any more. True whatever was thought of it meanwhile. */
export function markSent(ledger: Ledger, id: number, reply: string, now: Date): boolean {
  return move(ledger, id, ["sending", "in_doubt", "queued"], "sent", {now, reply});
}

/** The server refuses it for good. */
export function markFailed(ledger: Ledger, id: number, reply: string, now: Date): boolean {
  return move(ledger, id, ["sending"], "failed", {now, reply});
}

/** The server refuses it for now. */
export function postpone(ledger: Ledger, id: number, reply: string, nextAttemptAt: Date, now: Date): boolean {
  return move(ledger, id, ["sending"], "queued", {now, reply, nextAttemptAt});
}

/** It was handed over and nobody knows whether it was accepted. `nextAttemptAt`: when it may be sent again, where that is wanted. */
export function markInDoubt(ledger: Ledger, id: number, reply: string, nextAttemptAt: Date, now: Date): boolean {
  return move(ledger, id, ["sending"], "in_doubt", {now, reply, nextAttemptAt});
}

/** What a process that lives no more was sending is in doubt. To be called before this process begins to send. Returns how many there were. */
export function recoverSending(ledger: Ledger, now: Date): number {
  const sending = ledger.rows<{id: number; pid: number; updatedAt: string}>(
    "select entry_id as id, pid, updated_at as updatedAt from outbox where state = 'sending'",
  );
  const left = sending.filter(({id, pid, updatedAt}) => {
    if (isKept(ledger, id)) return false;
    const since = new Date(updatedAt);
    return now.getTime() - since.getTime() > longestSending || !isAlive(pid, since, now);
  });
  const reply = "Daybook was interrupted while it was being sent";
  return left.filter(({id}) => markInDoubt(ledger, id, reply, now, now)).length;
}

/** Queues again what is in doubt and due, unless it was begun `attempts` times already: then a person must decide. */
export function resendInDoubt(ledger: Ledger, attempts: number, now: Date): number {
  return ledger.run(
    "update outbox set state = 'queued' where state = 'in_doubt' and next_attempt_at <= ? and attempts < ?",
    [now.toISOString(), attempts],
  ).changes;
}

/** What a person knows: it was received, or it need not be. */
export function resolve(ledger: Ledger, id: number, as: "sent" | "drop", now: Date): boolean {
  const reply = as === "sent" ? "known to have been received" : "dropped by hand";
  return move(ledger, id, ["queued", "failed", "in_doubt"], as === "sent" ? "sent" : "dropped", {now, reply});
}

/** Due at once, as if it were new: what waits or failed, and what is in doubt only where it is named. Returns how many there were. */
export function retry(ledger: Ledger, now: Date, ids?: readonly number[]): number {
  const from = ids ? ["queued", "failed", "in_doubt"] : ["queued", "failed"];
  return ledger.run(
    `update outbox set state = 'queued', attempts = 0, next_attempt_at = @now, queued_at = @now, updated_at = @now
     where state in (select value from json_each(@from))
       and (@ids is null or entry_id in (select value from json_each(@ids)))`,
    {now: now.toISOString(), from: JSON.stringify(from), ids: ids ? JSON.stringify(ids) : null},
  ).changes;
}

interface Change {
  readonly now: Date;
  readonly reply: string | null;
  readonly nextAttemptAt?: Date;
  /** The process that sends from now on. */
  readonly pid?: number;
  /** To be added. */
  readonly attempts?: number;
}

function move(ledger: Ledger, id: number, from: readonly EntryState[], to: EntryState, change: Change): boolean {
  const isOver = to === "sent" || to === "dropped";
  const {changes} = ledger.run(
    `update outbox set state = @to, reply = coalesce(@reply, reply), next_attempt_at = @next, pid = @pid,
       attempts = attempts + @attempts, updated_at = @now${isOver ? ", message = null" : ""}
     where entry_id = @id and state in (select value from json_each(@from))`,
    {
      id,
      to,
      from: JSON.stringify(from),
      now: change.now.toISOString(),
      reply: change.reply,
      next: change.nextAttemptAt?.toISOString() ?? null,
      pid: change.pid ?? null,
      attempts: change.attempts ?? 0,
    },
  );
  return changes === 1;
}
