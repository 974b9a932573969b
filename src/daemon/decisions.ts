import {DateTime} from "luxon";
import type {ScheduleConfig} from "../config/config.ts";
import {type Decision, forgetEarlyDecisions, lastSlot, type NewSlot, noteSlots} from "../job/slots.ts";
import type {Ledger} from "../store/ledger.ts";
import {dueSlots, isLost, type Schedule, type Slot} from "./schedule.ts";

export interface DecisionOptions {
  readonly schedule: Schedule;
  readonly overlap: ScheduleConfig["overlap"];
  /** When the schedule was first watched. */
  readonly since: Date;
  /** Whether a slot is being served; asked when what a wrong clock had brought is forgotten. */
  readonly isBusy: () => boolean;
  readonly now: Date;
}

/** What was decided, the oldest first. */
export type Decisions = Readonly<Record<Decision, readonly NewSlot[]>>;

/**
 * Decides about every slot that has come since the last decision, and writes it down. One that is lost is due all the same: it is
 * found to be too late when its turn comes, and the owner is told when that is written down.
 */
export function decideSlots(ledger: Ledger, options: DecisionOptions): Decisions {
  const {schedule, overlap, since, isBusy, now} = options;
  forgetEarlyDecisions(ledger, now);
  const {run, skipped} = dueSlots(schedule, latest(ledger, since, now), dateTime(now), dateTime(since));
  const [lost, unwanted] = partition(skipped, (slot) => isLost(schedule, slot, dateTime(now)));
  const isSkipping = overlap === "skip" && isBusy();
  const note = (slots: readonly Slot[], decision: Decision) => noteSlots(ledger, slots.map(plain), decision, now);
  return ledger.transaction(() => ({
    missed: note(unwanted, "missed"),
    due: note(isSkipping ? lost : [...lost, ...run], "due"),
    skipped: note(isSkipping ? run : [], "skipped"),
  }));
}

/** One of an earlier schedule says nothing about this one. */
function latest(ledger: Ledger, since: Date, now: Date): DateTime | undefined {
  const last = lastSlot(ledger, now);
  return last !== undefined && new Date(last) >= since ? dateTime(new Date(last)) : undefined;
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): readonly [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function plain({at, asOf}: Slot): NewSlot {
  return {slot: at.toJSDate().toISOString(), asOf};
}

function dateTime(instant: Date): DateTime {
  return DateTime.fromJSDate(instant);
}
