import {DateTime} from "luxon";
import type {ScheduleConfig} from "../config/config.ts";
import {type Decision, forgetEarlyDecisions, lastSlot, type NewSlot, noteSlots} from "../job/slots.ts";
import type {Ledger} from "../store/ledger.ts";
import {dueSlots, type Schedule, type Slot} from "./schedule.ts";

export interface DecisionOptions {
  readonly schedule: Schedule;
  readonly overlap: ScheduleConfig["overlap"];
  /** When the schedule was first watched. */
  readonly since: Date;
  /** A slot is being served. */
  readonly isBusy: boolean;
  readonly now: Date;
}

/** What was decided, the oldest first. */
export type Decisions = Readonly<Record<Decision, readonly NewSlot[]>>;

/** Decides about every slot that has come since the last decision, and writes it down. */
export function decideSlots(ledger: Ledger, options: DecisionOptions): Decisions {
  const {schedule, overlap, since, isBusy, now} = options;
  forgetEarlyDecisions(ledger, now);
  const {run, skipped} = dueSlots(schedule, latest(ledger, since, now), DateTime.fromJSDate(now), dateTime(since));
  const isSkipping = isBusy && overlap === "skip";
  return {
    missed: noteSlots(ledger, skipped.map(plain), "missed", now),
    due: isSkipping ? [] : noteSlots(ledger, run.map(plain), "due", now),
    skipped: isSkipping ? noteSlots(ledger, run.map(plain), "skipped", now) : [],
  };
}

/** One of an earlier schedule says nothing about this one. */
function latest(ledger: Ledger, since: Date, now: Date): DateTime | undefined {
  const last = lastSlot(ledger, now);
  return last !== undefined && new Date(last) >= since ? dateTime(new Date(last)) : undefined;
}

function plain({at, asOf}: Slot): NewSlot {
  return {slot: at.toJSDate().toISOString(), asOf};
}

function dateTime(instant: Date): DateTime {
  return DateTime.fromJSDate(instant);
}
