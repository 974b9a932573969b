import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import type {SmtpTransport} from "../../src/config/config.ts";
import {type DeliveryPolicy, deliverDue} from "../../src/mail/delivery.ts";
import {list, type OutboxEntry} from "../../src/mail/entries.ts";
import {enqueue} from "../../src/mail/outbox.ts";
import {retry as retryByHand} from "../../src/mail/transitions.ts";
import {Ledger} from "../../src/store/ledger.ts";
import type {MailServer} from "../support/mailServer.ts";
import {at, mail, submission} from "./mails.ts";
import {Network} from "./network.ts";

/** What the outbox says after each way in which a real server may fail. The report goes to ann and to bob; what is wrong is wrong for ann, or for both. */

const login = {user: "daybook", password: "s3cr3t"};
const retry = {attempts: 3, delay: 60, factor: 2};

let network: Network;
let ledger: Ledger;
beforeEach(() => {
  network = new Network({login});
  ledger = Ledger.open(join(network.folder, "ledger.sqlite"));
  enqueue(ledger, submission());
});
afterEach(async () => {
  ledger.close();
  await network.close();
});

const serve: Network["serve"] = (settings) => network.serve(settings);
const serveCrudely: Network["serveCrudely"] = (crudeness) => network.serveCrudely(crudeness);

interface Changes extends Partial<DeliveryPolicy> {
  /** Milliseconds. */
  readonly patience?: number;
}

async function deliver(port: number, settings: Partial<SmtpTransport> = {}, changes: Changes = {}) {
  const {patience, ...policy} = changes;
  const effects = network.client(port, settings, patience);
  await deliverDue(ledger, effects, {now: at(0), inDoubt: "resend", retry, ...policy});
  effects.close();
  return list(ledger).map(({recipient, state, attempts}) => `${recipient.split("@")[0]} ${state} ${attempts}`);
}

const forAnn = (reply: string) => (recipient: string) => (recipient.startsWith("ann") ? reply : undefined);
const recipients = (server: MailServer) => server.received.flatMap(({to}) => to.map((one) => one.split("@")[0]));

describe("the outbox after", () => {
  test("a good day: both are sent, and nothing is sent again", async () => {
    const server = await serve({});
    expect(await deliver(server.port)).toEqual(["ann sent 1", "bob sent 1"]);
    expect(await deliver(server.port, {}, {now: at(86_400)})).toEqual(["ann sent 1", "bob sent 1"]);
    expect(recipients(server)).toEqual(["ann", "bob"]);
  });

  test("a wrong password: both have failed, for somebody to mend", async () => {
    const {port} = await serve({});
    expect(await deliver(port, {password: "wrong"})).toEqual(["ann failed 1", "bob failed 1"]);
    expect(list(ledger)[0]!.reply).toContain("mail.smtp.password");
  });

  test("an unknown host: both wait", async () => {
    expect(await deliver(25, {host: "nobody.invalid"})).toEqual(["ann queued 1", "bob queued 1"]);
  });

  test("a refused recipient (550): she has failed, the other is sent", async () => {
    const server = await serve({answer: forAnn("550 5.1.1 No such user")});
    expect(await deliver(server.port)).toEqual(["ann failed 1", "bob sent 1"]);
    expect(list(ledger)[0]!.reply).toBe("550 5.1.1 No such user");
  });

  test("greylisting (451): she waits, the other is sent; later she gets it too", async () => {
    let answer: (recipient: string) => string | undefined = forAnn("451 4.7.1 Greylisted");
    const server = await serve({answer: (recipient) => answer(recipient)});
    expect(await deliver(server.port)).toEqual(["ann queued 1", "bob sent 1"]);
    answer = () => undefined;
    expect(await deliver(server.port, {}, {now: at(59)})).toEqual(["ann queued 1", "bob sent 1"]);
    expect(await deliver(server.port, {}, {now: at(61)})).toEqual(["ann sent 2", "bob sent 1"]);
    expect(recipients(server)).toEqual(["bob", "ann"]);
  });

  describe("one message to ann, bob, cem and dan", () => {
    const names = ["ann", "bob", "cem", "dan"];
    let replies: Record<string, string>;
    beforeEach(() => {
      const to = names.map((name) => `${name}@shop.example`);
      const message = {...mail(to.join(", ")), envelope: {from: "daybook@shop.example", to}};
      enqueue(ledger, submission({messages: [message], digest: "d2"}));
      replies = {};
    });
    const outbox = () => list(ledger, {states: ["queued", "sent", "failed"]}).map(shortly);
    const shortly = ({recipient, state}: OutboxEntry) => `${recipient.replaceAll("@shop.example", "")} ${state}`;
    const serveEach = () => serve({answer: (to) => replies[to.split("@")[0]!]});

    test("that some are refused: the others have it, and never get it again", async () => {
      Object.assign(replies, {bob: "450 4.2.1 Busy", cem: "550 5.1.1 No such user"});
      const server = await serveEach();
      await deliver(server.port);
      expect(outbox()).toEqual(["ann, dan sent", "bob queued", "cem failed"]);
      expect(list(ledger, {states: ["failed"]})[0]!.reply).toBe("550 5.1.1 No such user");
      replies = {};
      await deliver(server.port, {}, {now: at(61)});
      expect(outbox()).toEqual(["ann, dan sent", "bob sent", "cem failed"]);
      retryByHand(ledger, at(62), [list(ledger, {states: ["failed"]})[0]!.id]);
      await deliver(server.port, {}, {now: at(62)});
      expect(outbox()).toEqual(["ann, dan sent", "bob sent", "cem sent"]);
      expect(recipients(server)).toEqual(["ann", "dan", "bob", "cem"]);
      expect(new Set(server.received.map(({raw}) => `${raw}`)).size).toBe(1);
    });

    test("that all are refused, some of them for now: these get it later", async () => {
      Object.assign(replies, {ann: "550 No", bob: "450 Busy", cem: "550 No", dan: "451 Later"});
      const server = await serveEach();
      await deliver(server.port);
      expect(outbox()).toEqual(["bob, dan queued", "ann failed", "cem failed"]);
      replies = {};
      await deliver(server.port, {}, {now: at(61)});
      expect(outbox()).toEqual(["bob, dan sent", "ann failed", "cem failed"]);
    });

    test("that some are refused for now for longer than a mail waits: these have failed", async () => {
      Object.assign(replies, {bob: "450 4.2.1 Busy"});
      const server = await serveEach();
      await deliver(server.port, {}, {lifetime: 10});
      expect(outbox()).toEqual(["ann, cem, dan sent", "bob failed"]);
    });
  });

  test("a connection cut in the middle of the message: she waits", async () => {
    const [ann] = submission().messages;
    const large = {...ann!, raw: Buffer.alloc(20e6, "Good morning\r\n")};
    enqueue(ledger, submission({messages: [large], asOf: "2026-01-05"}));
    const {port} = await serveCrudely("cut in data");
    expect((await deliver(port, {security: "none"})).at(-1)).toBe("ann queued 1");
  });

  test("a connection cut after the final dot: both are in doubt; resent, it is the same message", async () => {
    const crude = await serveCrudely("cut after dot");
    expect(await deliver(crude.port, {security: "none"})).toEqual(["ann in_doubt 1", "bob in_doubt 1"]);
    const server = await serve({});
    expect(await deliver(server.port, {}, {now: at(61)})).toEqual(["ann sent 2", "bob sent 2"]);
    expect(server.received.map(({raw}) => `${raw}`)).toEqual(crude.received.map(({raw}) => `${raw}`));
  });

  test("the same where it is held: it stays in doubt", async () => {
    const crude = await serveCrudely("silent after dot");
    expect(await deliver(crude.port, {security: "none"}, {patience: 300})).toEqual([
      "ann in_doubt 1",
      "bob in_doubt 1",
    ]);
    const server = await serve({});
    const later = await deliver(server.port, {}, {now: at(86_400), inDoubt: "hold"});
    expect(later).toEqual(["ann in_doubt 1", "bob in_doubt 1"]);
    expect(server.received).toEqual([]);
  });

  test("a server that never answers: both wait", async () => {
    const {port} = await serveCrudely("silent");
    expect(await deliver(port, {}, {patience: 300})).toEqual(["ann queued 1", "bob queued 1"]);
  });

  test("a certificate that does not match: both have failed, and nothing was said", async () => {
    const server = await serve({names: ["other.example"]});
    expect(await deliver(server.port)).toEqual(["ann failed 1", "bob failed 1"]);
    expect(list(ledger)[0]!.reply).toContain("mail.smtp.host");
    expect(server.received).toEqual([]);
  });

  test.for([true, false])("a SIZE too small, stated: %s: both have failed", async (statesSize) => {
    const {port} = await serve({size: 20, statesSize});
    expect(await deliver(port)).toEqual(["ann failed 1", "bob failed 1"]);
    expect(list(ledger)[0]!.reply).toContain("lower mail.max_size");
  });
});
