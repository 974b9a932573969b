import {deliverOutbox, deliveryOptions} from "../job/delivery.ts";
import {reportTrouble, type Trouble} from "../job/incidents.ts";
import {dailyReport, isDelivered, remedyFor} from "../job/mailing.ts";
import {endSlot} from "../job/slots.ts";
import type {Delivered} from "../mail/delivery.ts";
import {list, type OutboxEntry} from "../mail/entries.ts";
import {markTold} from "../mail/transitions.ts";
import type {Ledger} from "../store/ledger.ts";
import type {DaemonEffects} from "./effects.ts";
import {announce, type Newsroom, tellWell} from "./news.ts";

/**
 * Sends what waits in the outbox and whose turn it is: notices, and reports whose slot has given up trying. Whoever saw to it, the owner
 * is told of what is refused, and a slot whose last mail has left is done.
 */
export async function deliverWaiting(
  room: Newsroom,
  {openTransport}: Pick<DaemonEffects, "openTransport">,
  signal: AbortSignal,
): Promise<void> {
  const {ledger, config, log, now} = room;
  const options = deliveryOptions(config, now);
  if (options) {
    const {entries, ...counts} = await deliverOutbox(ledger, {...options, signal}, openTransport);
    if (entries.length > 0) log.info(facts(counts), "mails delivered");
  }
  for (const entry of untoldRefusals(ledger)) await tellRefused(entry, room);
  const settled = settleSlots(ledger, now);
  if (settled.length > 0 && isWell(ledger)) await tellWell(settled.at(-1)!, room);
}

function facts({sent, failed, postponed, inDoubt}: Omit<Delivered, "entries">): object {
  return {sent, failed, postponed, in_doubt: inDoubt};
}

async function tellRefused(entry: OutboxEntry, room: Newsroom): Promise<void> {
  const {id, asOf, recipient, reply} = entry;
  const {ledger, config, now} = room;
  const trouble: Trouble = {
    kind: "mail",
    what: `the mail to ${recipient}`,
    error: `the server refuses the mail to ${recipient}: ${reply}. ${remedyFor(entry)}`,
    sameAs: recipient,
    attempts: 1,
    notSent: [`the report of ${asOf} to ${recipient}`],
  };
  if (await reportTrouble(ledger, trouble, config, now, () => markTold(ledger, id, now))) announce({trouble}, room);
}

/** Reports that were refused and that the owner has not heard of. A slot tells of its own at its end; and that a notice was refused cannot be told to the one it was for. */
function untoldRefusals(ledger: Ledger): OutboxEntry[] {
  const left = new Set(ledger.rows<{id: number}>(untold, {report: dailyReport}).map(({id}) => id));
  return left.size === 0 ? [] : list(ledger, {states: ["failed"], report: dailyReport}).filter(({id}) => left.has(id));
}

const untold = `select entry_id as id from outbox
  where state = 'failed' and report = @report and told_at is null and not exists (
    select 1 from slots where slots.as_of = outbox.as_of
      and (slots.state in ('due', 'running') or (slots.state = 'failed' and slots.updated_at >= outbox.updated_at)))`;

/** Slots that had failed for want of delivery alone, and whose last mail has left now. Returns the days they report. */
function settleSlots(ledger: Ledger, now: Date): string[] {
  const undelivered = ledger.rows<{slot: string; asOf: string}>(
    `select slots.slot, slots.as_of as asOf from slots join runs on runs.run_id = slots.run_id
     where slots.state = 'failed' and runs.result = 'undelivered' order by slots.slot`,
  );
  const settled = undelivered.filter(({asOf}) => isDelivered(ledger, asOf));
  for (const {slot} of settled) endSlot(ledger, slot, "done", now);
  return settled.map(({asOf}) => asOf);
}

/** The last slot that came to an end came to a good one. */
function isWell(ledger: Ledger): boolean {
  const sql = "select state from slots where state in ('done', 'failed') order by slot desc";
  return ledger.row<{state: string}>(sql)?.state === "done";
}
