import type {Config} from "../config/config.ts";
import type {Ledger} from "../store/ledger.ts";
import {reportRecovery, reportTrouble, type Trouble} from "./incidents.ts";
import type {SlotEnd} from "./slotEnd.ts";
import {endSlot, postponeSlot, type SlotRecord} from "./slots.ts";
import {failureTrouble, missedTrouble, reportOf} from "./troubles.ts";

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

/** The same for slots, the oldest first, that came too late to be begun. */
export async function closeMissed(slots: readonly SlotRecord[], {config, ledger, now}: NewsDesk): Promise<SlotNews> {
  const trouble = missedTrouble(slots, config);
  const close = () => {
    for (const {slot} of slots) endSlot(ledger, slot, "missed", now, trouble.error);
  };
  return newsOf(trouble, await reportTrouble(ledger, trouble, config, now, close));
}

function closeWell({slot, asOf}: SlotRecord, desk: NewsDesk): Promise<SlotNews> {
  return reportWell(asOf, desk, () => endSlot(desk.ledger, slot, "done", desk.now));
}

/** A report that everybody has ends all trouble there was on its way. `alongside` is written down with that. */
export async function reportWell(
  asOf: string,
  {config, ledger, now}: NewsDesk,
  alongside?: () => void,
): Promise<SlotNews> {
  const kinds = ["slot", "mail", "missed", "ledger"] as const;
  return (await reportRecovery(ledger, kinds, reportOf(asOf, config), config, now, alongside)) ? {over: asOf} : {};
}

function newsOf(trouble: Trouble, isNew: boolean): SlotNews {
  return isNew ? {trouble} : {};
}
