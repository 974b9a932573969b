import {hostname} from "node:os";
import {isAlive} from "../lib/alive.ts";
import type {Cron} from "../lib/cron.ts";
import {TemporaryError} from "../lib/errors.ts";
import type {Ledger} from "../store/ledger.ts";
import type {Schedule} from "./schedule.ts";
import {takeOver} from "./takeover.ts";

/** Milliseconds. A daemon beats every minute. */
const longestSilence = 3 * 60_000;

/** As it stands in the ledger. */
export interface Claim {
  readonly pid: number | null;
  readonly host: string | null;
  readonly started_at: string | null;
  readonly beat_at: string | null;
}

/** The one daemon of a ledger, as it stands there for others to see. */
export class Presence {
  private constructor(
    private readonly ledger: Ledger,
    private readonly startedAt: string,
  ) {}

  /** Takes the place, and what its last owner left behind elsewhere. Throws TemporaryError when another daemon has it. */
  static claim(ledger: Ledger, config: string, now: Date): Presence {
    const startedAt = now.toISOString();
    ledger.transaction(() => {
      const other = ledger.row<Claim>("select pid, host, started_at, beat_at from daemon");
      if (other && isPresent(other, now)) throw occupied(ledger, other);
      if (other && !isHere(other.host)) takeOver(ledger, other);
      ledger.run("insert into daemon (one) values (1) on conflict do nothing");
      ledger.run("update daemon set pid = ?, host = ?, started_at = ?, beat_at = ?, config = ?", [
        process.pid,
        hostname(),
        startedAt,
        startedAt,
        config,
      ]);
    });
    return new Presence(ledger, startedAt);
  }

  /** A sign of life. False: another daemon has taken the place meanwhile. */
  beat(nextSlot: Date | undefined, now: Date): boolean {
    const sql = `update daemon set beat_at = ?, next_slot = ? where ${own}`;
    return this.ledger.run(sql, [now.toISOString(), nextSlot?.toISOString() ?? null, ...this.key()]).changes > 0;
  }

  /** Since when the schedule is watched: a new one counts from now on, so that its earlier times were not missed. */
  watchingSince({cron, timezone}: Schedule, now: Date): Date {
    const schedule = nameOf(cron, timezone);
    const isOther = "schedule is not @schedule or watching_since > @now";
    const sql = `update daemon set schedule = @schedule, watching_since = @now where ${isOther}`;
    this.ledger.run(sql, {schedule, now: now.toISOString()});
    return new Date(this.ledger.row<{since: string}>("select watching_since as since from daemon")!.since);
  }

  /** This daemon has decided about all slots up to `decided`, though this ledger does not know: what came since counts. */
  goOn({cron, timezone}: Schedule, decided: Date): void {
    const since = new Date(decided.getTime() + 1).toISOString();
    this.ledger.run("update daemon set schedule = ?, watching_since = ?", [nameOf(cron, timezone), since]);
  }

  /** Stopped on purpose. */
  release(): void {
    this.ledger.run(`update daemon set pid = null, next_slot = null where ${own}`, this.key());
  }

  private key(): (string | number)[] {
    return [process.pid, hostname(), this.startedAt];
  }
}

const own = "pid = ? and host = ? and started_at = ?";

function nameOf({text}: Cron, timezone: string): string {
  return `${text} in ${timezone}`;
}

/** Whether the daemon lives. The numbers of processes on another machine, or in another container, say nothing here. */
export function isPresent({pid, host, beat_at}: Omit<Claim, "started_at">, now: Date): boolean {
  if (pid === null || beat_at === null) return false;
  const beat = new Date(beat_at);
  const isSilent = Math.abs(now.getTime() - beat.getTime()) > longestSilence;
  return !isSilent && (!isHere(host) || isAlive(pid, beat, now));
}

function isHere(host: string | null): boolean {
  return host === null || host === hostname();
}

function occupied({file}: Ledger, {pid, host, started_at}: Claim): TemporaryError {
  const where = isHere(host) ? "" : ` on ${host}`;
  return new TemporaryError(
    `a daemon (process ${pid}${where}, since ${started_at}) works with the ledger ${file} already: stop it first`,
  );
}
