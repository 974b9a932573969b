import type {Ledger} from "../store/ledger.ts";
import type {OutboxEntry} from "./entries.ts";

/** An entry that was dropped because its recipients were readers no more is to nobody. */
export function leaveToNobody(ledger: Ledger, id: number): void {
  ledger.run("update outbox set envelope = json_set(envelope, '$.to', json_array()) where entry_id = ?", [id]);
}

/** Makes room for an entry of a recipient who is a reader again. */
export function forgetLeft(
  ledger: Ledger,
  {report, asOf, recipient, revision}: Pick<OutboxEntry, "report" | "asOf" | "recipient" | "revision">,
): void {
  ledger.run(
    `delete from outbox where report = ? and as_of = ? and recipient = ? and revision = ?
       and state = 'dropped' and json_array_length(envelope, '$.to') = 0`,
    [report, asOf, recipient, revision],
  );
}
