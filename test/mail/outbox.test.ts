import {spawn} from "node:child_process";
import {once} from "node:events";
import {hostname} from "node:os";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {due, entry, list, messageOf} from "../../src/mail/entries.ts";
import {enqueue, nextRevision} from "../../src/mail/outbox.ts";
import {
  markFailed,
  markInDoubt,
  markSending,
  markSent,
  postpone,
  recoverSending,
  resendInDoubt,
  resolve,
  retry,
} from "../../src/mail/transitions.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {at, mail, start, submission} from "./mails.ts";

let ledger: Ledger;
beforeEach(() => {
  ledger = Ledger.open(":memory:");
});
afterEach(() => ledger.close());

const states = () => list(ledger).map(({recipient, revision, state}) => `${recipient[0]}${revision} ${state}`);
const later = at(60);

describe("queueing", () => {
  test("keeps the exact message of each recipient, due at once", () => {
    expect(enqueue(ledger, submission())).toEqual({revision: 1, queued: 2});
    expect(due(ledger, start)).toEqual([
      expect.objectContaining({id: 1, recipient: "ann@shop.example", revision: 1, state: "queued", attempts: 0}),
      expect.objectContaining({id: 2, recipient: "bob@shop.example", messageId: "<Good-morning.bob@shop.example>"}),
    ]);
    const {envelope, raw} = mail("bob@shop.example");
    expect(messageOf(ledger, 2)).toEqual({envelope, raw});
  });

  test("mails nobody when the figures are those mailed before", () => {
    enqueue(ledger, submission());
    expect(nextRevision(ledger, "daily", "2026-01-04", "d1", false)).toBeUndefined();
    expect(enqueue(ledger, submission({now: later}))).toBeUndefined();
    expect(states()).toEqual(["a1 queued", "b1 queued"]);
  });

  test("gives changed figures, and those asked for again, the next revision", () => {
    enqueue(ledger, submission());
    expect(enqueue(ledger, submission({digest: "d2"}))).toEqual({revision: 2, queued: 2});
    expect(enqueue(ledger, submission({digest: "d2", resend: true}))).toEqual({revision: 3, queued: 2});
    expect(enqueue(ledger, submission({digest: "d1"}))).toEqual({revision: 4, queued: 2});
  });

  test("tells days and reports apart", () => {
    enqueue(ledger, submission());
    expect(enqueue(ledger, submission({asOf: "2026-01-05"}))).toMatchObject({revision: 1});
    expect(enqueue(ledger, submission({report: "weekly"}))).toMatchObject({revision: 1});
  });

  test("sends one message to a recipient named twice, in whatever case", () => {
    const messages = [mail("ann@shop.example"), mail("Ann@Shop.example")];
    expect(enqueue(ledger, submission({messages}))).toEqual({revision: 1, queued: 1});
  });

  test("drops what still waits of an earlier revision, and leaves what was sent", () => {
    enqueue(ledger, submission());
    markSending(ledger, 1, start);
    markSent(ledger, 1, "250 ok", start);
    enqueue(ledger, submission({digest: "d2"}));
    expect(states()).toEqual(["a1 sent", "b1 dropped", "a2 queued", "b2 queued"]);
    expect(entry(ledger, 2)!.reply).toBe("superseded by revision 2");
  });

  test("leaves nothing behind when a message cannot be kept", () => {
    const broken = {...mail("bob@shop.example"), messageId: null as unknown as string};
    expect(() => enqueue(ledger, submission({messages: [mail("ann@shop.example"), broken]}))).toThrow("message_id");
    expect(list(ledger)).toEqual([]);
    expect(nextRevision(ledger, "daily", "2026-01-04", "d1", false)).toEqual({revision: 1, isCorrection: false});
  });
});

describe("a new revision", () => {
  const isCorrection = (): boolean => nextRevision(ledger, "daily", "2026-01-04", "d2", false)!.isCorrection;
  beforeEach(() => {
    enqueue(ledger, submission());
    markSending(ledger, 1, start);
  });

  const fates: readonly (readonly [string, () => boolean, boolean])[] = [
    ["was sent", () => markSent(ledger, 1, "250 ok", start), true],
    ["may have been sent", () => markInDoubt(ledger, 1, "no reply", later, start), true],
    ["is being sent", () => true, true],
    ["was refused", () => markFailed(ledger, 1, "550 no", start), false],
    ["waits", () => postpone(ledger, 1, "451 later", later, start), false],
  ];
  test.for(fates)("of a report that %s to somebody: is it a correction?", ([, settle, expected]) => {
    settle();
    expect(isCorrection()).toBe(expected);
  });

  const unsent: readonly (readonly [string, () => unknown])[] = [
    ["put off", () => postpone(ledger, 1, "451 later", later, start)],
    ["refused", () => markFailed(ledger, 1, "550 no", start)],
    ["not answered", () => markInDoubt(ledger, 1, "no reply", later, start)],
    ["broken off", () => recoverSending(ledger, later)],
  ];
  test.for(unsent)("is never followed by an earlier one that was being sent meanwhile and was %s", ([, settle]) => {
    enqueue(ledger, submission({digest: "d2"}));
    settle();
    expect(states()).toEqual(["a1 dropped", "b1 dropped", "a2 queued", "b2 queued"]);
    expect(entry(ledger, 1)).toMatchObject({reply: "superseded by revision 2", nextAttemptAt: null});
    expect(() => messageOf(ledger, 1)).toThrow("has no message any more");
  });
});

describe("an entry", () => {
  beforeEach(() => void enqueue(ledger, submission({messages: [mail("ann@shop.example")]})));

  test("is taken by one process only", () => {
    expect(markSending(ledger, 1, start)).toBe(true);
    expect(markSending(ledger, 1, start)).toBe(false);
    expect(entry(ledger, 1)).toMatchObject({state: "sending", attempts: 1, nextAttemptAt: null});
    expect(ledger.row("select pid, host from outbox")).toEqual({pid: process.pid, host: hostname()});
    expect(due(ledger, later)).toEqual([]);
  });

  test("that is sent keeps the reply and lets go of its bytes", () => {
    markSending(ledger, 1, start);
    expect(markSent(ledger, 1, "250 ok", later)).toBe(true);
    expect(entry(ledger, 1)).toMatchObject({state: "sent", reply: "250 ok", updatedAt: later.toISOString()});
    expect(() => messageOf(ledger, 1)).toThrow("has no message any more");
  });

  test("that is refused for now is due again at its time, with the same bytes", () => {
    markSending(ledger, 1, start);
    postpone(ledger, 1, "451 later", later, start);
    expect(due(ledger, at(59))).toEqual([]);
    expect(due(ledger, later)).toMatchObject([{id: 1, attempts: 1, reply: "451 later"}]);
    expect(messageOf(ledger, 1).raw).toEqual(mail("ann@shop.example").raw);
  });

  test("that is in doubt is sent again when that is wanted and due, and not too often", () => {
    markSending(ledger, 1, start);
    markInDoubt(ledger, 1, "no reply", later, start);
    expect(due(ledger, later)).toEqual([]);
    expect(resendInDoubt(ledger, 2, at(59))).toBe(0);
    expect(resendInDoubt(ledger, 1, later)).toBe(0);
    expect(resendInDoubt(ledger, 2, later)).toBe(1);
    expect(due(ledger, later)).toMatchObject([{id: 1, state: "queued"}]);
  });

  test("found accepted after all is sent, whatever was thought of it meanwhile", () => {
    markSending(ledger, 1, start);
    markInDoubt(ledger, 1, "no reply", later, start);
    expect(markSent(ledger, 1, "250 ok", later)).toBe(true);
  });

  test("that nobody is sending cannot end", () => {
    expect(markFailed(ledger, 1, "550 no", start)).toBe(false);
    expect(postpone(ledger, 1, "451 later", later, start)).toBe(false);
    expect(markInDoubt(ledger, 1, "no reply", later, start)).toBe(false);
    expect(states()).toEqual(["a1 queued"]);
  });
});

describe("what a person does", () => {
  beforeEach(() => {
    const recipients = ["ann", "bob", "cem", "dan"].map((name) => mail(`${name}@shop.example`));
    enqueue(ledger, submission({messages: recipients}));
    for (const id of [1, 2, 3]) markSending(ledger, id, start);
    markSent(ledger, 1, "250 ok", start);
    markFailed(ledger, 2, "550 no", start);
    markInDoubt(ledger, 3, "no reply", later, start);
  });

  test("retry takes up what failed or waits, and not what is sent or in doubt", () => {
    expect(retry(ledger, later)).toBe(2);
    expect(states()).toEqual(["a1 sent", "b1 queued", "c1 in_doubt", "d1 queued"]);
    expect(due(ledger, later)).toMatchObject([{id: 2, attempts: 0}, {id: 4}]);
  });

  test("retry of what is named takes up what is in doubt, too, but never what is sent", () => {
    expect(retry(ledger, later, [1, 3])).toBe(1);
    expect(states()).toEqual(["a1 sent", "b1 failed", "c1 queued", "d1 queued"]);
  });

  test("resolve ends what is not yet ended", () => {
    expect(resolve(ledger, 3, "sent", later)).toBe(true);
    expect(resolve(ledger, 2, "drop", later)).toBe(true);
    expect(resolve(ledger, 1, "drop", later)).toBe(false);
    expect(resolve(ledger, 99, "drop", later)).toBe(false);
    expect(states()).toEqual(["a1 sent", "b1 dropped", "c1 sent", "d1 queued"]);
    expect(() => messageOf(ledger, 2)).toThrow("has no message any more");
  });

  test("a list can be of some states, a report, a day, or the latest only", () => {
    enqueue(ledger, submission({asOf: "2026-01-05"}));
    enqueue(ledger, submission({report: "notice"}));
    expect(list(ledger, {states: ["failed", "in_doubt"]}).map(({id}) => id)).toEqual([2, 3]);
    expect(list(ledger, {asOf: "2026-01-05"}).map(({id}) => id)).toEqual([5, 6]);
    expect(list(ledger, {report: "notice"}).map(({id}) => id)).toEqual([7, 8]);
    expect(list(ledger, {limit: 2}).map(({id}) => id)).toEqual([7, 8]);
  });
});

describe("after a crash", () => {
  beforeEach(() => {
    enqueue(ledger, submission({messages: [mail("ann@shop.example")]}));
    markSending(ledger, 1, start);
  });
  const sentBy = (pid: number) => ledger.run("update outbox set pid = ?", [pid]);

  test("what this process's number was sending before it is in doubt, and may be sent again at once", () => {
    expect(recoverSending(ledger, later)).toBe(1);
    expect(entry(ledger, 1)).toMatchObject({state: "in_doubt", nextAttemptAt: later.toISOString()});
    expect(entry(ledger, 1)!.reply).toContain("interrupted");
    expect(recoverSending(ledger, later)).toBe(0);
  });

  test("what a process that has ended was sending is in doubt", async () => {
    const child = spawn(process.execPath, ["-e", ""]);
    await once(child, "exit");
    sentBy(child.pid!);
    expect(recoverSending(ledger, later)).toBe(1);
  });

  test.for([process.pid, 4_000_000])(
    "what process %i of another container is sending is left to it, but not for ever",
    (pid) => {
      ledger.run("update outbox set pid = ?, host = 'elsewhere'", [pid]);
      expect(recoverSending(ledger, at(3599))).toBe(0);
      expect(recoverSending(ledger, at(3601))).toBe(1);
    },
  );

  test("what was being sent by this machine's processes before these said where they were is in doubt", () => {
    ledger.run("update outbox set host = null");
    expect(recoverSending(ledger, later)).toBe(1);
  });

  test("what a living process is sending is left to it, but not for ever", () => {
    sentBy(process.ppid);
    expect(recoverSending(ledger, later)).toBe(0);
    expect(recoverSending(ledger, at(3601))).toBe(1);
  });
});
