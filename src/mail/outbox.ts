import type {Ledger} from "../store/ledger.ts";
import type {Envelope, OutgoingMail} from "./effects.ts";

/**
 * queued → sending → sent, failed (refused for good) or in_doubt (handed over, no reply came), and back to queued where it
 * may be tried again. Nothing leads out of sent and dropped.
 */
export const entryStates = ["queued", "sending", "sent", "failed", "in_doubt", "dropped"] as const;
export type EntryState = (typeof entryStates)[number];

/** One mail to send. Instants are UTC ISO texts. */
export interface OutboxEntry {
  readonly id: number;
  /** What kind of mail it is, with the as-of day and the recipient its key. */
  readonly report: string;
  readonly asOf: string;
  readonly recipient: string;
  /** 1 for the first, 2 for the first correction of it. */
  readonly revision: number;
  readonly state: EntryState;
  readonly messageId: string;
  readonly subject: string;
  /** Times it was begun to be sent since it was queued. */
  readonly attempts: number;
  /** Before this it is not tried again. */
  readonly nextAttemptAt: string | null;
  /** What the server said last. */
  readonly reply: string | null;
  readonly queuedAt: string;
  readonly updatedAt: string;
}

/** A composed message, as it is to be sent to one recipient. */
export interface ComposedMail {
  readonly recipient: string;
  readonly envelope: Envelope;
  readonly messageId: string;
  readonly subject: string;
  readonly raw: Buffer;
}

export interface Submission {
  readonly report: string;
  readonly asOf: string;
  /** Of the figures reported: the same digest is the same news. */
  readonly digest: string;
  readonly messages: readonly ComposedMail[];
  /** True: mails again although the figures are those mailed before. */
  readonly resend: boolean;
  readonly now: Date;
}

export interface Revision {
  readonly revision: number;
  /** Somebody has, or may have, an earlier one. */
  readonly isCorrection: boolean;
}

/** The revision that `digest` would go out as; nothing when these figures were mailed already and `resend` is false. */
export function nextRevision(
  ledger: Ledger,
  report: string,
  asOf: string,
  digest: string,
  resend: boolean,
): Revision | undefined {
  const last = ledger.row<{revision: number; digest: string}>(
    "select revision, digest from mailed_figures where report = ? and as_of = ? order by revision desc",
    [report, asOf],
  );
  if (last?.digest === digest && !resend) return undefined;
  return {revision: (last?.revision ?? 0) + 1, isCorrection: wasSeen(ledger, report, asOf)};
}

function wasSeen(ledger: Ledger, report: string, asOf: string): boolean {
  const seen = ledger.row(
    "select 1 from outbox where report = ? and as_of = ? and state in ('sent', 'sending', 'in_doubt')",
    [report, asOf],
  );
  return seen !== undefined;
}

/**
 * Puts messages in the outbox, one entry per recipient, and notes what figures they were made of: all of it or, after a
 * crash, nothing. What still waits of earlier revisions is dropped, the new one says it better. Returns nothing, and queues
 * nothing, when these figures were mailed already and `resend` is false.
 */
export function enqueue(
  ledger: Ledger,
  submission: Submission,
): {readonly revision: number; readonly queued: number} | undefined {
  const {report, asOf, digest, messages, resend, now} = submission;
  return ledger.transaction(() => {
    const next = nextRevision(ledger, report, asOf, digest, resend);
    if (next === undefined) return undefined;
    const key = {report, asOf, revision: next.revision, now: now.toISOString()};
    ledger.run("insert into mailed_figures values (@report, @asOf, @revision, @digest, @now)", {...key, digest});
    dropEarlier(ledger, key);
    const queued = messages.reduce((count, message) => count + insert(ledger, message, key), 0);
    return {revision: next.revision, queued};
  });
}

interface Key {
  readonly report: string;
  readonly asOf: string;
  readonly revision: number;
  readonly now: string;
}

function dropEarlier(ledger: Ledger, key: Key): void {
  ledger.run(
    `update outbox set state = 'dropped', message = null, next_attempt_at = null, updated_at = @now,
       reply = 'superseded by revision ' || cast(@revision as integer)
     where report = @report and as_of = @asOf and revision < @revision and state in ('queued', 'failed', 'in_doubt')`,
    {...key},
  );
}

/** A recipient named twice gets one. */
function insert(ledger: Ledger, {envelope, raw, recipient, messageId, subject}: ComposedMail, key: Key): number {
  const mail = {recipient, messageId, subject, envelope: JSON.stringify(envelope), raw};
  return ledger.run(
    `insert into outbox (report, as_of, recipient, revision, state, message_id, subject, envelope, message,
       next_attempt_at, queued_at, updated_at)
     values (@report, @asOf, @recipient, @revision, 'queued', @messageId, @subject, @envelope, @raw, @now, @now, @now)
     on conflict (report, as_of, recipient, revision) do nothing`,
    {...key, ...mail},
  ).changes;
}

const columns = `entry_id as id, report, as_of as asOf, recipient, revision, state, message_id as messageId, subject, attempts,
  next_attempt_at as nextAttemptAt, reply, queued_at as queuedAt, updated_at as updatedAt`;

/** The entries whose turn it is, the longest waiting first. */
export function due(ledger: Ledger, now: Date): OutboxEntry[] {
  return ledger.rows<OutboxEntry>(
    `select ${columns} from outbox where state = 'queued' and next_attempt_at <= ? order by entry_id`,
    [now.toISOString()],
  );
}

export interface EntryFilter {
  readonly states?: readonly EntryState[];
  readonly report?: string;
  readonly asOf?: string;
  /** Only the latest so many. */
  readonly limit?: number;
}

/** Entries in the order they were queued. */
export function list(
  ledger: Ledger,
  {states = entryStates, report, asOf, limit = -1}: EntryFilter = {},
): OutboxEntry[] {
  return ledger
    .rows<OutboxEntry>(
      `select ${columns} from outbox
       where state in (select value from json_each(@states))
         and (@report is null or report = @report) and (@asOf is null or as_of = @asOf)
       order by entry_id desc limit @limit`,
      {states: JSON.stringify(states), report: report ?? null, asOf: asOf ?? null, limit},
    )
    .reverse();
}

export function entry(ledger: Ledger, id: number): OutboxEntry | undefined {
  return ledger.row<OutboxEntry>(`select ${columns} from outbox where entry_id = ?`, [id]);
}

/** The exact message of an entry that is neither sent nor dropped. */
export function messageOf(ledger: Ledger, id: number): OutgoingMail {
  const found = ledger.row<{envelope: string; message: Buffer}>(
    "select envelope, message from outbox where entry_id = ? and message is not null",
    [id],
  );
  if (found === undefined) throw new Error(`entry ${id} of the outbox has no message any more`);
  return {envelope: JSON.parse(found.envelope) as Envelope, raw: found.message};
}
