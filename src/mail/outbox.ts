import type {Ledger} from "../store/ledger.ts";
import type {Envelope} from "./effects.ts";

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
