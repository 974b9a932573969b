import type {Config} from "../config/config.ts";
import type {OutboxEntry} from "../mail/entries.ts";
import type {Trouble} from "./incidents.ts";
import type {SlotRecord} from "./slots.ts";
import {reportOf, reportTo} from "./troubles.ts";
import {undelivered} from "./undelivered.ts";

/** A slot that is too old to be served. */
export interface MissedSlot extends SlotRecord {
  /** The latest about its day, if there are any. */
  readonly mails: readonly OutboxEntry[];
  /** The readers who do not have its report. */
  readonly unreached: readonly string[];
}

/** Of slots, the oldest first: of some there may be no report, others were not sent to everybody. */
export function missedTrouble(slots: readonly MissedSlot[], config: Config): Trouble {
  const unmade = slots.filter(({mails}) => mails.length === 0);
  const made = ofEachDay(slots.filter(({mails}) => mails.length > 0));
  const told = [...unmade.slice(-1), ...made];
  const sameAs = ["slots passed", ...made.flatMap(({unreached}) => unreached)].join(", ");
  return {
    kind: "missed",
    what: reportOf(slots.at(-1)!.asOf, config),
    error: [...unmadeText(unmade), ...made.map(madeText)].join("\n"),
    sameAs,
    attempts: slots.length,
    notSent: told.flatMap(({asOf, unreached}) => unreached.map((recipient) => reportTo(asOf, recipient))),
  };
}

function ofEachDay(slots: readonly MissedSlot[]): MissedSlot[] {
  return [...new Map(slots.map((slot) => [slot.asOf, slot])).values()];
}

function unmadeText(slots: readonly MissedSlot[]): string[] {
  const last = slots.at(-1);
  if (last === undefined) return [];
  const {slot, asOf, error} = last;
  const passed = slots.length === 1 ? `the slot of ${slot}` : `${slots.length} slots up to that of ${slot}`;
  const remedy = `Make the report by hand: node main run --mail --as-of ${asOf}`;
  const reason = error ? [`The last run failed: ${error}`] : [];
  const text = `${passed} passed without a report, and it is too late for a run now (schedule.max_lateness). ${remedy}`;
  return [text, ...reason];
}

function madeText({slot, asOf, mails}: MissedSlot): string {
  const text = `it is too late to try the slot of ${slot} again (schedule.max_lateness). Of the report of ${asOf}, what waits leaves by itself:`;
  return [text, ...undelivered(mails)].join("\n");
}
