import {once} from "node:events";
import {DateTime} from "luxon";
import {markInterrupted} from "../job/history.ts";
import {configTrouble} from "../job/troubles.ts";
import {messageOf, TemporaryError} from "../lib/errors.ts";
import {failureFacts, failureOf} from "../lib/failure.ts";
import {decideSlots} from "./decisions.ts";
import type {DaemonEffects} from "./effects.ts";
import {tell, tellTakenUp} from "./news.ts";
import {type DaemonOptions, Office} from "./office.ts";
import {nextSlots} from "./schedule.ts";
import {Worker} from "./worker.ts";

/** Serves the schedule, one slot at a time, until it is told to stop. What goes wrong on the way is written down, told, and survived. */
export class Daemon {
  private readonly stopping = new AbortController();
  private readonly quitting = new AbortController();
  private readonly worker: Worker;
  private fault: Error | undefined;
  /** When it was last decided which slots are due. */
  private decided: Date | undefined;

  private constructor(private readonly office: Office) {
    const complain = (error: unknown) => this.complain(error);
    this.worker = new Worker(office, this.stopping.signal, this.quitting.signal, complain);
  }

  /** Throws ConfigError, and TemporaryError where another daemon works with the same ledger. */
  static open(options: DaemonOptions, effects?: DaemonEffects): Daemon {
    return new Daemon(Office.open(options, effects));
  }

  /** Nothing is at work, and nothing waits to be tried again. */
  get isIdle(): boolean {
    return this.worker.isIdle;
  }

  /** Resolves when it was told to stop and has. Throws TemporaryError when another daemon has taken its place. */
  async run(): Promise<void> {
    const {records, effects, log} = this.office;
    const interrupted = markInterrupted(records.ledger, effects.now()).length;
    log.info({pid: process.pid, ...this.outlook(), interrupted}, "daemon started");
    this.worker.add(tellTakenUp); // Whatever was wrong before the start: it could be read now.
    const stopTicking = effects.onTick(() => this.tick());
    try {
      this.tick();
      if (!this.stopping.signal.aborted) await once(this.stopping.signal, "abort");
      await this.worker.finished();
    } finally {
      stopTicking();
      this.office.log.info({}, "daemon stopped");
      this.office.close();
    }
    if (this.fault) throw this.fault;
  }

  /** Finishes the step at work, and begins none. */
  stop(): void {
    this.stopping.abort();
  }

  /** Removes what is unfinished, so that the process can be ended. */
  quit(): void {
    this.quitting.abort();
    try {
      this.office.close();
    } catch (error) {
      this.office.options.say(`daybook: ${messageOf(error)}`);
    }
  }

  /** Takes up the config as it is now; one that is wrong changes nothing, and the owner is told. */
  reload(): void {
    try {
      this.worker.add(this.office.reload());
      this.office.log.info(this.outlook(), "config reloaded");
    } catch (error) {
      this.office.log.error(failureFacts(error), "config not reloaded");
      this.worker.add((room) => tell(configTrouble(error, room.config), room));
    }
    this.tick(); // The slots of a new schedule count from now on, not from the next minute.
  }

  private tick(): void {
    if (!this.attempt(() => this.keepLedger())) return; // Without one there is nothing to do.
    this.attempt(() => {
      this.beat();
      if (!this.stopping.signal.aborted) this.decide();
    });
    this.worker.wake();
  }

  private keepLedger(): void {
    const errand = this.worker.isIdle ? this.office.keepLedger(this.decided) : undefined;
    if (errand) this.worker.add(errand);
  }

  private beat(): void {
    const {records, effects, log} = this.office;
    const next = this.nextSlot();
    if (records.presence.beat(next, effects.now())) log.heartbeat(this.outlook());
    else this.giveWay(records.ledger.file);
  }

  private giveWay(ledger: string): void {
    this.fault = new TemporaryError(`another daemon has taken over the ledger ${ledger}`);
    this.stop();
  }

  private decide(): void {
    const {records, setting, effects, log} = this.office;
    const {schedule, config} = setting;
    const now = effects.now();
    const since = records.presence.watchingSince(schedule, now);
    const options = {schedule, overlap: config.schedule.overlap, since, isBusy: () => this.worker.isServing, now};
    const decisions = decideSlots(records.ledger, options);
    this.decided = now;
    for (const [decision, slots] of Object.entries(decisions))
      if (slots.length > 0) log.info({decision, slots: slots.length, last: slots.at(-1)!.slot}, "slots decided");
  }

  private nextSlot(): Date {
    const {setting, effects} = this.office;
    const {cron, timezone} = setting.schedule;
    return nextSlots(cron, timezone, DateTime.fromJSDate(effects.now()), 1)[0]!.at.toJSDate();
  }

  private outlook(): object {
    const {cron, timezone} = this.office.setting.schedule;
    return {schedule: cron.text, timezone, next_slot: this.nextSlot().toISOString()};
  }

  /** What breaks a minute's work must not break the daemon. True: it went well. */
  private attempt(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      this.complain(error);
      return false;
    }
  }

  private complain(error: unknown): void {
    const failure = failureOf(error);
    this.office.log.error(failureFacts(failure), "trouble");
    this.office.options.say(`daybook: ${messageOf(failure)}`);
  }
}
