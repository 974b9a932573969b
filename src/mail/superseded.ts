import type {Ledger} from "../store/ledger.ts";
import type {OutboxEntry} from "./entries.ts";

/** Drops what still waits of revisions of a report before its latest, which says it better. */
export function dropSuperseded(ledger: Ledger, {report, asOf}: Pick<OutboxEntry, "report" | "asOf">, now: Date): void {
  ledger.run(
    `update outbox set state = 'dropped', message = null, next_attempt_at = null, updated_at = @now,
       reply = 'superseded by revision ' || latest.revision
     from (select max(revision) as revision from mailed_figures where report = @report and as_of = @asOf) as latest
     where report = @report and as_of = @asOf and outbox.revision < latest.revision
       and state in ('queued', 'failed', 'in_doubt')`,
    {report, asOf, now: now.toISOString()},
  );
}
