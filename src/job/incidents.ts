import {hostname} from "node:os";
import type {Config} from "../config/config.ts";
import {lastLines} from "../lib/logTail.ts";
import {dayAt} from "../lib/time.ts";
import {composeNotice, type Notice} from "../mail/notice.ts";
import {enqueue} from "../mail/outbox.ts";
import type {Ledger} from "../store/ledger.ts";

/** What is in trouble: the report of a day, the mails that wait, a changed config, the slots that passed, the ledger itself. */
export type TroubleKind = "slot" | "mail" | "config" | "missed" | "ledger";

/** Something the owner must know of. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** A phrase: "the report of Tue, 31 December 2024". */
  readonly what: string;
  /** What went wrong, with its remedy; without secrets. */
  readonly error: string;
  /** Troubles of one kind that share it are the same; without it, those that share the first line of `error`, but for digits. */
  readonly sameAs?: string;
  /** The run whose log tells more. */
  readonly run?: string;
  /** What failed so far, in runs. */
  readonly attempts: number;
  readonly notSent: readonly string[];
}

interface Incident {
  readonly id: number;
  readonly openedAt: string;
  readonly error: string;
  readonly attempts: number;
}

const columns = "incident_id as id, opened_at as openedAt, error, attempts";
const shownLines = 12;

/**
 * Queues one mail to the owner when a trouble begins. The same one again is counted, and mailed nobody. `alongside` writes down what
 * the trouble comes from: after a crash all of this is there, or nothing. True: it is new.
 */
export async function reportTrouble(
  ledger: Ledger,
  trouble: Trouble,
  config: Config,
  now: Date,
  alongside: () => void = () => {},
): Promise<boolean> {
  const cause = causeOf(trouble);
  const known = ledger.row<Incident>(`select ${columns} from incidents where cause = ? and closed_at is null`, [cause]);
  if (known) {
    ledger.transaction(() => {
      alongside();
      count(ledger, known, trouble);
    });
    return false;
  }
  const id = nextId(ledger);
  const {what, error, attempts, run, notSent} = trouble;
  const logLines = run === undefined ? [] : lastLines(config.logs, run, shownLines);
  const notice: Notice = {kind: "failure", incident: id, what, since: now, attempts, error, logLines, notSent};
  await queue(ledger, notice, config, now, () => {
    alongside();
    ledger.run(
      "insert into incidents (incident_id, cause, opened_at, run_id, error, attempts) values (@id, @cause, @now, @run, @error, @attempts)",
      {id, cause, now: now.toISOString(), run: run ?? null, error, attempts},
    );
  });
  return true;
}

function count(ledger: Ledger, {id}: Incident, {attempts, error, run}: Trouble): void {
  ledger.run(
    "update incidents set attempts = attempts + @attempts, error = @error, run_id = @run where incident_id = @id",
    {id, attempts, error, run: run ?? null},
  );
}

/** Which troubles are over: those of `kinds`, but for mails to the recipients in `unmailed`. */
export interface Over {
  readonly kinds: readonly TroubleKind[];
  readonly unmailed?: readonly string[];
}

/**
 * Queues one mail to the owner for all troubles that are over, if there were any. `what` works again. `alongside` writes down what
 * ends them, in any case. True: there were.
 */
export async function reportRecovery(
  ledger: Ledger,
  over: Over,
  what: string,
  config: Config,
  now: Date,
  alongside: () => void = () => {},
): Promise<boolean> {
  const open = openIncidents(ledger, over);
  const [first] = open;
  if (first === undefined) {
    ledger.transaction(alongside);
    return false;
  }
  const notice: Notice = {
    kind: "recovery",
    incident: first.id,
    what,
    since: new Date(first.openedAt),
    attempts: open.reduce((sum, {attempts}) => sum + attempts, 0),
    error: open.map(({error}) => error).join("\n"),
    logLines: [],
    notSent: [],
  };
  await queue(ledger, notice, config, now, () => {
    alongside();
    for (const {id} of open)
      ledger.run("update incidents set closed_at = ? where incident_id = ?", [now.toISOString(), id]);
  });
  return true;
}

function openIncidents(ledger: Ledger, {kinds, unmailed = []}: Over): Incident[] {
  const lasting = new Set(unmailed.map((recipient) => `mail: ${recipient}`.toLowerCase()));
  const sql = `select ${columns}, cause from incidents where closed_at is null order by incident_id`;
  return ledger
    .rows<Incident & {cause: string}>(sql)
    .filter(({cause}) => kinds.some((kind) => cause.startsWith(`${kind}: `)) && !lasting.has(cause.toLowerCase()));
}

/** The mail and what is written down about it: both or, after a crash, neither. */
async function queue(ledger: Ledger, notice: Notice, config: Config, now: Date, note: () => void): Promise<void> {
  const message = config.mail && (await composeNotice(notice, {config, now, host: hostname()}));
  const report = `${notice.kind === "failure" ? "incident" : "recovery"}:${notice.incident}`;
  ledger.transaction(() => {
    note();
    if (message === undefined) return;
    const asOf = dayAt(now, config.timezone);
    enqueue(ledger, {report, asOf, digest: message.messageId, messages: [message], resend: false, now});
  });
}

/** Names the trouble, whatever day, attempt or number of rows it came with. */
function causeOf({kind, error, sameAs}: Trouble): string {
  return `${kind}: ${sameAs ?? error.split("\n")[0]!.replaceAll(/\d+/g, "#")}`;
}

function nextId(ledger: Ledger): number {
  return ledger.row<{id: number}>("select coalesce(max(incident_id), 0) + 1 as id from incidents")!.id;
}
