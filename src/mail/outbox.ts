import type {Ledger} from "../store/ledger.ts";
import type {Reader} from "./addresses.ts";
import type {Envelope} from "./effects.ts";
import {forgetLeft} from "./left.ts";
import {dropSuperseded} from "./superseded.ts";

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
  const last = lastRevision(ledger, report, asOf);
  if (last?.digest === digest && !resend) return undefined;
  return {revision: (last?.revision ?? 0) + 1, isCorrection: wasSeen(ledger, report, asOf)};
}

/** By somebody; where addresses are given, by one of them. */
function wasSeen(ledger: Ledger, report: string, asOf: string, addresses?: readonly string[]): boolean {
  const seen = ledger.row(
    `select 1 from outbox, json_each(envelope, '$.to') as reader
     where report = @report and as_of = @asOf and state in ('sent', 'sending', 'in_doubt')
       and (@addresses is null or lower(reader.value) in (select value from json_each(@addresses)))`,
    {report, asOf, addresses: addresses ? JSON.stringify(addresses.map(lowerCase)) : null},
  );
  return seen !== undefined;
}

/** For whom the latest revision is missing, and how they would get it. */
export interface Addition extends Revision {
  readonly readers: readonly Reader[];
}

/** Readers of whom some address has no entry in the latest revision of a report; nothing where there are none, or there is no revision. */
export function additionFor(
  ledger: Ledger,
  report: string,
  asOf: string,
  readers: readonly Reader[],
): Addition | undefined {
  const revision = lastRevision(ledger, report, asOf)?.revision;
  if (revision === undefined) return undefined;
  const covered = coveredAddresses(ledger, report, asOf, revision);
  const isMissing = (address: string) => !covered.has(lowerCase(address));
  const left = readers.filter(({envelope}) => envelope.some(isMissing));
  const missing = left.flatMap(({envelope}) => envelope.filter(isMissing));
  return left.length === 0
    ? undefined
    : {revision, isCorrection: wasSeen(ledger, report, asOf, missing), readers: left};
}

function lastRevision(ledger: Ledger, report: string, asOf: string): {revision: number; digest: string} | undefined {
  const sql = "select revision, digest from mailed_figures where report = ? and as_of = ? order by revision desc";
  return ledger.row(sql, [report, asOf]);
}

/** The latest day a report was mailed for. */
export function lastDay(ledger: Ledger, report: string): string | undefined {
  const sql = "select max(as_of) as day from mailed_figures where report = ?";
  return ledger.row<{day: string | null}>(sql, [report])?.day ?? undefined;
}

/** In lower case. */
export function coveredAddresses(ledger: Ledger, report: string, asOf: string, revision: number): Set<string> {
  const sql = `select distinct lower(reader.value) as address from outbox, json_each(envelope, '$.to') as reader
    where report = ? and as_of = ? and revision = ?`;
  return new Set(ledger.rows<{address: string}>(sql, [report, asOf, revision]).map(({address}) => address));
}

function lowerCase(address: string): string {
  return address.toLowerCase();
}

/**
 * Puts messages in the outbox, one entry per recipient, and notes what figures they were made of: all of it or, after a
 * crash, nothing. What still waits of earlier revisions is dropped, the new one says it better. When these figures were mailed
 * already and `resend` is false, only addresses that have no entry get one; where there are none, nothing is queued or returned.
 */
export function enqueue(
  ledger: Ledger,
  submission: Submission,
): {readonly revision: number; readonly queued: number} | undefined {
  const {report, asOf, digest, messages, resend, now} = submission;
  return ledger.transaction(() => {
    const next = nextRevision(ledger, report, asOf, digest, resend);
    if (next === undefined) return complete(ledger, submission);
    const key = {report, asOf, revision: next.revision, now: now.toISOString()};
    ledger.run("insert into mailed_figures values (@report, @asOf, @revision, @digest, @now)", {...key, digest});
    dropSuperseded(ledger, submission, now);
    const queued = messages.filter((message) => insert(ledger, message, key) !== undefined).length;
    return {revision: next.revision, queued};
  });
}

/** The latest revision to those who lack it. */
function complete(ledger: Ledger, submission: Submission): ReturnType<typeof enqueue> {
  const {revision} = lastRevision(ledger, submission.report, submission.asOf)!;
  const queued = addReaders(ledger, {...submission, revision}).length;
  return queued > 0 ? {revision, queued} : undefined;
}

/** Queues messages of a revision to those of their recipients who have no entry in it. Returns the new entries. */
export function addReaders(
  ledger: Ledger,
  {
    report,
    asOf,
    revision,
    messages,
    now,
  }: Pick<Submission, "report" | "asOf" | "messages" | "now"> & {revision: number},
): number[] {
  const covered = coveredAddresses(ledger, report, asOf, revision);
  const left = messages.flatMap((message) => withoutAddresses(message, covered) ?? []);
  const key = {report, asOf, revision, now: now.toISOString()};
  return left.flatMap((message) => insert(ledger, message, key) ?? []);
}

/** The message to those of its recipients who are not in `covered`, if any. */
function withoutAddresses(message: ComposedMail, covered: ReadonlySet<string>): ComposedMail | undefined {
  const to = message.envelope.to.filter((address) => !covered.has(lowerCase(address)));
  if (to.length === message.envelope.to.length) return message;
  return to.length === 0 ? undefined : {...message, recipient: to.join(", "), envelope: {...message.envelope, to}};
}

interface Key {
  readonly report: string;
  readonly asOf: string;
  readonly revision: number;
  readonly now: string;
}

/** A recipient named twice gets one. Returns the new entry. */
function insert(
  ledger: Ledger,
  {envelope, raw, recipient, messageId, subject}: ComposedMail,
  key: Key,
): number | undefined {
  const mail = {recipient, messageId, subject, envelope: JSON.stringify(envelope), raw};
  forgetLeft(ledger, {...key, recipient});
  const {changes, lastId} = ledger.run(
    `insert into outbox (report, as_of, recipient, revision, state, message_id, subject, envelope, message,
       next_attempt_at, queued_at, updated_at)
     values (@report, @asOf, @recipient, @revision, 'queued', @messageId, @subject, @envelope, @raw, @now, @now, @now)
     on conflict (report, as_of, recipient, revision) do nothing`,
    {...key, ...mail},
  );
  return changes === 1 ? lastId : undefined;
}
