import type {Config} from "../config/config.ts";
import {readersOf} from "../mail/addresses.ts";
import type {OutboxEntry} from "../mail/entries.ts";
import type {Ledger} from "../store/ledger.ts";
import {dailyReport, unaccepted} from "./mailing.ts";

/** One line for each mail that did not leave: why, and what to do where it does not leave by itself. */
export function undelivered(entries: readonly OutboxEntry[]): string[] {
  return unaccepted(entries).map((entry) => {
    const {recipient, state, reply} = entry;
    const why = {failed: "was refused", in_doubt: "may have been received or not"}[state as string] ?? "still waits";
    const remedy = remedyFor(entry);
    return `the mail to ${recipient} ${why}${reply ? `: ${reply}` : ""}${remedy ? `. ${remedy}` : ""}`;
  });
}

/** What a person can do about a mail that was refused or is in doubt. */
export function remedyFor({id, asOf, state, reply}: OutboxEntry): string | undefined {
  if (state === "in_doubt")
    return `Ask the reader: node main outbox resolve ${id} sent if it was received, node main outbox retry ${id} if not`;
  if (state !== "failed") return undefined;
  return reply?.includes("mail.max_size")
    ? `Mend that in the config, then make the mail anew: node main run --mail --resend --as-of ${asOf}`
    : `Correct the address (mail.to, cc, bcc) or the settings, then send it as they are: node main outbox retry ${id}`;
}

/** The readers who neither have the latest mail about a day nor need it, as far as the outbox knows; of a message with copies, those addresses. */
export function unreached(ledger: Ledger, asOf: string, {mail}: Config): string[] {
  if (mail === undefined) return [];
  const reached = reachedAddresses(ledger, asOf);
  return readersOf(mail).flatMap(({envelope}) => {
    const left = envelope.filter((address) => !reached.has(address.toLowerCase()));
    return left.length === 0 ? [] : [left.join(", ")];
  });
}

function reachedAddresses(ledger: Ledger, asOf: string): Set<string> {
  const sql = `select reader.value as address from outbox, json_each(envelope, '$.to') as reader
    where report = @report and as_of = @asOf and state in ('sent', 'dropped') and revision =
      (select max(revision) from outbox where report = @report and as_of = @asOf)`;
  const rows = ledger.rows<{address: string}>(sql, {report: dailyReport, asOf});
  return new Set(rows.map(({address}) => address.toLowerCase()));
}
