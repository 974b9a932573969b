import type {Ledger} from "../store/ledger.ts";
import type {Envelope} from "./effects.ts";
import {entry} from "./entries.ts";
import {forgetLeft} from "./left.ts";

/**
 * Makes of one recipient of an entry an entry of its own, with the same bytes and in the same state. Returns its
 * id; nothing where there is nobody else in the entry, or the recipient has an entry already.
 */
export function splitOff(ledger: Ledger, id: number, recipient: string): number | undefined {
  const envelope = envelopeOf(ledger, id);
  const rest = envelope.to.filter((address) => address !== recipient);
  if (rest.length === 0 || rest.length === envelope.to.length) return undefined;
  forgetLeft(ledger, {...entry(ledger, id)!, recipient});
  const {changes, lastId} = ledger.run(
    `insert into outbox (report, as_of, recipient, revision, state, message_id, subject, envelope, message, attempts,
       next_attempt_at, pid, host, reply, queued_at, updated_at)
     select report, as_of, @recipient, revision, state, message_id, subject, @envelope, message, attempts,
       next_attempt_at, pid, host, reply, queued_at, updated_at
     from outbox where entry_id = @id
     on conflict (report, as_of, recipient, revision) do nothing`,
    {id, recipient, envelope: JSON.stringify({...envelope, to: [recipient]})},
  );
  narrow(ledger, id, {...envelope, to: rest});
  return changes === 1 ? lastId : undefined;
}

/** Leaves in an entry the recipients given. It is named after them, unless another entry is. */
export function narrow(ledger: Ledger, id: number, envelope: Envelope): void {
  ledger.run("update outbox set envelope = ? where entry_id = ?", [JSON.stringify(envelope), id]);
  ledger.run("update or ignore outbox set recipient = ? where entry_id = ?", [envelope.to.join(", "), id]);
}

function envelopeOf(ledger: Ledger, id: number): Envelope {
  const {envelope} = ledger.row<{envelope: string}>("select envelope from outbox where entry_id = ?", [id])!;
  return JSON.parse(envelope) as Envelope;
}
