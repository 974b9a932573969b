import type {MailConfig} from "../config/config.ts";
import {bareAddress, type Reader, readerOf, readersOf} from "../mail/addresses.ts";
import {messageOf, type OutboxEntry} from "../mail/entries.ts";
import {messageId} from "../mail/headers.ts";
import {additionFor, addReaders, type ComposedMail} from "../mail/outbox.ts";
import {readdressed, resigned} from "../mail/readdress.ts";
import {leave, renewMessage, retriable} from "../mail/transitions.ts";
import type {Ledger} from "../store/ledger.ts";
import {dailyReport} from "./mailing.ts";

/** What the settings of the hour made of mails that were queued under others. */
export interface Renewal {
  /** Entries that go to none of today's readers, dropped. */
  readonly dropped: readonly number[];
  /** Entries of readers who have taken their place. */
  readonly added: readonly number[];
}

/**
 * Brings mails that are to be sent again up to date: the sender, and the recipients who are still readers. What goes to nobody any
 * more is dropped, and those who have become readers since get it in its place.
 */
export async function renewMails(
  ledger: Ledger,
  mail: MailConfig,
  now: Date,
  ids?: readonly number[],
): Promise<Renewal> {
  const [dropped, added]: [number[], number[]] = [[], []];
  for (const mailed of retriable(ledger, ids)) {
    const readers = readersFor(mailed, mail);
    const {envelope, raw} = messageOf(ledger, mailed.id);
    const to = envelope.to.filter((address) => isReader(address, readers));
    if (to.length > 0) {
      renewMessage(ledger, mailed.id, {envelope: {from: bareAddress(mail.from), to}, raw: await resigned(raw, mail)});
      continue;
    }
    const heirs = await heirsOf(ledger, mailed, readers, mail);
    ledger.transaction(() => {
      if (!leave(ledger, mailed.id, "goes to no reader any more (mail.to, cc, bcc, owner)", now)) return;
      dropped.push(mailed.id);
      added.push(...addReaders(ledger, {...mailed, messages: heirs, now}));
    });
  }
  return {dropped, added};
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
  {id, report, asOf, revision, subject}: OutboxEntry,
  readers: readonly Reader[],
  mail: MailConfig,
): Promise<ComposedMail[]> {
  const addition = additionFor(ledger, report, asOf, readers);
  if (addition?.revision !== revision) return [];
  const {raw} = messageOf(ledger, id);
  return Promise.all(
    addition.readers.map(async (reader) => {
      const own = messageId(mail, asOf, [report, asOf, reader.key.toLowerCase(), revision]);
      const envelope = {from: bareAddress(mail.from), to: reader.envelope};
      return {recipient: reader.key, envelope, messageId: own, subject, raw: await readdressed(raw, mail, reader, own)};
    }),
  );
}
