import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import Database from "better-sqlite3";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {deliverOutbox} from "../../src/job/delivery.ts";
import {TemporaryError} from "../../src/lib/errors.ts";
import {deliverDue} from "../../src/mail/delivery.ts";
import {list} from "../../src/mail/entries.ts";
import {enqueue} from "../../src/mail/outbox.ts";
import {SmtpEffects} from "../../src/mail/smtp.ts";
import {recoverSending} from "../../src/mail/transitions.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {type MailServer, startMailServer} from "../support/mailServer.ts";
import {at, start, submission} from "./mails.ts";

/** A ledger that another process locks while the server answers, and that this one soon loses patience with. */

let folder: string;
let ledger: Ledger;
let other: Database.Database;
let server: MailServer;
let refuses: ((recipient: string) => string | undefined) | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "daybook-unwritten-"));
  const file = join(folder, "ledger.sqlite");
  ledger = Ledger.open(file, {patience: 20});
  other = new Database(file);
  refuses = undefined;
  const verdict = () => void lock();
  server = await startMailServer({hasStarttls: false, verdict, answer: (recipient) => refuses?.(recipient)});
  enqueue(ledger, submission());
});
afterEach(async () => {
  await server.close();
  ledger.close();
  other.close();
  rmSync(folder, {recursive: true});
});

let isLocking = true;
beforeEach(() => {
  isLocking = true;
});

function lock(): void {
  if (isLocking && !other.inTransaction) other.exec("begin immediate");
}

function unlock(): void {
  isLocking = false;
  other.exec("commit");
}

const policy = {now: start, inDoubt: "resend", retry: {attempts: 5, delay: 1, factor: 1}} as const;

function deliver(seconds: number) {
  const transport = {kind: "smtp", host: "127.0.0.1", port: server.port, security: "none"} as const;
  return deliverOutbox(ledger, {...policy, now: at(seconds), transport});
}

const states = () => list(ledger).map(({recipient, state}) => `${recipient.split("@")[0]} ${state}`);
const taken = () => server.received.flatMap(({to}) => to.map((one) => one.split("@")[0]));

describe("a receipt that the ledger cannot take", () => {
  test("ends the delivery, says what to do, and is written before anything else is sent", async () => {
    await expect(deliver(0)).rejects.toThrow(TemporaryError);
    expect(states()).toEqual(["ann sending", "bob queued"]);
    await expect(deliver(60)).rejects.toThrow(/mail 1 to ann@shop\.example.*250.*node main outbox resolve 1 sent/s);
    expect(taken()).toEqual(["ann"]);
    unlock();
    await deliver(120);
    expect(states()).toEqual(["ann sent", "bob sent"]);
    expect(taken()).toEqual(["ann", "bob"]);
  });

  test("is of an entry that is never taken for interrupted", async () => {
    await expect(deliver(0)).rejects.toThrow(TemporaryError);
    unlock();
    expect(recoverSending(ledger, at(9000))).toBe(0);
    expect(states()).toEqual(["ann sending", "bob queued"]);
  });

  test("is kept when the disk is full, too", async () => {
    isLocking = false;
    const full = "update outbox set reply = hex(zeroblob(400000)) where entry_id = 1";
    const effects = new SmtpEffects({kind: "smtp", host: "127.0.0.1", port: server.port, security: "none"});
    const pages = () => ledger.row<{page_count: number}>("pragma page_count")!.page_count;
    const fill = async (...given: Parameters<typeof effects.send>) => {
      const receipt = await effects.send(...given);
      limit(ledger, pages());
      return {...receipt, reply: "250 ".padEnd(30_000, "x")};
    };
    await expect(deliverDue(ledger, {send: fill}, policy)).rejects.toThrow(/disk of the ledger .* is full/);
    expect(() => ledger.run(full)).toThrow("full");
    limit(ledger, 1_000_000);
    await deliver(1);
    expect(taken()).toEqual(["ann", "bob"]);
    expect(states()).toEqual(["ann sent", "bob sent"]);
  });

  test("is written once more when the ledger is closed, and whoever closes it is told if that is in vain", async () => {
    await expect(deliver(0)).rejects.toThrow(TemporaryError);
    const {file} = ledger;
    expect(() => ledger.close()).toThrow(/mail 1 to ann@shop\.example.*resolve 1 sent/);
    unlock();
    ledger = Ledger.open(file, {patience: 20});
    expect(states()).toEqual(["ann sending", "bob queued"]);
  });

  test("is not lost with the process when the lock is gone by then, and the error says so", async () => {
    await expect(deliver(0)).rejects.toThrow(
      "tried once more when Daybook ends; should that fail, it would be sent again",
    );
    unlock();
    ledger.close();
    ledger = Ledger.open(ledger.file);
    expect(states()).toEqual(["ann sent", "bob queued"]);
  });

  test("that is no acceptance is kept all the same", async () => {
    refuses = (recipient) => {
      lock();
      return recipient.startsWith("ann") ? "550 no such user" : undefined;
    };
    await expect(deliver(0)).rejects.toThrow(TemporaryError);
    unlock();
    await deliver(1);
    expect(states()).toEqual(["ann failed", "bob sent"]);
    expect(list(ledger)[0]).toMatchObject({attempts: 1});
  });
});

describe("a receipt that the ledger refuses", () => {
  beforeEach(() => {
    isLocking = false;
    ledger.run(`create trigger refusing before update on outbox when new.state = 'sent' and new.entry_id = 1
      begin select raise(fail, 'refused'); end`);
  });

  test("is told of, and stops no other mail", async () => {
    await expect(deliver(0)).rejects.toThrow("refused");
    await deliver(60);
    expect(taken()).toEqual(["ann", "bob"]);
    expect(states()).toEqual(["ann sending", "bob sent"]);
    ledger.run("drop trigger refusing");
    await deliver(120);
    expect(taken()).toEqual(["ann", "bob"]);
    expect(states()).toEqual(["ann sent", "bob sent"]);
  });

  test("is told of once more when it would be lost, and keeps no other from being written", async () => {
    await expect(deliver(0)).rejects.toThrow("refused");
    const {file} = ledger;
    isLocking = true;
    await expect(deliver(60)).rejects.toThrow("mail 2");
    unlock();
    expect(() => ledger.close()).toThrow("refused");
    ledger = Ledger.open(file, {patience: 20});
    expect(states()).toEqual(["ann sending", "bob sent"]);
  });
});

/** Pages the file may have: SQLite says that the disk is full beyond. */
function limit(full: Ledger, pages: number): void {
  full.row(`pragma max_page_count = ${pages}`);
}
