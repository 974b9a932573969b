import {describe, expect, test} from "vitest";
import {remedyFor} from "../../src/job/undelivered.ts";
import type {OutgoingMail, Receipt} from "../../src/mail/effects.ts";
import {list} from "../../src/mail/entries.ts";
import {enqueue} from "../../src/mail/outbox.ts";
import {markSent, retry} from "../../src/mail/transitions.ts";
import {mail, submission} from "../mail/mails.ts";
import {received} from "../mail/office.ts";
import {mailSettings as more, type Watch, watch} from "./watch.ts";

/** What the daemon makes of mails whose fate others have seen to, or a slot of another day. */

const daily = `cron: "0 6 * * *"`;
const slotTime = new Date("2026-01-05T06:00:00Z");
const never: Receipt = {kind: "permanent", reply: "550 no such user"};
const later: Receipt = {kind: "temporary", reply: "451 come back later"};

/** Takes what goes to nobody in `refusals`, by the first word of the address; `taken` is what it has taken. */
function server(refusals: Readonly<Record<string, Receipt>>, taken: OutgoingMail[] = []) {
  const send = async (message: OutgoingMail): Promise<Receipt> => {
    const refusal = refusals[message.envelope.to[0]!.split("@")[0]!];
    if (refusal === undefined) taken.push(message);
    return refusal ?? {kind: "accepted", reply: "250 ok"};
  };
  return {openTransport: async () => ({send, verify: async () => {}, close() {}})};
}

/** What the owner read, mail by mail. */
async function notices(taken: readonly OutgoingMail[]): Promise<string[]> {
  const mails = taken.filter(({envelope}) => envelope.to[0]!.startsWith("owner"));
  return Promise.all(mails.map(async (mail) => (await received(mail)).text!.replaceAll(/\s+/g, " ")));
}

const kinds = ({mails}: Watch) => mails().map(({report, recipient}) => `${report} ${recipient.split("@")[0]}`);
const incidents = ({ledger}: Watch) => ledger.rows("select cause, attempts from incidents order by incident_id");

/** The report of a week before, to readers of then, due when today's slot is. */
function queueOld({ledger}: Watch, readers = ["old@shop.example"], now = slotTime): void {
  enqueue(ledger, submission({asOf: "2025-12-29", messages: readers.map((reader) => mail(reader)), now}));
}

describe("a report of another day", () => {
  test("that is refused while today's is sent is told the owner, once", async () => {
    const watched = await watch(daily, {more, effects: server({old: never})});
    queueOld(watched);
    await watched.pass(30);
    expect(watched.states()).toEqual(["06:00 done"]);
    expect(incidents(watched)).toEqual([{cause: "mail: old@shop.example", attempts: 1}]);
    expect(kinds(watched)).toEqual(["daily old", "daily ann", "daily bob", "incident:1 owner"]);
    expect(watched.said.join()).toContain("node main outbox retry 1");
  });

  test("is told again only when it was sent again and refused again", async () => {
    const watched = await watch(daily, {more, effects: server({old: never})});
    queueOld(watched);
    await watched.pass(10);
    watched.ledger.run("update incidents set closed_at = '2026-01-05'");
    await watched.pass(1);
    expect(incidents(watched)).toHaveLength(1);
    retry(watched.ledger, watched.clock.now, [1]);
    await watched.pass(2);
    expect(incidents(watched)).toHaveLength(2);
  });

  test("that is in doubt is told once it is not sent again any more, with the remedy", async () => {
    const taken: OutgoingMail[] = [];
    const unknown: Receipt = {kind: "in_doubt", reply: "the connection was cut"};
    const watched = await watch(`${daily}, retry: {attempts: 2, delay: 5m}`, {
      more,
      effects: server({old: unknown}, taken),
    });
    queueOld(watched, ["old@shop.example"], watched.clock.now);
    await watched.pass(4);
    expect(incidents(watched)).toEqual([]);
    await watched.pass(30);
    expect(incidents(watched)).toEqual([{cause: "mail: old@shop.example", attempts: 1}]);
    const [told] = await notices(taken);
    expect(told).toContain("the mail to old@shop.example may have been received or not: the connection was cut");
    expect(told).toContain("node main outbox resolve 1 sent");
  });

  test("to readers whose addresses differ in a digit is told of each", async () => {
    const taken: OutgoingMail[] = [];
    const watched = await watch(daily, {more, effects: server({shop1: never, shop2: never}, taken)});
    queueOld(watched, ["shop1@shop.example", "shop2@shop.example"]);
    await watched.pass(10);
    expect(incidents(watched)).toEqual([
      {cause: "mail: shop1@shop.example", attempts: 1},
      {cause: "mail: shop2@shop.example", attempts: 1},
    ]);
    expect(await notices(taken)).toEqual([
      expect.stringContaining("to shop1@shop.example"),
      expect.stringContaining("to shop2@shop.example"),
    ]);
  });

  test("is in trouble as long as it is refused, however well today's was sent", async () => {
    const refusals: Record<string, Receipt> = {old: never};
    const watched = await watch(`cron: "0 6-8 * * *"`, {more, effects: server(refusals)});
    queueOld(watched, ["old@shop.example"], watched.clock.now);
    const isOpen = () => watched.ledger.row("select 1 from incidents where closed_at is null") !== undefined;
    await watched.pass(5);
    expect([watched.states(), isOpen()]).toEqual([["06:00 done"], true]);
    delete refusals.old;
    retry(watched.ledger, watched.clock.now, [1]);
    await watched.pass(60);
    expect([watched.states(), isOpen()]).toEqual([["06:00 done", "07:00 done"], false]);
    expect(kinds(watched)).toEqual(["daily old", "incident:1 owner", "daily ann", "daily bob", "recovery:1 owner"]);
  });
});

describe("a mail that its slot has told of", () => {
  test("is told with the remedy", async () => {
    const taken: OutgoingMail[] = [];
    const watched = await watch(daily, {more, effects: server({bob: never}, taken)});
    await watched.pass(10);
    const [refused] = list(watched.ledger, {states: ["failed"]});
    expect(await notices(taken)).toEqual([expect.stringContaining(remedyFor(refused!)!)]);
  });

  test("is not told a second time", async () => {
    const watched = await watch(daily, {more, effects: server({ann: never})});
    await watched.pass(30);
    expect(watched.states()).toEqual(["06:00 failed"]);
    expect(incidents(watched)).toHaveLength(1);
  });

  test("is left to the slot as long as that is not at its end", async () => {
    const watched = await watch(`${daily}, retry: {attempts: 3}`, {more, effects: server({ann: never, bob: later})});
    await watched.pass(2);
    expect(watched.states()).toEqual(["06:00 due"]);
    expect(incidents(watched)).toEqual([]);
    await watched.pass(30);
    expect(watched.states()).toEqual(["06:00 failed"]);
    expect(incidents(watched)).toHaveLength(1);
  });
});

const givesUp = `${daily}, retry: {attempts: 1, delay: 1h}`;
const openIncidents = ({ledger}: Watch) => ledger.rows("select cause from incidents where closed_at is null");

/** As another process does it. */
function sendFirst({ledger, clock}: Watch): void {
  markSent(ledger, list(ledger, {report: "daily"})[0]!.id, "250 ok", clock.now);
}

test("a slot whose last mail was sent by another process is done", async () => {
  const watched = await watch(givesUp, {more, effects: server({ann: later})});
  await watched.pass(5);
  expect(watched.states()).toEqual(["06:00 failed"]);
  sendFirst(watched);
  await watched.pass(2);
  expect(watched.states()).toEqual(["06:00 done"]);
  expect(openIncidents(watched)).toEqual([]);
  expect(kinds(watched).at(-1)).toBe("recovery:1 owner");
});

test("that such a slot is done and that the owner is told so are written down together or not at all", async () => {
  const watched = await watch(givesUp, {more, effects: server({ann: later})});
  await watched.pass(5);
  sendFirst(watched);
  watched.ledger.run("create trigger broken before insert on outbox begin select raise(fail, 'broken off'); end");
  await watched.pass(1);
  expect([watched.states(), openIncidents(watched).length]).toEqual([["06:00 failed"], 1]);
  watched.ledger.run("drop trigger broken");
  await watched.pass(1);
  expect([watched.states(), openIncidents(watched)]).toEqual([["06:00 done"], []]);
  expect(kinds(watched).at(-1)).toBe("recovery:1 owner");
});

describe("a slot that it is too late for, and whose report was mailed", () => {
  const lateSoon = `${daily}, max_lateness: 2h, retry: {attempts: 9, delay: 10m, factor: 1}`;

  /** The daemon is down from the first attempt until it is too late for another. */
  async function leaveTooLate(refusals: Record<string, Receipt>, taken: OutgoingMail[] = []): Promise<Watch> {
    const watched = await watch(lateSoon, {more, effects: server(refusals, taken)});
    await watched.pass(4);
    expect(watched.states()).toEqual(["06:00 due"]);
    await watched.stop();
    watched.clock.set(new Date("2026-01-05T10:00:00Z"));
    return watched;
  }

  test("to some is told of the others, and done when the last mail has left", async () => {
    const refusals: Record<string, Receipt> = {bob: later};
    const taken: OutgoingMail[] = [];
    const watched = await leaveTooLate(refusals, taken);
    await watched.start();
    expect(watched.states()).toEqual(["06:00 missed"]);
    await watched.pass(1);
    const [told] = await notices(taken);
    expect(told).toContain("the mail to bob@shop.example still waits: 451 come back later");
    expect(told).not.toMatch(/passed without a report|node main run|ann@/);
    delete refusals.bob;
    await watched.pass(60);
    expect([watched.states(), openIncidents(watched)]).toEqual([["06:00 done"], []]);
    expect(kinds(watched)).toEqual(["daily ann", "daily bob", "incident:1 owner", "recovery:1 owner"]);
  });

  test("and refused is told with the remedy, once", async () => {
    const refusals = {ann: never, bob: later};
    const taken: OutgoingMail[] = [];
    const watched = await leaveTooLate(refusals, taken);
    await watched.start();
    await watched.pass(5);
    expect(await notices(taken)).toEqual([expect.stringContaining("node main outbox retry 1")]);
    expect(incidents(watched)).toHaveLength(1);
  });

  test("to everybody meanwhile is done, and no news", async () => {
    const watched = await leaveTooLate({ann: later});
    sendFirst(watched);
    await watched.start();
    expect(watched.states()).toEqual(["06:00 done"]);
    expect(incidents(watched)).toEqual([]);
  });
});
