import {type EntryState, entryStates} from "../mail/entries.ts";
import type {Ledger} from "../store/ledger.ts";

/** A mail that has waited too long. */
export interface MailRecord {
  readonly id: number;
  readonly report: string;
  readonly as_of: string;
  readonly recipient: string;
  readonly state: EntryState;
  readonly reply: string | null;
}

/** Every state, also those no entry is in. */
export function outboxStates(ledger: Ledger): Readonly<Record<EntryState, number>> {
  const counted = ledger.rows<{state: EntryState; count: number}>(
    "select state, count(*) as count from outbox group by state",
  );
  const none = entryStates.map((state) => [state, 0]);
  return Object.fromEntries([...none, ...counted.map(({state, count}) => [state, count])]);
}

const columns = "entry_id as id, report, as_of, recipient, state, reply";

/** Queued before `since`, a UTC ISO text, and not gone yet. */
export function lateMails(ledger: Ledger, since: string): MailRecord[] {
  return ledger.rows<MailRecord>(
    `select ${columns} from outbox where state in ('queued', 'sending') and queued_at < ? order by entry_id`,
    [since],
  );
}

/** What a person should look at: mails refused or in doubt, as long as the recipient has not had a later one. */
export function unsettledMails(ledger: Ledger): string[] {
  const unsettled = ledger.rows<MailRecord>(
    `select ${columns} from outbox as entry
     where state in ('failed', 'in_doubt') and not exists (
       select 1 from outbox as later
       where later.recipient = entry.recipient and later.entry_id > entry.entry_id and later.state = 'sent')
     order by entry_id`,
  );
  return unsettled.map(({id, recipient, state, reply}) => {
    const what = state === "failed" ? "was refused" : "may have been received or not";
    return `mail ${id} to ${recipient} ${what}${because(reply)} (see \`node main outbox\`)`;
  });
}

/** `: <what was said>`, of which the first line is enough for a sentence. */
export function because(said: string | null): string {
  return said ? `: ${said.split("\n")[0]}` : "";
}
