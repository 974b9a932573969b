import type {Config} from "../config/config.ts";
import {reportRecovery, reportTrouble, type Trouble} from "../job/incidents.ts";
import type {SlotAttempt} from "../job/slotJob.ts";
import type {SlotNews} from "../job/slotNews.ts";
import type {SlotRecord} from "../job/slots.ts";
import type {Log} from "../lib/log.ts";
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

/** Tells the log and whoever watches how an attempt at a slot ended. What the owner is told of it stands in the ledger already. */
export function announceEnd(slot: SlotRecord, {run, end, news}: SlotAttempt, room: Newsroom): void {
  const {log} = room;
  const facts = {slot: slot.slot, as_of: slot.asOf, run_id: run};
  if (end.kind === "done") log.info(facts, "slot done");
  if (end.kind === "interrupted") log.info(facts, "slot interrupted");
  if (end.kind === "retry") log.warn({...facts, next_attempt: end.at.toISOString()}, "slot postponed");
  if (end.kind === "failed") log.error({...facts, ...end.facts}, "slot failed");
  announce(news, room);
}

/** The same of what the owner is told. */
export function announce({trouble, over}: SlotNews, {config, log, say}: Newsroom): void {
  if (over !== undefined) log.info({as_of: over}, "incident over");
  if (trouble === undefined) return;
  log.warn({about: trouble.kind, told: config.mail?.owner !== undefined}, "incident opened");
  say(`daybook: trouble with ${trouble.what}: ${trouble.error}`);
}

/** A config that was taken up ends the trouble with one that was not. */
export async function tellTakenUp({ledger, config, log, now}: Newsroom): Promise<void> {
  if (await reportRecovery(ledger, {kinds: ["config"]}, "the config", config, now))
    log.info({about: "config"}, "incident over");
}

/** In full to those who watch and to the owner, once; the log keeps what may be kept. */
export async function tell(trouble: Trouble, room: Newsroom): Promise<void> {
  const {ledger, config, now} = room;
  if (await reportTrouble(ledger, trouble, config, now)) announce({trouble}, room);
}
