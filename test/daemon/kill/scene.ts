import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {text} from "node:stream/consumers";
import {simpleParser} from "mailparser";
import {list, type OutboxEntry} from "../../../src/mail/entries.ts";
import {Ledger} from "../../../src/store/ledger.ts";
import {type MailServer, startMailServer} from "../../support/mailServer.ts";
import {makeShop, removeFolder} from "../../support/shop.ts";

export const readers = ["ann@shop.example", "bob@shop.example"];
export const owner = "owner@shop.example";

/** Milliseconds: one that is never done must not outlive the test. */
const longestLife = 120_000;

export interface Delivery {
  readonly day: string;
  readonly recipient: string;
  readonly messageId: string;
}

export interface Death {
  /** The steps of the slot it got to. */
  readonly steps: readonly string[];
  readonly isKilled: boolean;
}

interface StartOptions {
  readonly deadlyStep?: number | undefined;
  readonly late?: number;
}

/** A shop, a mail server, and daemons that are killed between them. */
export class Scene {
  private constructor(
    readonly folder: string,
    private readonly script: string,
    private readonly server: MailServer,
    private readonly ledger: Ledger,
  ) {}

  static async open(script: string, inDoubt = "resend"): Promise<Scene> {
    const [folder, server] = [makeShop(), await startMailServer({hasStarttls: false})];
    writeFileSync(join(folder, "config.yaml"), config(server.port, inDoubt));
    return new Scene(folder, script, server, Ledger.open(join(folder, "daybook.sqlite")));
  }

  async close(): Promise<void> {
    this.ledger.close();
    await this.server.close();
    removeFolder(this.folder);
  }

  /** Starts a daemon just before the slot that reports a day of January (1 to 27), to die at the step given of it. */
  async serve(day: number, deadlyStep?: number): Promise<Death> {
    return this.watch(this.start(day, {deadlyStep}));
  }

  /** Starts a daemon half a minute after that slot. */
  async serveAfter(day: number): Promise<Death> {
    return this.watch(this.start(day, {late: 30_000}));
  }

  private async watch(child: ChildProcess): Promise<Death> {
    const [out, [, signal]] = await Promise.all([text(child.stdout!), once(child, "close")]);
    return {steps: out.split("\n").slice(1, -1), isKilled: signal === "SIGKILL"};
  }

  /** The same, killed so many milliseconds after it began to work, unless it has ended before. */
  async serveAtMost(day: number, milliseconds: number): Promise<boolean> {
    const child = this.start(day);
    const ended = once(child, "close");
    await once(child.stdout!.resume(), "data");
    const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
    const [, signal] = await ended;
    clearTimeout(timer);
    return signal === "SIGKILL";
  }

  /** What the server has taken so far, report by report. */
  async received(): Promise<Delivery[]> {
    const mails = this.server.received.map(async ({to, raw}) => {
      const {messageId = ""} = await simpleParser(raw, {skipImageLinks: true});
      return {day: /\.(\d{4}-\d\d-\d\d)\./.exec(messageId)?.[1] ?? "", recipient: to.join(), messageId};
    });
    return (await Promise.all(mails)).filter(({day}) => day !== "");
  }

  /** How many mails the server has taken for the owner. */
  told(): number {
    return this.server.received.filter(({to}) => to.includes(owner)).length;
  }

  /** Mails the ledger knows were accepted. */
  sent(): OutboxEntry[] {
    return list(this.ledger, {states: ["sent"], report: "daily"});
  }

  slotStates(): Record<string, string> {
    const rows = this.ledger.rows<{as_of: string; state: string}>("select as_of, state from slots order by slot");
    return Object.fromEntries(rows.map(({as_of, state}) => [as_of, state]));
  }

  rows<T extends object>(sql: string): T[] {
    return this.ledger.rows<T>(sql);
  }

  /** `late`: milliseconds after the slot. */
  private start(day: number, {deadlyStep, late = -200}: StartOptions = {}): ChildProcess {
    const slot = new Date(Date.UTC(2026, 0, day + 1, 6));
    const now = new Date(slot.getTime() + late);
    const times = [now.toISOString(), slot.toISOString()];
    const args = [this.script, join(this.folder, "config.yaml"), ...times, ...(deadlyStep ? [String(deadlyStep)] : [])];
    return spawn(process.execPath, args, {stdio: ["ignore", "pipe", "inherit"], timeout: longestLife});
  }
}

function config(port: number, inDoubt: string): string {
  return `timezone: UTC
sections: []
sources: {orders: {csv: orders.csv}}
ledger: daybook.sqlite
schedule: {cron: "0 6 * * *", missed: all, overlap: queue, max_lateness: 20d, retry: {attempts: 9, delay: 1s, factor: 1}}
mail:
  from: daybook@shop.example
  to: [${readers.join(", ")}]
  owner: ${owner}
  in_doubt: ${inDoubt}
  smtp: {host: 127.0.0.1, port: ${port}, security: none}
`;
}
