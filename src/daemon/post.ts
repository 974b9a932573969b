import {deliverOutbox, deliveryOptions} from "../job/delivery.ts";
import {dailyReport, isDelivered, remedyFor} from "../job/mailing.ts";
import {endSlot} from "../job/slots.ts";
import type {Delivered} from "../mail/delivery.ts";
import type {OutboxEntry} from "../mail/entries.ts";
import type {Ledger} from "../store/ledger.ts";
import type {DaemonEffects} from "./effects.ts";
import {type Newsroom, tell, tellWell} from "./news.ts";

/** Sends what waits in the outbox and whose turn it is: notices, and reports whose slot has given up trying. The owner is told of what is refused. */
export async function deliverWaiting(
  room: Newsroom,
  {openTransport}: Pick<DaemonEffects, "openTransport">,
  signal: AbortSignal,
): Promise<void> {
  const {ledger, config, log, now} = room;
  const options = deliveryOptions(config, now);
  if (options === undefined) return;
  const {entries, ...counts} = await deliverOutbox(ledger, {...options, signal}, openTransport);
  if (entries.length === 0) return;
  log.info(facts(counts), "mails delivered");
  for (const entry of entries.filter(isRefusedReport)) await tellRefused(entry, room);
  const settled = settleSlots(ledger, now);
  if (settled.length > 0 && isWell(ledger)) await tellWell(settled.at(-1)!, room);
}

function facts({sent, failed, postponed, inDoubt}: Omit<Delivered, "entries">): object {
  return {sent, failed, postponed, in_doubt: inDoubt};
}

/** That a notice was refused cannot be told to the one it was for. */
function isRefusedReport({state, report}: OutboxEntry): boolean {
  return state === "failed" && report === dailyReport;
}

async function tellRefused(entry: OutboxEntry, room: Newsroom): Promise<void> {
  const {asOf, recipient, reply} = entry;
  await tell(
    {
      kind: "mail",
      what: `the mail to ${recipient}`,
      error: `the server refuses the mail to ${recipient}: ${reply}. ${remedyFor(entry)}`,
      sameAs: recipient,
      attempts: 1,
      notSent: [`the report of ${asOf} to ${recipient}`],
    },
    room,
  );
}

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
