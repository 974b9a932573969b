import type {Config} from "../config/config.ts";
import {messageOf} from "../lib/errors.ts";
import {formatsFor} from "../lib/format.ts";
import {maskFor} from "../lib/secrets.ts";
import {readersOf} from "../mail/addresses.ts";
import type {Trouble} from "./incidents.ts";
import type {SlotFailure} from "./slotEnd.ts";
import type {SlotRecord} from "./slots.ts";

/** An attempt after which no other is made. */
export function failureTrouble({asOf, attempts}: SlotRecord, run: string, end: SlotFailure, config: Config): Trouble {
  const {error, exitCode, notSent} = end;
  const sameAs = exitCode === 4 ? {sameAs: notSent.join(", ")} : {};
  return {kind: "slot", what: reportOf(asOf, config), error, ...sameAs, run, attempts: attempts + 1, notSent};
}

/** Slots that are too old to be served, the oldest first. */
export function missedTrouble(slots: readonly SlotRecord[], config: Config): Trouble {
  const {slot, asOf, error} = slots.at(-1)!;
  const passed = slots.length === 1 ? `the slot of ${slot}` : `${slots.length} slots up to that of ${slot}`;
  return {
    kind: "missed",
    what: reportOf(asOf, config),
    error: `${passed} passed without a report, and it is too late for a run now (schedule.max_lateness). Make the report by hand: node main run --mail --as-of ${asOf}${error ? `\nThe last run failed: ${error}` : ""}`,
    sameAs: "slots passed",
    attempts: slots.length,
    notSent: notSent(asOf, config),
  };
}

export function configTrouble(error: unknown, {secrets}: Config): Trouble {
  const message = maskFor(secrets)(messageOf(error));
  const what = "the changed config, so the daemon goes on with the one before";
  return {kind: "config", what, error: message, sameAs: "not taken up", attempts: 1, notSent: []};
}

export function lostLedger({ledger}: Config): Trouble {
  return {
    kind: "ledger",
    what: "the memory of what was run and mailed",
    error: `the ledger ${ledger} was deleted or replaced while the daemon worked with it. It goes on with what is there now; if that is not what should be there: stop the daemon, put a copy from your backups in its place, start it again`,
    attempts: 1,
    notSent: [],
  };
}

/** A phrase: "the report of Tue, 31 December 2024". */
export function reportOf(asOf: string, {locale, currency}: Config): string {
  return `the report of ${formatsFor(locale, currency).day(asOf)}`;
}

function notSent(asOf: string, {mail}: Config): string[] {
  return mail ? readersOf(mail).map(({key}) => `the report of ${asOf} to ${key}`) : [];
}
