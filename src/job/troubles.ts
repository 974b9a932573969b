import type {Config} from "../config/config.ts";
import {messageOf} from "../lib/errors.ts";
import {formatsFor} from "../lib/format.ts";
import {maskFor} from "../lib/secrets.ts";
import type {OutboxEntry} from "../mail/entries.ts";
import type {Trouble} from "./incidents.ts";
import type {SlotFailure} from "./slotEnd.ts";
import type {SlotRecord} from "./slots.ts";
import {remedyFor} from "./undelivered.ts";

/** An attempt after which no other is made. */
export function failureTrouble({asOf, attempts}: SlotRecord, run: string, end: SlotFailure, config: Config): Trouble {
  const {error, exitCode, unreached} = end;
  const notSent = unreached.map((recipient) => reportTo(asOf, recipient));
  const sameAs = exitCode === 4 && unreached.length > 0 ? {sameAs: unreached.join(", ")} : {};
  return {kind: "slot", what: reportOf(asOf, config), error, ...sameAs, run, attempts: attempts + 1, notSent};
}

/** A mail that was refused, or is in doubt for good, when its slot was over, or had none. */
export function mailTrouble(entry: OutboxEntry): Trouble {
  const {asOf, recipient, state, reply} = entry;
  const isRefused = state === "failed";
  const what = `the mail to ${recipient}`;
  const fate = isRefused ? `the server refuses ${what}` : `${what} may have been received or not`;
  return {
    kind: "mail",
    what,
    error: `${fate}: ${reply}. ${remedyFor(entry)}`,
    sameAs: recipient,
    attempts: 1,
    notSent: isRefused ? [reportTo(asOf, recipient)] : [],
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

/** A phrase: "the report of 2024-12-31 to owner@example.org". */
export function reportTo(asOf: string, recipient: string): string {
  return `the report of ${asOf} to ${recipient}`;
}
