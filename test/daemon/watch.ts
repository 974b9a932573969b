import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {onTestFinished} from "vitest";
import {loadConfig} from "../../src/config/load.ts";
import {Daemon} from "../../src/daemon/daemon.ts";
import type {DaemonEffects} from "../../src/daemon/effects.ts";
import type {JobContext} from "../../src/job/context.ts";
import type {JobResult} from "../../src/job/job.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {shopReport} from "../mail/office.ts";
import {emptyFolder, removeFolder} from "../support/shop.ts";
import {FakeClock} from "./fakeClock.ts";
import {until} from "./patience.ts";

export interface SlotRow {
  readonly slot: string;
  readonly as_of: string;
  readonly state: string;
  readonly attempts: number;
  readonly next_attempt_at: string | null;
  readonly error: string | null;
}

export interface MailRow {
  readonly report: string;
  readonly recipient: string;
  readonly state: string;
  readonly subject: string;
}

/** `schedule` and `more` are YAML; the source need not be there. */
export function writeConfig(folder: string, schedule: string, more = ""): void {
  const lines = [
    "timezone: UTC",
    "sections: []",
    "sources: {orders: {csv: orders.csv}}",
    `schedule: {${schedule}}`,
    more,
    "",
  ];
  writeFileSync(join(folder, "config.yaml"), lines.join("\n"));
}

/** Mail to two readers and an owner, as files. */
export const mailSettings = `mail:
  from: daybook@shop.example
  to: [ann@shop.example, bob@shop.example]
  owner: owner@shop.example
  smtp: {directory: mail}`;

export type Job = DaemonEffects["makeReport"];

/** A job that has no files, and the same figures every day. */
export const fine: Job = async ({asOf}) => resultOf(asOf!);

function resultOf(asOf: string): JobResult {
  return {report: {...shopReport(), as_of: asOf}, stages: [], notes: [], folder: "", files: [], ms: 0};
}

/** A job that goes wrong as each of `errors` says in turn, and then no more. */
export function failing(...errors: readonly Error[]): Job {
  const left = [...errors];
  return async (context) => {
    const error = left.shift();
    if (error) throw error;
    return fine(context);
  };
}

/** A job that ends when it is told to. */
export function patient(): {job: Job; begun: string[]; end: () => void} {
  const begun: string[] = [];
  const waiting: (() => void)[] = [];
  const job = ({asOf}: JobContext) =>
    new Promise<JobResult>((resolve) => {
      begun.push(asOf!);
      waiting.push(() => resolve(resultOf(asOf!)));
    });
  return {job, begun, end: () => waiting.shift()!()};
}

export interface WatchSettings {
  readonly job?: Job;
  /** YAML beside sources and schedule. */
  readonly more?: string;
  readonly at?: string;
  readonly effects?: Partial<DaemonEffects>;
}

/** A daemon on a fake clock, at work in a folder of its own until the test is over. */
export async function watch(schedule: string, settings: WatchSettings = {}): Promise<Watch> {
  const {job = fine, more = "", at = "2026-01-05T05:58:30Z", effects} = settings;
  const folder = emptyFolder();
  writeConfig(folder, schedule, more);
  const made = new Watch(folder, at, {makeReport: job, ...effects});
  onTestFinished(async () => {
    await made.stop();
    made.ledger.close();
    removeFolder(folder);
  });
  await made.start();
  return made;
}

/** Every method stands on its own. */
export class Watch {
  readonly clock: FakeClock;
  /** Lines for people. */
  readonly said: string[] = [];
  /** A second pair of eyes on the daemon's ledger. */
  readonly ledger: Ledger;
  daemon: Daemon | undefined;
  private running: Promise<void> | undefined;

  constructor(
    readonly folder: string,
    start: string,
    private readonly changes: Partial<DaemonEffects>,
  ) {
    this.clock = new FakeClock(new Date(start));
    this.ledger = Ledger.open(loadConfig(join(folder, "config.yaml")).ledger);
  }

  /** Starts the daemon, as a new process would. */
  readonly start = async (): Promise<void> => {
    const say = (line: string) => this.said.push(line);
    const options = {file: join(this.folder, "config.yaml"), verbose: false, say};
    this.daemon = Daemon.open(options, this.clock.effects(this.changes));
    this.running = this.daemon.run();
    this.running.catch(() => {}); // Whoever stops it sees it.
    await this.settle();
  };

  /** Stops it, and throws what it ended with. */
  readonly stop = async (): Promise<void> => {
    const {daemon, running} = this;
    this.daemon = this.running = undefined;
    daemon?.stop();
    await running;
  };

  /** Lets minutes pass, waiting after each until nothing is at work. */
  readonly pass = (minutes: number): Promise<void> => this.clock.pass(minutes, this.settle);

  /** Until nothing is at work, or what is waits for the clock. */
  readonly settle = (): Promise<void> => until(() => this.clock.sleeping > 0 || this.daemon?.isIdle !== false);

  readonly slots = (): SlotRow[] =>
    this.ledger.rows("select slot, as_of, state, attempts, next_attempt_at, error from slots order by slot");

  /** `06:00 done`. */
  readonly states = (): string[] => this.slots().map(({slot, state}) => `${slot.slice(11, 16)} ${state}`);

  readonly mails = (): MailRow[] =>
    this.ledger.rows("select report, recipient, state, subject from outbox order by entry_id");
}
