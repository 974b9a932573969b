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

const columns = `entry_id as id, report, as_of as asOf, recipient, revision, state, message_id as messageId, subject, attempts,
  next_attempt_at as nextAttemptAt, reply, queued_at as queuedAt, updated_at as updatedAt`;

/** The entries whose turn it is, the longest waiting first. */
export function due(ledger: Ledger, now: Date): OutboxEntry[] {
  return ledger.rows<OutboxEntry>(
    `select ${columns} from outbox where state = 'queued' and next_attempt_at <= ? order by entry_id`,
    [now.toISOString()],
  );
}

/** What a clock that was ahead has put off is due at once: nothing waits for longer than `longestPause` seconds. */
export function hasten(ledger: Ledger, longestPause: number, now: Date): void {
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString();
  ledger.run(
    `update outbox set next_attempt_at = @now, queued_at = min(queued_at, @now), updated_at = @now
     where state in ('queued', 'in_doubt') and (next_attempt_at > @latest or updated_at > @inAMinute)`,
    {now: after(0), latest: after(longestPause), inAMinute: after(60)},
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
  const message = messageIn(ledger, id);
  if (message === undefined) throw new Error(`entry ${id} of the outbox has no message any more`);
  return message;
}

/** The same where another process may have settled the entry. */
export function messageIn(ledger: Ledger, id: number): OutgoingMail | undefined {
  const found = ledger.row<{envelope: string; message: Buffer}>(
    "select envelope, message from outbox where entry_id = ? and message is not null",
    [id],
  );
  return found && {envelope: JSON.parse(found.envelope) as Envelope, raw: found.message};
}
