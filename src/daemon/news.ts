import type {Config} from "../config/config.ts";
import {reportRecovery, reportTrouble, type Trouble} from "../job/incidents.ts";
import type {SlotFailure} from "../job/slotEnd.ts";
import type {SlotAttempt} from "../job/slotJob.ts";
import type {NewSlot, SlotRecord} from "../job/slots.ts";
import {messageOf} from "../lib/errors.ts";
import {formatsFor} from "../lib/format.ts";
import type {Log} from "../lib/log.ts";
import {maskFor} from "../lib/secrets.ts";
import {readersOf} from "../mail/addresses.ts";
import type {Ledger} from "../store/ledger.ts";

/** Whom to tell, and of what time. */
export interface Newsroom {
  readonly ledger: Ledger;
  readonly config: Config;
  readonly log: Log;
  /** To whoever watches. */
  readonly say: (line: string) => void;
  readonly now: Date;
}

/** Tells the log how an attempt at a slot ended and, where something began to fail or works again, the owner. */
export async function tellEnd(slot: SlotRecord, {run, end}: SlotAttempt, room: Newsroom): Promise<void> {
  const {log} = room;
  const facts = {slot: slot.slot, as_of: slot.asOf, run_id: run};
  if (end.kind === "done") log.info(facts, "slot done");
  if (end.kind === "interrupted") log.info(facts, "slot interrupted");
  if (end.kind === "retry") log.warn({...facts, next_attempt: end.at.toISOString()}, "slot postponed");
  if (end.kind === "failed") log.error({...facts, ...end.facts}, "slot failed");
  if (end.kind === "done") await tellWell(slot.asOf, room);
  if (end.kind === "failed") await tell(failureOf(slot, run, end, room.config), room);
}

/** A report that everybody has ends all trouble there was on its way. */
export async function tellWell(asOf: string, {ledger, config, log, now}: Newsroom): Promise<void> {
  const kinds = ["slot", "mail", "missed", "ledger"] as const;
  if (await reportRecovery(ledger, kinds, reportOf(asOf, config), config, now))
    log.info({as_of: asOf}, "incident over");
}

/** A config that was taken up ends the trouble with one that was not. */
export async function tellTakenUp({ledger, config, log, now}: Newsroom): Promise<void> {
  if (await reportRecovery(ledger, ["config"], "the config", config, now)) log.info({about: "config"}, "incident over");
}

/** In full to those who watch and to the owner, once; the log keeps what may be kept. */
export async function tell(trouble: Trouble, {ledger, config, log, say, now}: Newsroom): Promise<void> {
  const isNew = await reportTrouble(ledger, trouble, config, now);
  if (!isNew) return;
  log.warn({about: trouble.kind, told: config.mail?.owner !== undefined}, "incident opened");
  say(`daybook: trouble with ${trouble.what}: ${trouble.error}`);
}

/** Slots that passed with nothing running, the oldest first, and that are too old to be made up for. */
export function missedTrouble(slots: readonly NewSlot[], config: Config): Trouble {
  const {slot, asOf} = slots.at(-1)!;
  const passed = slots.length === 1 ? `the slot of ${slot}` : `${slots.length} slots up to that of ${slot}`;
  return {
    kind: "missed",
    what: reportOf(asOf, config),
    error: `${passed} passed while nothing was running, and it is too late for a run now (schedule.max_lateness). Make the report by hand: node main run --mail --as-of ${asOf}`,
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

function failureOf({asOf, attempts}: SlotRecord, run: string, end: SlotFailure, config: Config): Trouble {
  const {error, exitCode, notSent} = end;
  const sameAs = exitCode === 4 ? {sameAs: notSent.join(", ")} : {};
  return {kind: "slot", what: reportOf(asOf, config), error, ...sameAs, run, attempts: attempts + 1, notSent};
}

function reportOf(asOf: string, {locale, currency}: Config): string {
  return `the report of ${formatsFor(locale, currency).day(asOf)}`;
}

function notSent(asOf: string, {mail}: Config): string[] {
  return mail ? readersOf(mail).map(({key}) => `the report of ${asOf} to ${key}`) : [];
}
