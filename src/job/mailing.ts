import {hostname} from "node:os";
import type {Config} from "../config/config.ts";
import {DeliveryError} from "../lib/errors.ts";
import {mailOf, type Reader, readersOf} from "../mail/addresses.ts";
import {composeMails, type MailMessage} from "../mail/compose.ts";
import type {MailEffects} from "../mail/effects.ts";
import {list, type OutboxEntry} from "../mail/entries.ts";
import {lintMail} from "../mail/lint.ts";
import {type Addition, additionFor, enqueue, nextRevision} from "../mail/outbox.ts";
import type {Report} from "../report/report.ts";
import type {Ledger} from "../store/ledger.ts";
import {scaleImage} from "../visualize/scale.ts";
import {begin, type JobContext} from "./context.ts";
import {deliverOutbox, deliveryOptions} from "./delivery.ts";
import type {JobEffects} from "./effects.ts";
import {figuresDigest} from "./history.ts";

/** What the report of the day is called in the outbox. */
export const dailyReport = "daily";

export interface Mailing {
  /** False: everybody was mailed these very figures before, and nobody asked for them again. */
  readonly isNew: boolean;
  readonly isCorrection: boolean;
  /** One for each recipient of the latest mail about the day, as it stands now. */
  readonly entries: readonly OutboxEntry[];
}

export interface MailingOptions {
  readonly ledger: Ledger;
  /** Where the report is. */
  readonly folder: string;
  /** Mails again although the figures are those mailed before. */
  readonly resend: boolean;
  readonly effects: JobEffects;
}

/**
 * The report to each recipient who does not have its figures: composed, checked, queued, sent. Called again after it was broken
 * off, it does what was not done. Throws ConfigError without mail settings, and DeliveryError for a mail nobody should get.
 */
export async function mailReport(report: Report, context: JobContext, options: MailingOptions): Promise<Mailing> {
  const {ledger, effects} = options;
  const {config, now, stopping} = context;
  const next = dispatchOf(report, readersOf(mailOf(config)), options);
  const transport = await effects.openTransport(mailOf(config).transport);
  try {
    if (next) await queueReport(report, next, transport, context, options);
    begin(context, "deliver");
    const policy = {...deliveryOptions(config, now())!, ...(stopping ? {signal: stopping} : {})};
    await deliverOutbox(ledger, policy, async () => transport);
  } finally {
    transport.close();
  }
  const entries = latestMails(ledger, report.as_of);
  if (unaccepted(entries).length > 0) begin(context, "settle");
  return {isNew: next !== undefined, isCorrection: next?.isCorrection ?? false, entries};
}

/** The report as it is to be mailed, and to whom; nothing when everybody has these figures and `resend` is false. */
function dispatchOf(
  report: Report,
  readers: readonly Reader[],
  {ledger, resend}: MailingOptions,
): Addition | undefined {
  const next = nextRevision(ledger, dailyReport, report.as_of, digestOf(report), resend);
  return next ? {...next, readers} : additionFor(ledger, dailyReport, report.as_of, readers);
}

async function queueReport(
  report: Report,
  {readers, ...next}: Addition,
  transport: MailEffects,
  context: JobContext,
  {ledger, folder, resend}: MailingOptions,
): Promise<void> {
  const {config, now, log} = context;
  begin(context, "compose");
  const serverLimit = await sizeLimit(transport);
  const size = serverLimit === undefined ? {} : {serverLimit};
  const mail = {config, folder, now: now(), host: hostname(), scale: scaleImage, ...next, ...size};
  const messages = await composeMails(report, mail, readers);
  for (const message of messages) await refuseFaulty(message, config, serverLimit);
  begin(context, "queue");
  const asOf = report.as_of;
  enqueue(ledger, {report: dailyReport, asOf, digest: digestOf(report), messages, resend, now: now()});
  const {revision, isCorrection} = next;
  log.info({as_of: asOf, mails: messages.length, revision, is_correction: isCorrection}, "mails queued");
}

/** Bytes the server takes. One that cannot be asked now is asked to take what the config allows. */
async function sizeLimit(transport: MailEffects): Promise<number | undefined> {
  await transport.verify().catch(() => undefined);
  return transport.maxSize;
}

async function refuseFaulty({raw, recipient}: MailMessage, config: Config, serverLimit?: number): Promise<void> {
  const maxSize = Math.min(mailOf(config).maxSize, serverLimit ?? Number.POSITIVE_INFINITY);
  const faults = await lintMail(raw, {maxSize});
  if (faults.length > 0)
    throw new DeliveryError(
      [`the report was made, but its mail to ${recipient} is not fit to be sent:`, ...faults].join("\n  "),
    );
}

/** Of what a reader takes for the figures: not of how many records a source has by now, or when a source was read. */
function digestOf({as_of, currency, period, totals, day, attribution, top, trend, correlation}: Report): string {
  return figuresDigest(JSON.stringify({as_of, currency, period, totals, day, attribution, top, trend, correlation}));
}

/** Whether a report of the day was mailed, and its latest one accepted for everybody. */
export function isDelivered(ledger: Ledger, asOf: string): boolean {
  const entries = latestMails(ledger, asOf);
  return entries.length > 0 && unaccepted(entries).length === 0;
}

/** One entry for each recipient of the latest mail about the day, as it stands now. */
export function latestMails(ledger: Ledger, asOf: string): OutboxEntry[] {
  const entries = list(ledger, {report: dailyReport, asOf});
  const revision = Math.max(...entries.map((entry) => entry.revision));
  return entries.filter((entry) => entry.revision === revision);
}

/** Of these, none was accepted by the recipient's server. What was dropped is settled: a person decided so. */
export function unaccepted(entries: readonly OutboxEntry[]): OutboxEntry[] {
  return entries.filter(({state}) => state !== "sent" && state !== "dropped");
}
