import {deliverOutbox, deliveryOptions} from "../job/delivery.ts";
import {reportTrouble} from "../job/incidents.ts";
import {dailyReport, isDelivered} from "../job/mailing.ts";
import {closeDelivered} from "../job/slotNews.ts";
import {undeliveredSlots} from "../job/slots.ts";
import {refusalTrouble} from "../job/troubles.ts";
import type {Delivered} from "../mail/delivery.ts";
import {list, type OutboxEntry} from "../mail/entries.ts";
import {markTold} from "../mail/transitions.ts";
import type {Ledger} from "../store/ledger.ts";
import type {DaemonEffects} from "./effects.ts";
import {announce, type Newsroom} from "./news.ts";

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
  const settled = undeliveredSlots(ledger).filter(({asOf}) => isDelivered(ledger, asOf));
  announce(await closeDelivered(settled, room), room);
}

function facts({sent, failed, postponed, inDoubt}: Omit<Delivered, "entries">): object {
  return {sent, failed, postponed, in_doubt: inDoubt};
}

async function tellRefused(entry: OutboxEntry, room: Newsroom): Promise<void> {
  const {ledger, config, now} = room;
  const trouble = refusalTrouble(entry);
  const note = () => markTold(ledger, entry.id, now);
  if (await reportTrouble(ledger, trouble, config, now, note)) announce({trouble}, room);
}

/** Reports that were refused and that the owner has not heard of. A slot tells of its own at its end; and that a notice was refused cannot be told to the one it was for. */
function untoldRefusals(ledger: Ledger): OutboxEntry[] {
  const left = new Set(ledger.rows<{id: number}>(untold, {report: dailyReport}).map(({id}) => id));
  return left.size === 0 ? [] : list(ledger, {states: ["failed"], report: dailyReport}).filter(({id}) => left.has(id));
}

const untold = `select entry_id as id from outbox
  where state = 'failed' and report = @report and told_at is null and not exists (
    select 1 from slots where slots.as_of = outbox.as_of
      and (slots.state in ('due', 'running')
        or (slots.state in ('failed', 'missed') and slots.error is not null and slots.updated_at >= outbox.updated_at)))`;
