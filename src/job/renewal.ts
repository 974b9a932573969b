import type {MailConfig} from "../config/config.ts";
import {bareAddress, type Reader, readerOf, readersOf} from "../mail/addresses.ts";
import {messageIn, type OutboxEntry} from "../mail/entries.ts";
import {messageId} from "../mail/headers.ts";
import {additionFor, addReaders, type ComposedMail, lastDay} from "../mail/outbox.ts";
import {readdressed, resigned} from "../mail/readdress.ts";
import {splitOff} from "../mail/split.ts";
import {leave, renewMessage, retriable} from "../mail/transitions.ts";
import type {Ledger} from "../store/ledger.ts";
import {dailyReport} from "./mailing.ts";

/** What the settings of the hour made of mails that were queued under others. */
export interface Renewal {
  /** Entries of those who are readers no more, dropped. */
  readonly dropped: readonly number[];
  /** Entries of readers who have taken their place. */
  readonly added: readonly number[];
}

/**
 * Brings mails that are to be sent again up to date: the sender, and the recipients who are still readers. Whoever is none any more is
 * dropped, and those who have become readers since get it in his place: of what is not named in `ids` the latest report alone.
 */
export async function renewMails(
  ledger: Ledger,
  mail: MailConfig,
  now: Date,
  ids?: readonly number[],
): Promise<Renewal> {
  const renewals: Renewal[] = [];
  for (const mailed of retriable(ledger, ids)) {
    const isInherited = ids !== undefined || isLatest(ledger, mailed);
    renewals.push(await renewMail(ledger, mailed, mail, isInherited, now));
  }
  return {
    dropped: renewals.flatMap(({dropped}) => dropped),
    added: renewals.flatMap(({added}) => added),
  };
}

const nothing: Renewal = {dropped: [], added: []};

/** Leaves alone what another process has taken meanwhile. */
async function renewMail(
  ledger: Ledger,
  mailed: OutboxEntry,
  mail: MailConfig,
  isInherited: boolean,
  now: Date,
): Promise<Renewal> {
  const {id, asOf} = mailed;
  const message = messageIn(ledger, id);
  if (message === undefined) return nothing;
  const readers = readersFor(mailed, mail);
  const [to, gone] = partition(message.envelope.to, (address) => isReader(address, readers));
  const heirs = isInherited && gone.length > 0 ? await heirsOf(ledger, mailed, message.raw, readers, mail) : [];
  const raw = await resigned(message.raw, mail);
  return ledger.transaction(() => {
    if (retriable(ledger, [id]).length === 0) return nothing;
    const parted = to.length > 0 ? gone.flatMap((address) => splitOff(ledger, id, address) ?? []) : [id];
    const dropped = parted.filter((one) => leave(ledger, one, whyLeft(asOf, isInherited), now));
    renewMessage(ledger, id, {envelope: {from: bareAddress(mail.from), to}, raw});
    return {dropped, added: addReaders(ledger, {...mailed, messages: heirs, now})};
  });
}

/** A reader who is new hardly wants every report that another missed. */
function isLatest(ledger: Ledger, {report, asOf}: OutboxEntry): boolean {
  return report !== dailyReport || asOf === lastDay(ledger, report);
}

function whyLeft(asOf: string, isInherited: boolean): string {
  const left = "goes to no reader any more (mail.to, cc, bcc, owner)";
  return isInherited ? left : `${left}; to whoever is one now: node main run --mail --as-of ${asOf}`;
}

function partition(addresses: readonly string[], isIn: (address: string) => boolean): [string[], string[]] {
  return [addresses.filter(isIn), addresses.filter((address) => !isIn(address))];
}

/** A notice goes to the owner, a report to its readers. */
function readersFor({report}: OutboxEntry, mail: MailConfig): Reader[] {
  if (report === dailyReport) return readersOf(mail);
  return mail.owner === undefined ? [] : [readerOf(mail, mail.owner)];
}

function isReader(address: string, readers: readonly Reader[]): boolean {
  const sought = address.toLowerCase();
  return readers.some(({envelope}) => envelope.some((one) => one.toLowerCase() === sought));
}

/** The mail to readers who have none of its revision. */
async function heirsOf(
  ledger: Ledger,
  {report, asOf, revision, subject}: OutboxEntry,
  raw: Buffer,
  readers: readonly Reader[],
  mail: MailConfig,
): Promise<ComposedMail[]> {
  const addition = additionFor(ledger, report, asOf, readers);
  if (addition?.revision !== revision) return [];
  return Promise.all(
    addition.readers.map(async (reader) => {
      const own = messageId(mail, asOf, [report, asOf, reader.key.toLowerCase(), revision]);
      const envelope = {from: bareAddress(mail.from), to: reader.envelope};
      return {recipient: reader.key, envelope, messageId: own, subject, raw: await readdressed(raw, mail, reader, own)};
    }),
  );
}
