import {type DeliveryOptions, deliverOutbox, deliveryOptions} from "../job/delivery.ts";
import {reportTrouble} from "../job/incidents.ts";
import {dailyReport, isDelivered} from "../job/mailing.ts";
import {closeDelivered} from "../job/slotNews.ts";
import {undeliveredSlots} from "../job/slots.ts";
import {mailTrouble} from "../job/troubles.ts";
import type {Delivered} from "../mail/delivery.ts";
import {list, type OutboxEntry} from "../mail/entries.ts";
import {markTold} from "../mail/transitions.ts";
import type {Ledger} from "../store/ledger.ts";
import type {DaemonEffects} from "./effects.ts";
import {announce, type Newsroom} from "./news.ts";

/**
 * Sends what waits in the outbox and whose turn it is: notices, and reports whose slot has given up trying. Whoever saw to it, the owner
 * is told of what is refused or in doubt for good, and a slot whose last mail has left is done.
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
  for (const entry of untold(ledger, options)) await tell(entry, room);
  const settled = undeliveredSlots(ledger).filter(({asOf}) => isDelivered(ledger, asOf));
  announce(await closeDelivered(settled, room), room);
}

function facts({sent, failed, postponed, inDoubt}: Omit<Delivered, "entries">): object {
  return {sent, failed, postponed, in_doubt: inDoubt};
}

async function tell(entry: OutboxEntry, room: Newsroom): Promise<void> {
  const {ledger, config, now} = room;
  const trouble = mailTrouble(entry);
  const note = () => markTold(ledger, entry.id, now);
  if (await reportTrouble(ledger, trouble, config, now, note)) announce({trouble}, room);
}

/** Reports that will not be sent again by themselves and that the owner has not heard of. A slot tells of its own at its end; and that a notice was refused cannot be told to the one it was for. */
function untold(ledger: Ledger, options?: Pick<DeliveryOptions, "inDoubt" | "retry">): OutboxEntry[] {
  const resends = options?.inDoubt === "resend" ? options.retry.attempts : 0;
  const left = new Set(ledger.rows<{id: number}>(untoldSql, {report: dailyReport, resends}).map(({id}) => id));
  const filter = {states: ["failed", "in_doubt"], report: dailyReport} as const;
  return left.size === 0 ? [] : list(ledger, filter).filter(({id}) => left.has(id));
}

const untoldSql = `select entry_id as id from outbox
  where report = @report and told_at is null and (state = 'failed' or (state = 'in_doubt' and attempts >= @resends))
    and not exists (
      select 1 from slots where slots.as_of = outbox.as_of
        and (slots.state in ('due', 'running')
          or (slots.state in ('failed', 'missed') and slots.error is not null
            and slots.updated_at >= outbox.updated_at)))`;
