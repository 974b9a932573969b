import {deliverDue} from "../../src/mail/delivery.ts";
import type {OutgoingMail, Receipt} from "../../src/mail/effects.ts";
import {list, type OutboxEntry} from "../../src/mail/entries.ts";
import {enqueue, nextRevision} from "../../src/mail/outbox.ts";
import {recoverSending, resolve, retry} from "../../src/mail/transitions.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {at, mail, submission} from "./mails.ts";

/** What becomes of a message; `killed` is this process, before or after the server has taken it. */
export const fates = ["accepted", "temporary", "permanent", "in_doubt", "killed before", "killed after"] as const;
export type Fate = (typeof fates)[number];

export type Step =
  | {readonly step: "report"; readonly digest: string; readonly resend: boolean}
  | {readonly step: "deliver"; readonly fates: readonly Fate[]}
  | {readonly step: "retry"; readonly ids?: readonly number[] | undefined}
  | {readonly step: "resolve"; readonly id: number; readonly as: "sent" | "drop"}
  | {readonly step: "wait"; readonly seconds: number};

export const recipients = ["ann@shop.example", "bob@shop.example", "cem@shop.example"];

/** An outbox on disk, used by a process that may be killed, and a server that remembers what it was given. */
export class World {
  /** What the server has taken, and what it was given although the ledger knew it as sent: by message id. */
  readonly taken: string[] = [];
  readonly repeated: string[] = [];
  /** What the ledger ever called sent. */
  readonly sent = new Set<string>();
  revision = 0;
  private ledger: Ledger;
  private seconds = 0;
  private digest: string | undefined;

  constructor(private readonly file: string) {
    this.ledger = Ledger.open(file);
  }

  close(): void {
    this.ledger.close();
  }

  entries(): readonly OutboxEntry[] {
    return list(this.ledger);
  }

  /** The states of entries that have lost their bytes, or have kept them. */
  statesOf(bytes: "lost" | "kept"): readonly string[] {
    const condition = bytes === "lost" ? "message is null" : "message is not null";
    return this.ledger.rows<{state: string}>(`select state from outbox where ${condition}`).map(({state}) => state);
  }

  async take(step: Step): Promise<void> {
    if (step.step === "report") this.report(step.digest, step.resend);
    if (step.step === "deliver") await this.deliver([...step.fates]);
    if (step.step === "retry") retry(this.ledger, this.now(), step.ids);
    if (step.step === "resolve") resolve(this.ledger, step.id, step.as, this.now());
    if (step.step === "wait") this.seconds += step.seconds;
    this.noteSent();
  }

  private now(): Date {
    return at(this.seconds);
  }

  private report(digest: string, resend: boolean): void {
    const revision = nextRevision(this.ledger, "daily", "2026-01-04", digest, resend)?.revision;
    const messages = recipients.map((recipient) => mail(recipient, `revision ${revision}`));
    const queued = enqueue(this.ledger, submission({digest, resend, messages, now: this.now()}));
    const isNews = resend || digest !== this.digest;
    if (isNews !== (queued !== undefined) || queued?.revision !== revision) throw new Error("news and queue disagree");
    this.revision += isNews ? 1 : 0;
    this.digest = digest;
  }

  /** As a process does that has just started. Ends with the process, should that be killed. */
  private async deliver(fates: Fate[]): Promise<void> {
    recoverSending(this.ledger, this.now());
    const policy = {now: this.now(), inDoubt: "resend", retry: {attempts: 4, delay: 60, factor: 2}} as const;
    await new Promise<void>((end, fail) => {
      const send = (message: OutgoingMail) => this.receive(message, fates.shift() ?? "accepted", end);
      deliverDue(this.ledger, {send}, policy).then(() => end(), fail);
    });
  }

  private async receive({raw}: OutgoingMail, fate: Fate, die: () => void): Promise<Receipt> {
    this.noteSent();
    const [, recipient, text] = /^To: (.*)\r\n\r\n(.*)\r\n$/.exec(raw.toString())!;
    const {messageId} = mail(recipient!, text);
    if (this.sent.has(messageId)) this.repeated.push(messageId);
    if (["accepted", "in_doubt", "killed after"].includes(fate)) this.taken.push(messageId);
    if (fate === "killed before" || fate === "killed after") return this.die(die);
    return {kind: fate, reply: fate};
  }

  /** What was being done is never finished; the next process finds what is on disk. */
  private die(end: () => void): Promise<never> {
    this.ledger.close();
    this.ledger = Ledger.open(this.file);
    end();
    return new Promise(() => {});
  }

  private noteSent(): void {
    for (const {state, messageId} of this.entries()) if (state === "sent") this.sent.add(messageId);
  }
}
