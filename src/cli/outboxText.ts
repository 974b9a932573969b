import type {EntryState, OutboxEntry} from "../mail/entries.ts";
import {type Paint, painter} from "./paint.ts";
import {table} from "./table.ts";
import {wallTime} from "./wallTime.ts";

/** Entries as a table, below each that is not sent what the server said. */
export function outboxText(entries: readonly OutboxEntry[], timezone: string, hasColors: boolean): string[] {
  if (entries.length === 0) return ["The outbox is empty."];
  const paint = painter(hasColors);
  const rows = entries.map((entry) => [
    String(entry.id),
    stateText(entry, timezone),
    wallTime(entry.updatedAt, timezone),
    entry.recipient,
    String(entry.revision),
    String(entry.attempts),
    entry.subject,
  ]);
  const [heading, ...lines] = table(headings, rows, numbers);
  return [
    paint.bold(heading!),
    ...lines.flatMap((line, i) => [colors(paint)[entries[i]!.state](line), ...said(entries[i]!)]),
  ];
}

const headings = ["id", "state", "since", "recipient", "revision", "tries", "subject"];
const numbers = new Set(["id", "revision", "tries"]);

function stateText({state, attempts, nextAttemptAt}: OutboxEntry, timezone: string): string {
  const text = state.replace("_", " ");
  return state === "queued" && attempts > 0 && nextAttemptAt
    ? `${text} until ${wallTime(nextAttemptAt, timezone)}`
    : text;
}

function said({state, reply}: OutboxEntry): string[] {
  return reply === null || state === "sent" ? [] : [`    ${reply}`];
}

function colors({green, yellow, red}: Paint): Readonly<Record<EntryState, (text: string) => string>> {
  const plain = (text: string) => text;
  return {sent: green, queued: yellow, sending: yellow, failed: red, in_doubt: red, dropped: plain};
}

/** Entries for `--json`; instants are UTC ISO texts. */
export function outboxFacts(entries: readonly OutboxEntry[]): object[] {
  return entries.map(({asOf, messageId, nextAttemptAt, queuedAt, updatedAt, ...rest}) => ({
    ...rest,
    as_of: asOf,
    message_id: messageId,
    next_attempt_at: nextAttemptAt,
    queued_at: queuedAt,
    updated_at: updatedAt,
  }));
}
