import type {Config} from "../config/config.ts";
import type {Ledger} from "../store/ledger.ts";
import {reportRecovery, reportTrouble, type Trouble} from "./incidents.ts";
import {dailyReport, isDelivered, latestMails} from "./mailing.ts";
import {type MissedSlot, missedTrouble} from "./missed.ts";
import type {SlotEnd} from "./slotEnd.ts";
import {endSlot, type NewSlot, postponeSlot, type SlotRecord} from "./slots.ts";
import {failureTrouble, reportOf} from "./troubles.ts";
import {unreached} from "./undelivered.ts";

export interface NewsDesk {
  readonly config: Config;
  readonly ledger: Ledger;
  readonly now: Date;
}

/** What the owner is told, if anything. */
export interface SlotNews {
  /** It began. */
  readonly trouble?: Trouble;
  /** The day whose report has ended all trouble there was. */
  readonly over?: string;
}

/** Writes down how an attempt ended and, in the same breath, what the owner is to be told of it: a crash leaves both or neither. */
export async function closeAttempt(slot: SlotRecord, run: string, end: SlotEnd, desk: NewsDesk): Promise<SlotNews> {
  const {config, ledger, now} = desk;
  if (end.kind === "retry") postponeSlot(ledger, slot.slot, end.at, now, end.error);
  if (end.kind === "done") return closeWell(slot, desk);
  if (end.kind !== "failed") return {};
  const trouble = failureTrouble(slot, run, end, config);
  const close = () => endSlot(ledger, slot.slot, "failed", now, end.error);
  return newsOf(trouble, await reportTrouble(ledger, trouble, config, now, close));
}

/** The same for slots, the oldest first, that came too late to be begun. Whose report everybody has is done all the same. */
export async function closeMissed(slots: readonly SlotRecord[], desk: NewsDesk): Promise<SlotNews> {
  const {config, ledger, now} = desk;
  const delivered = slots.filter(({asOf}) => isDelivered(ledger, asOf));
  if (delivered.length === slots.length) return closeDelivered(slots, desk);
  const trouble = missedTrouble(
    slots.flatMap((slot) => (delivered.includes(slot) ? [] : missedSlot(slot, desk))),
    config,
  );
  const close = () => {
    for (const slot of slots)
      if (delivered.includes(slot)) endSlot(ledger, slot.slot, "done", now);
      else endSlot(ledger, slot.slot, "missed", now, trouble.error);
  };
  return newsOf(trouble, await reportTrouble(ledger, trouble, config, now, close));
}

function missedSlot(slot: SlotRecord, {ledger, config}: NewsDesk): MissedSlot {
  const {asOf} = slot;
  return {...slot, mails: latestMails(ledger, asOf), unreached: unreached(ledger, asOf, config)};
}

/** Slots, the oldest first, whose report everybody has, are done; that ends all trouble there was, unless a later one is not. */
export async function closeDelivered(slots: readonly NewSlot[], desk: NewsDesk): Promise<SlotNews> {
  const {ledger, now} = desk;
  const last = slots.at(-1);
  if (last === undefined) return {};
  const close = () => {
    for (const {slot} of slots) endSlot(ledger, slot, "done", now);
  };
  if (isLaterWell(ledger, last)) return reportWell(last.asOf, desk, close);
  ledger.transaction(close);
  return {};
}

/** No slot after this one came to a bad end, unless another made up for it. */
function isLaterWell(ledger: Ledger, {slot}: NewSlot): boolean {
  const sql = `select state from slots
    where slot > ? and (state in ('done', 'failed') or (state = 'missed' and error is not null)) order by slot desc`;
  return (ledger.row<{state: string}>(sql, [slot])?.state ?? "done") === "done";
}

function closeWell({slot, asOf}: SlotRecord, desk: NewsDesk): Promise<SlotNews> {
  return reportWell(asOf, desk, () => endSlot(desk.ledger, slot, "done", desk.now));
}

/** A report that everybody has ends all trouble there was on its way, but for that with mails of other days. `alongside` is written down with that. */
export async function reportWell(
  asOf: string,
  {config, ledger, now}: NewsDesk,
  alongside?: () => void,
): Promise<SlotNews> {
  const over = {kinds: ["slot", "mail", "missed", "ledger"], unmailed: unmailed(ledger)} as const;
  return (await reportRecovery(ledger, over, reportOf(asOf, config), config, now, alongside)) ? {over: asOf} : {};
}

/** Who has not been sent a report, nor any after it. */
function unmailed(ledger: Ledger): string[] {
  const sql = `select distinct recipient from outbox as entry
    where report = ? and state not in ('sent', 'dropped') and not exists (
      select 1 from outbox as later
      where later.report = entry.report and later.recipient = entry.recipient and later.entry_id > entry.entry_id
        and later.state = 'sent')`;
  return ledger.rows<{recipient: string}>(sql, [dailyReport]).map(({recipient}) => recipient);
}

function newsOf(trouble: Trouble, isNew: boolean): SlotNews {
  return isNew ? {trouble} : {};
}
