import {spawn} from "node:child_process";
import {once} from "node:events";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {readStatus, type StatusOptions} from "../../src/daemon/status.ts";
import {closeRun, openRun} from "../../src/job/history.ts";
import {enqueue} from "../../src/mail/outbox.ts";
import {markFailed, markInDoubt, markSending, markSent, resolve} from "../../src/mail/transitions.ts";
import {Ledger, type LedgerValue} from "../../src/store/ledger.ts";
import {mail, submission} from "../mail/mails.ts";

// Near the present, so that a process is taken for living.
const now = new Date();
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const isoAgo = (minutes: number) => ago(minutes).toISOString();

let ledger: Ledger;
beforeEach(() => {
  ledger = Ledger.open(":memory:");
});
afterEach(() => ledger.close());

const read = (options: Partial<StatusOptions> = {}) => readStatus(ledger, {now, hasSchedule: false, ...options});

function insert(table: string, row: Readonly<Record<string, LedgerValue>>): void {
  const names = Object.keys(row);
  ledger.run(`insert into ${table} (${names.join(", ")}) values (${names.map((name) => `@${name}`).join(", ")})`, row);
}

/** A daemon that lives, started an hour ago; our parent process plays it. */
function noteDaemon(changes: Readonly<Record<string, LedgerValue>> = {}): void {
  const beats = {started_at: isoAgo(60), beat_at: isoAgo(1), next_slot: isoAgo(-60)};
  insert("daemon", {one: 1, pid: process.ppid, ...beats, ...changes});
}

function noteSlot(minutesAgo: number, state: string, error: string | null = null): void {
  insert("slots", {slot: isoAgo(minutesAgo), as_of: "2026-01-04", state, error});
}

/** One mail, being sent. */
function sendMail(minutesAgo: number, asOf = "2026-01-04"): number {
  enqueue(ledger, submission({asOf, messages: [mail("ann@shop.example")], now: ago(minutesAgo)}));
  const {id} = ledger.row<{id: number}>("select max(entry_id) as id from outbox")!;
  markSending(ledger, id, ago(minutesAgo));
  return id;
}

describe("the status of a new ledger", () => {
  test("is healthy where nothing is due by itself", () => {
    expect(read()).toEqual({
      healthy: true,
      problems: [],
      daemon: {state: "stopped", pid: null, started_at: null, beat_at: null, next_slot: null},
      runs: [],
      outbox: {queued: 0, sending: 0, sent: 0, failed: 0, in_doubt: 0, dropped: 0},
      late: {slots: [], mails: []},
    });
  });

  test("is not where a schedule waits for a daemon", () => {
    expect(read({hasSchedule: true})).toMatchObject({
      healthy: false,
      problems: ["no daemon is running, so nothing runs by itself: start it with `node main daemon`"],
    });
  });
});

describe("the daemon", () => {
  test("is running while its process lives and beats", () => {
    noteDaemon();
    expect(read({hasSchedule: true})).toMatchObject({healthy: true, daemon: {state: "running", pid: process.ppid}});
  });

  test("is dead when its process is gone", async () => {
    const child = spawn(process.execPath, ["-e", ""]);
    await once(child, "exit");
    noteDaemon({pid: child.pid!});
    const {daemon, problems} = read();
    expect(daemon.state).toBe("dead");
    expect(problems).toEqual([`the daemon (process ${child.pid}) has given no sign of life since ${isoAgo(1)}`]);
  });

  test("is dead when it has not beaten for more than three minutes, whoever has its number", () => {
    noteDaemon({beat_at: isoAgo(3)});
    expect(read().daemon.state).toBe("running");
    ledger.run("update daemon set beat_at = ?", [isoAgo(3.1)]);
    expect(read()).toMatchObject({healthy: false, daemon: {state: "dead"}});
  });

  test("stopped on purpose is no problem, unless there is a schedule", () => {
    noteDaemon({pid: null});
    expect(read()).toMatchObject({healthy: true, daemon: {state: "stopped"}});
    expect(read({hasSchedule: true}).healthy).toBe(false);
  });
});

describe("a slot", () => {
  test("that failed is a problem until a later one is done", () => {
    noteSlot(180, "failed", "orders.csv: there is no such file\nLook for it.");
    expect(read().problems).toEqual([`the last slot, of ${isoAgo(180)}, failed: orders.csv: there is no such file`]);
    noteSlot(90, "skipped");
    expect(read().healthy).toBe(false);
    noteSlot(60, "done");
    expect(read().healthy).toBe(true);
  });

  test.for([
    ["due", 59, false],
    ["due", 61, true],
    ["running", 61, false],
    ["running", 361, true],
    ["missed", 600, false],
  ] as const)("that is %s %i minutes after its time: is it late? %s", ([state, minutes, isLate]) => {
    noteSlot(minutes, state);
    const {late, healthy} = read();
    expect(late.slots.map(({slot}) => slot)).toEqual(isLate ? [isoAgo(minutes)] : []);
    expect(healthy).toBe(!isLate);
  });

  test("that a daemon waited for when it died is late, though nobody noted it", () => {
    noteDaemon({beat_at: isoAgo(600), next_slot: isoAgo(90)});
    expect(read().late.slots).toEqual([{slot: isoAgo(90), as_of: null, state: "due", error: null}]);
    noteSlot(90, "done");
    expect(read().late.slots).toEqual([]);
  });
});

describe("a mail", () => {
  test("that was refused is a problem, until the recipient has had a later one", () => {
    markFailed(ledger, sendMail(10), "550 no such user", ago(10));
    expect(read().problems).toEqual([
      "mail 1 to ann@shop.example was refused: 550 no such user (see `node main outbox`)",
    ]);
    markSent(ledger, sendMail(5, "2026-01-05"), "250 ok", ago(5));
    expect(read()).toMatchObject({healthy: true, outbox: {failed: 1, sent: 1}});
  });

  test("in doubt is a problem, until a person has settled it", () => {
    markInDoubt(ledger, sendMail(10), "no reply", ago(9), ago(10));
    expect(read().problems).toEqual([
      "mail 1 to ann@shop.example may have been received or not: no reply (see `node main outbox`)",
    ]);
    resolve(ledger, 1, "sent", now);
    expect(read().healthy).toBe(true);
  });

  test.for([
    [59, false],
    [61, true],
  ] as const)("queued %i minutes ago: is it late? %s", ([minutes, isLate]) => {
    enqueue(ledger, submission({messages: [mail("ann@shop.example")], now: ago(minutes)}));
    expect(read().late.mails.map(({id}) => id)).toEqual(isLate ? [1] : []);
    expect(read().healthy).toBe(!isLate);
  });
});

test("trouble that is not over is a problem", () => {
  insert("incidents", {cause: "mail", opened_at: isoAgo(300), error: "mail.example.org does not answer"});
  insert("incidents", {cause: "disk", opened_at: isoAgo(400), closed_at: isoAgo(350)});
  expect(read().problems).toEqual([`trouble since ${isoAgo(300)}: mail.example.org does not answer`]);
});

test("the last ten runs are shown, the newest first; their failures alone are news of the past", () => {
  for (let i = 0; i < 12; i++) {
    openRun(ledger, {run: `r${i}`, cause: "manual", now: ago(100 - i)});
    closeRun(ledger, `r${i}`, {result: "failed", exitCode: 1, ms: 10, now: ago(99 - i)});
  }
  const {runs, healthy} = read();
  expect(runs.map(({run_id}) => run_id)).toEqual(["r11", "r10", "r9", "r8", "r7", "r6", "r5", "r4", "r3", "r2"]);
  expect(healthy).toBe(true);
});
