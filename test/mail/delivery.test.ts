import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {type DeliveryPolicy, deliverDue} from "../../src/mail/delivery.ts";
import type {OutgoingMail, Receipt} from "../../src/mail/effects.ts";
import {list} from "../../src/mail/entries.ts";
import {enqueue} from "../../src/mail/outbox.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {at, mail, start, submission} from "./mails.ts";

let ledger: Ledger;
let received: OutgoingMail[];
beforeEach(() => {
  ledger = Ledger.open(":memory:");
  received = [];
});
afterEach(() => ledger.close());

const accepted: Receipt = {kind: "accepted", reply: "250 ok"};
const temporary: Receipt = {kind: "temporary", reply: "451 later"};
const permanent: Receipt = {kind: "permanent", reply: "550 no such user"};
const inDoubt: Receipt = {kind: "in_doubt", reply: "the connection was cut"};

/** A server that treats each recipient, by the first letter, in its own way. */
function server(receipts: Readonly<Record<string, Receipt>>) {
  return {
    send: async (message: OutgoingMail) => {
      received.push(message);
      return receipts[message.envelope.to[0]![0]!]!;
    },
  };
}

function deliver(receipts: Readonly<Record<string, Receipt>>, changes: Partial<DeliveryPolicy> = {}) {
  const retry = {attempts: 3, delay: 60, factor: 2};
  return deliverDue(ledger, server(receipts), {now: start, inDoubt: "resend", retry, ...changes});
}

const states = () => list(ledger).map(({recipient, state}) => `${recipient[0]} ${state}`);
const toFour = submission({messages: ["ann", "bob", "cem", "dan"].map((name) => mail(`${name}@shop.example`))});
const toAnn = submission({messages: [mail("ann@shop.example")]});

describe("delivering", () => {
  test("sends to each recipient, whatever became of the others", async () => {
    enqueue(ledger, toFour);
    const delivered = await deliver({a: permanent, b: temporary, c: inDoubt, d: accepted});
    expect(delivered).toMatchObject({sent: 1, failed: 1, postponed: 1, inDoubt: 1});
    expect(states()).toEqual(["a failed", "b queued", "c in_doubt", "d sent"]);
    expect(delivered.entries.map(({state, reply}) => [state, reply])).toEqual([
      ["failed", "550 no such user"],
      ["queued", "451 later"],
      ["in_doubt", "the connection was cut"],
      ["sent", "250 ok"],
    ]);
  });

  test("hands over the envelope and the bytes that were queued", async () => {
    enqueue(ledger, toAnn);
    await deliver({a: accepted});
    const {envelope, raw} = mail("ann@shop.example");
    expect(received).toEqual([{envelope, raw}]);
  });

  test("sends nothing again that is sent or refused for good", async () => {
    enqueue(ledger, toFour);
    await deliver({a: accepted, b: permanent, c: accepted, d: permanent});
    expect(await deliver({}, {now: at(9e5)})).toMatchObject({sent: 0, entries: []});
    expect(received).toHaveLength(4);
  });

  test("waits longer from attempt to attempt, at most an hour", async () => {
    enqueue(ledger, toAnn);
    const pauses: number[] = [];
    for (let now = start; pauses.length < 8; ) {
      await deliver({a: temporary}, {now});
      const next = new Date(list(ledger)[0]!.nextAttemptAt!);
      pauses.push((next.getTime() - now.getTime()) / 1000);
      now = next;
    }
    expect(pauses).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  test("gives up what would be tried again only after its lifetime", async () => {
    enqueue(ledger, toAnn);
    await deliver({a: temporary}, {lifetime: 100});
    expect(states()).toEqual(["a queued"]);
    expect(await deliver({a: temporary}, {now: at(60), lifetime: 100})).toMatchObject({failed: 1, postponed: 0});
    expect(list(ledger)[0]).toMatchObject({state: "failed", reply: "451 later", attempts: 2});
  });

  test("sends again what is in doubt, the same bytes after a pause, until the attempts are used up", async () => {
    enqueue(ledger, toAnn);
    for (const seconds of [0, 59, 60, 179, 180, 9e5]) await deliver({a: inDoubt}, {now: at(seconds)});
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({raw}) => raw.toString())).size).toBe(1);
    expect(states()).toEqual(["a in_doubt"]);
  });

  test("holds what is in doubt, where that is wanted", async () => {
    enqueue(ledger, toAnn);
    for (const seconds of [0, 60, 9e5]) await deliver({a: inDoubt}, {now: at(seconds), inDoubt: "hold"});
    expect(received).toHaveLength(1);
    expect(states()).toEqual(["a in_doubt"]);
  });

  test("takes what broke the sender for in doubt, and goes on", async () => {
    enqueue(ledger, submission());
    const broken = {
      send: async ({envelope}: OutgoingMail) => {
        if (envelope.to[0]!.startsWith("ann")) throw new TypeError("oops");
        return accepted;
      },
    };
    await deliverDue(ledger, broken, {now: start, inDoubt: "hold", retry: {attempts: 1, delay: 1, factor: 1}});
    expect(list(ledger).map(({state, reply}) => [state, reply])).toEqual([
      ["in_doubt", "oops"],
      ["sent", "250 ok"],
    ]);
  });

  test("leaves to another process what that one has taken", async () => {
    enqueue(ledger, submission());
    const [first, second] = await Promise.all([
      deliver({a: accepted, b: accepted}),
      deliver({a: accepted, b: accepted}),
    ]);
    expect(first.sent + second.sent).toBe(2);
    expect(received).toHaveLength(2);
  });

  test("sends only those named, where some are", async () => {
    enqueue(ledger, toFour);
    expect(await deliver({b: accepted, d: accepted}, {only: [2, 4]})).toMatchObject({sent: 2});
    expect(states()).toEqual(["a queued", "b sent", "c queued", "d sent"]);
  });

  test("begins no further message when it is told to stop", async () => {
    enqueue(ledger, submission());
    const controller = new AbortController();
    const stopping = {
      send: async () => {
        controller.abort();
        return accepted;
      },
    };
    const retry = {attempts: 1, delay: 1, factor: 1};
    await deliverDue(ledger, stopping, {now: start, inDoubt: "hold", retry, signal: controller.signal});
    expect(states()).toEqual(["a sent", "b queued"]);
  });
});

describe("a clock that was ahead", () => {
  const days = at(2 * 86_400);

  test("has put off nothing when it is set right", async () => {
    enqueue(ledger, submission({messages: [mail("bob@shop.example"), mail("cem@shop.example")]}));
    await deliver({b: temporary, c: inDoubt}, {now: days});
    await deliver({b: accepted, c: accepted}, {now: at(3600)});
    expect(states()).toEqual(["b sent", "c sent"]);
  });

  test("lets what it has queued wait no longer than anything else", async () => {
    enqueue(ledger, submission({messages: [mail("ann@shop.example")], now: days}));
    await deliver({a: temporary}, {now: start});
    expect(list(ledger)).toMatchObject([{state: "queued", queuedAt: start.toISOString(), attempts: 1}]);
  });

  test("by seconds changes nothing", async () => {
    enqueue(ledger, toAnn);
    await deliver({a: temporary}, {now: at(10)});
    await deliver({a: accepted}, {now: at(5)});
    expect(states()).toEqual(["a queued"]);
  });
});
