import type {Config} from "../config/config.ts";
import {deliverOutbox, deliveryOptions} from "../job/delivery.ts";
import {renewMails} from "../job/renewal.ts";
import {UsageError} from "../lib/errors.ts";
import {mailOf} from "../mail/addresses.ts";
import type {Delivered} from "../mail/delivery.ts";
import {entry, list, type OutboxEntry} from "../mail/entries.ts";
import {recoverSending, resolve, retry} from "../mail/transitions.ts";
import type {Ledger} from "../store/ledger.ts";
import type {Outcome} from "./command.ts";
import {outboxFacts, outboxText} from "./outboxText.ts";

/** What the actions on the outbox work with. */
export interface Desk {
  readonly ledger: Ledger;
  readonly config: Config;
  readonly hasColors: boolean;
  readonly now: Date;
}

const shownEnded = 20;
const undelivered = 4;

/** Everything that is not settled, and the latest of what is. */
export function listMails(desk: Desk): Outcome {
  const open = list(desk.ledger, {states: ["queued", "sending", "failed", "in_doubt"]});
  const ended = list(desk.ledger, {states: ["sent", "dropped"], limit: shownEnded});
  const entries = [...open, ...ended].sort((a, b) => a.id - b.id);
  return {exitCode: 0, text: shown(entries, desk).join("\n"), json: {entries: outboxFacts(entries)}};
}

/** Sends at once what waits or failed, or the entries named, as the config is now. Throws UsageError for one that cannot be sent again. */
export async function retryMails(desk: Desk, ids: readonly number[]): Promise<Outcome> {
  const {ledger, config, now} = desk;
  const options = deliveryOptions(config, now);
  if (options === undefined) throw new UsageError(`${config.file} has no mail settings to send with`);
  for (const id of ids) unsettled(ledger, id, "send again");
  const named = ids.length > 0 ? ids : undefined;
  const {dropped, added} = await renewMails(ledger, mailOf(config), now, named);
  const only = named && {only: [...named, ...added]};
  retry(ledger, now, only?.only);
  // Whoever asks by hand is taken at their word: what is in doubt goes out again only where it is named.
  const delivered = await deliverOutbox(ledger, {...options, ...only, inDoubt: "hold"});
  return retried(
    delivered,
    dropped.map((id) => entry(ledger, id)!),
    desk,
  );
}

function retried(
  {entries: tried, sent, failed, postponed, inDoubt}: Delivered,
  dropped: readonly OutboxEntry[],
  desk: Desk,
): Outcome {
  const entries = [...dropped, ...tried];
  const counts = {sent, failed, postponed, in_doubt: inDoubt, dropped: dropped.length};
  const text =
    entries.length > 0 ? [...shown(entries, desk), "", `${sent} of ${tried.length} sent.`] : ["Nothing to send."];
  const exitCode = sent === tried.length ? 0 : undelivered;
  return {exitCode, text: text.join("\n"), json: {...counts, entries: outboxFacts(entries)}};
}

/** Takes a person's word for what became of a mail, also of one that was being sent when its process ended. */
export function resolveMail(desk: Desk, id: number, as: "sent" | "drop"): Outcome {
  const {ledger, now} = desk;
  const {state} = unsettled(ledger, id, "resolve");
  // In one go: a daemon would send again what is in doubt.
  const isResolved = ledger.transaction(() => {
    recoverSending(ledger, now);
    return resolve(ledger, id, as, now);
  });
  if (!isResolved) throw new UsageError(`mail ${id} is ${state}: wait until it is known what becomes of it`);
  const entries = [entry(ledger, id)!];
  return {exitCode: 0, text: shown(entries, desk).join("\n"), json: {entries: outboxFacts(entries)}};
}

function unsettled(ledger: Ledger, id: number, what: string): OutboxEntry {
  const found = entry(ledger, id);
  if (found === undefined) throw new UsageError(`there is no mail ${id} in the outbox (see \`node main outbox\`)`);
  if (found.state === "sent" || found.state === "dropped")
    throw new UsageError(`mail ${id} is ${found.state}: there is nothing to ${what}`);
  return found;
}

function shown(entries: readonly OutboxEntry[], {config, hasColors}: Desk): string[] {
  return outboxText(entries, config.timezone, hasColors);
}
