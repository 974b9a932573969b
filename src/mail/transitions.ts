import {hostname} from "node:os";
import {isLeftOver, type ProcessMark} from "../lib/alive.ts";
import type {Ledger} from "../store/ledger.ts";
import type {OutgoingMail} from "./effects.ts";
import {type EntryState, entry, list, type OutboxEntry} from "./entries.ts";
import {leaveToNobody} from "./left.ts";
import {narrow} from "./split.ts";
import {dropSuperseded} from "./superseded.ts";
import {isKept} from "./unwritten.ts";

/** The ways from one state of an entry to another. Each is one statement that looks at the state it leaves, so that of two processes only one takes it; false: the entry was not there. */

/** No server takes this long: what says it is being sent for longer is not. */
const longestSending = 3600_000;

/** Takes an entry for this process to send. */
export function markSending(ledger: Ledger, id: number, now: Date): boolean {
  return move(ledger, id, ["queued"], "sending", {now, reply: null, isOurs: true, attempts: 1});
}

/** The server has accepted it: its bytes are not needed any more. True whatever was thought of it meanwhile. */
export function markSent(ledger: Ledger, id: number, reply: string, now: Date): boolean {
  return move(ledger, id, ["sending", "in_doubt", "queued"], "sent", {now, reply});
}

/** The server refuses it for good. */
export function markFailed(ledger: Ledger, id: number, reply: string, now: Date): boolean {
  return giveBack(ledger, id, "failed", {now, reply});
}

/** The server refuses it for now. */
export function postpone(ledger: Ledger, id: number, reply: string, nextAttemptAt: Date, now: Date): boolean {
  return giveBack(ledger, id, "queued", {now, reply, nextAttemptAt});
}

/** It was handed over and nobody knows whether it was accepted. `nextAttemptAt`: when it may be sent again, where that is wanted. */
export function markInDoubt(ledger: Ledger, id: number, reply: string, nextAttemptAt: Date, now: Date): boolean {
  return giveBack(ledger, id, "in_doubt", {now, reply, nextAttemptAt});
}

/** What a process that lives no more was sending is in doubt. To be called before this process begins to send. Returns how many there were. */
export function recoverSending(ledger: Ledger, now: Date): number {
  const sending = ledger.rows<Sending>(
    "select entry_id as id, pid, host, updated_at as updatedAt from outbox where state = 'sending'",
  );
  const left = sending.filter((entry) => !isKept(ledger, entry.id) && isBrokenOff(entry, now));
  const reply = "Daybook was interrupted while it was being sent";
  return left.filter(({id}) => markInDoubt(ledger, id, reply, now, now)).length;
}

interface Sending extends ProcessMark {
  readonly id: number;
  readonly updatedAt: string;
}

function isBrokenOff({updatedAt, ...mark}: Sending, now: Date): boolean {
  const since = new Date(updatedAt);
  return now.getTime() - since.getTime() > longestSending || isLeftOver(mark, since, now, longestSending);
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

/** Its recipients are readers no more. Should they be again, they lack it. */
export function leave(ledger: Ledger, id: number, reply: string, now: Date): boolean {
  return ledger.transaction(() => {
    const isLeft = move(ledger, id, ["queued", "failed", "in_doubt"], "dropped", {now, reply});
    if (isLeft) leaveToNobody(ledger, id);
    return isLeft;
  });
}

/** What may be sent again: what waits or failed, and what is in doubt only where it is named. */
export function retriable(ledger: Ledger, ids?: readonly number[]): OutboxEntry[] {
  const states: EntryState[] = ids ? ["queued", "failed", "in_doubt"] : ["queued", "failed"];
  return list(ledger, {states}).filter(({id}) => ids === undefined || ids.includes(id));
}

/** Makes what may be sent again due at once, as if it were new. Returns how many there were. */
export function retry(ledger: Ledger, now: Date, ids?: readonly number[]): number {
  return ledger.transaction(() => {
    const sql = `update outbox set state = 'queued', attempts = 0, next_attempt_at = @now, queued_at = @now, updated_at = @now,
        told_at = null
      where entry_id = @id`;
    const entries = retriable(ledger, ids);
    for (const {id} of entries) ledger.run(sql, {id, now: now.toISOString()});
    return entries.length;
  });
}

/** The owner knows what became of it. */
export function markTold(ledger: Ledger, id: number, now: Date): void {
  ledger.run("update outbox set told_at = ? where entry_id = ?", [now.toISOString(), id]);
}

/** Puts other bytes, or other recipients, in the place of what is not being sent. */
export function renewMessage(ledger: Ledger, id: number, {envelope, raw}: OutgoingMail): void {
  ledger.transaction(() => {
    const {changes} = ledger.run(
      "update outbox set message = ? where entry_id = ? and state in ('queued', 'failed', 'in_doubt')",
      [raw, id],
    );
    if (changes === 1) narrow(ledger, id, envelope);
  });
}

/** It was not sent, or nobody knows: where a later revision has come meanwhile, that says it better. */
function giveBack(ledger: Ledger, id: number, to: EntryState, change: Change): boolean {
  return ledger.transaction(() => {
    const isMoved = move(ledger, id, ["sending"], to, change);
    if (isMoved) dropSuperseded(ledger, entry(ledger, id)!, change.now);
    return isMoved;
  });
}

interface Change {
  readonly now: Date;
  readonly reply: string | null;
  readonly nextAttemptAt?: Date;
  /** This process sends it from now on. */
  readonly isOurs?: boolean;
  /** To be added. */
  readonly attempts?: number;
}

function move(ledger: Ledger, id: number, from: readonly EntryState[], to: EntryState, change: Change): boolean {
  const isOver = to === "sent" || to === "dropped";
  const {changes} = ledger.run(
    `update outbox set state = @to, reply = coalesce(@reply, reply), next_attempt_at = @next, pid = @pid, host = @host,
       attempts = attempts + @attempts, updated_at = @now${isOver ? ", message = null" : ""}
     where entry_id = @id and state in (select value from json_each(@from))`,
    {
      id,
      to,
      from: JSON.stringify(from),
      now: change.now.toISOString(),
      reply: change.reply,
      next: change.nextAttemptAt?.toISOString() ?? null,
      pid: change.isOurs ? process.pid : null,
      host: change.isOurs ? hostname() : null,
      attempts: change.attempts ?? 0,
    },
  );
  return changes === 1;
}
