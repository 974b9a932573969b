import type {RetryConfig} from "../config/config.ts";
import {pauseAfter, secondsAfter} from "../lib/backoff.ts";
import {messageOf as textOf} from "../lib/errors.ts";
import type {Ledger} from "../store/ledger.ts";
import type {MailEffects, OutgoingMail, Receipt} from "./effects.ts";
import {due, entry, hasten, messageOf, type OutboxEntry} from "./entries.ts";
import {splitOff} from "./split.ts";
import {markFailed, markInDoubt, markSending, markSent, postpone, resendInDoubt} from "./transitions.ts";
import {type Note, writeDown, writeKept} from "./unwritten.ts";

export interface DeliveryPolicy {
  readonly now: Date;
  /** What becomes of a message whose last reply was lost: sent again, at most until `retry.attempts` attempts, or held for a person to decide. */
  readonly inDoubt: "resend" | "hold";
  readonly retry: RetryConfig;
  /** Seconds after it was queued from which what is refused for now is given up. */
  readonly lifetime?: number;
  /** The entries to send, if not every one whose turn it is. */
  readonly only?: readonly number[];
  /** When it aborts, no further message is begun. */
  readonly signal?: AbortSignal;
}

/** How many messages ended how, and every entry that was tried as it stands now. */
export interface Delivered {
  readonly sent: number;
  readonly failed: number;
  readonly postponed: number;
  readonly inDoubt: number;
  readonly entries: readonly OutboxEntry[];
}

type Outcome = Exclude<keyof Delivered, "entries">;

const threeDays = 3 * 86_400;
/** Seconds: an outage of a night should not be followed by a wait of a day. */
const longestPause = 3600;

/**
 * Sends what is due, one message after the other; what becomes of one says nothing about the next. Any number of processes may do
 * so at once. Throws TemporaryError where the ledger cannot be told what became of a message: the next call begins with that.
 */
export async function deliverDue(
  ledger: Ledger,
  effects: Pick<MailEffects, "send">,
  policy: DeliveryPolicy,
): Promise<Delivered> {
  writeKept(ledger);
  hasten(ledger, longestPause, policy.now);
  if (policy.inDoubt === "resend") resendInDoubt(ledger, policy.retry.attempts, policy.now);
  const counts: Record<Outcome, number> = {sent: 0, failed: 0, postponed: 0, inDoubt: 0};
  const entries: OutboxEntry[] = [];
  for (const {id, recipient} of due(ledger, policy.now)) {
    if (policy.signal?.aborted) break;
    if (policy.only && !policy.only.includes(id)) continue;
    if (!markSending(ledger, id, policy.now)) continue; // Another process was quicker.
    const receipt = await send(effects, messageOf(ledger, id));
    const note = {id, ...wordsFor(id, recipient, receipt), write: () => settle(ledger, id, receipt, policy)};
    for (const {id: settled, outcome} of writeDown(ledger, note)) {
      counts[outcome] += 1;
      entries.push(entry(ledger, settled)!);
    }
  }
  return {...counts, entries};
}

/** A message that broke the sender may have left all the same. */
async function send(effects: Pick<MailEffects, "send">, message: OutgoingMail): Promise<Receipt> {
  try {
    return await effects.send(message);
  } catch (error) {
    return {kind: "in_doubt", reply: textOf(error)};
  }
}

function wordsFor(id: number, recipient: string, {kind, reply}: Receipt): Pick<Note, "text" | "remedy"> {
  const text = `mail ${id} to ${recipient} was answered with "${reply}"`;
  const remedy = `it would be sent again: before you start it anew, node main outbox resolve ${id} sent`;
  return kind === "accepted" ? {text, remedy} : {text};
}

/** What became of one entry. */
interface Fate {
  readonly id: number;
  readonly outcome: Outcome;
}

/** Writes down what became of a message; whoever fared otherwise than it has an entry of his own from now on. */
function settle(ledger: Ledger, id: number, {refused = [], ...receipt}: Receipt, policy: DeliveryPolicy): Fate[] {
  return ledger.transaction(() => {
    const apart = refused.flatMap(({recipient, ...refusal}) => {
      const own = splitOff(ledger, id, recipient);
      return own === undefined ? [] : [settleOne(ledger, own, refusal, policy)];
    });
    return [settleOne(ledger, id, receipt, policy), ...apart];
  });
}

function settleOne(ledger: Ledger, id: number, {kind, reply}: Receipt, {now, retry, lifetime}: DeliveryPolicy): Fate {
  const {attempts, queuedAt} = entry(ledger, id)!;
  const next = secondsAfter(now, pauseAfter(attempts, retry, longestPause));
  const isTooLate = next > secondsAfter(new Date(queuedAt), lifetime ?? threeDays);
  const outcome = outcomeOf(kind, isTooLate);
  const marks: Record<Outcome, () => boolean> = {
    sent: () => markSent(ledger, id, reply, now),
    failed: () => markFailed(ledger, id, reply, now),
    postponed: () => postpone(ledger, id, reply, next, now),
    inDoubt: () => markInDoubt(ledger, id, reply, next, now),
  };
  marks[outcome]();
  return {id, outcome};
}

function outcomeOf(kind: Receipt["kind"], isTooLate: boolean): Outcome {
  if (kind === "temporary") return isTooLate ? "failed" : "postponed";
  return ({accepted: "sent", permanent: "failed", in_doubt: "inDoubt"} as const)[kind];
}
