import {describe, expect, test} from "vitest";
import type {OutgoingMail, Receipt} from "../../src/mail/effects.ts";
import {list} from "../../src/mail/entries.ts";
import {enqueue} from "../../src/mail/outbox.ts";
import {markSent, retry} from "../../src/mail/transitions.ts";
import {mail, submission} from "../mail/mails.ts";
import {mailSettings as more, type Watch, watch} from "./watch.ts";

/** What the daemon makes of mails whose fate others have seen to, or a slot of another day. */

const daily = `cron: "0 6 * * *"`;
const slotTime = new Date("2026-01-05T06:00:00Z");
const never: Receipt = {kind: "permanent", reply: "550 no such user"};
const later: Receipt = {kind: "temporary", reply: "451 come back later"};

/** Takes what goes to nobody in `refusals`, by the first word of the address. */
function server(refusals: Readonly<Record<string, Receipt>>) {
  const send = async ({envelope}: OutgoingMail): Promise<Receipt> =>
    refusals[envelope.to[0]!.split("@")[0]!] ?? {kind: "accepted", reply: "250 ok"};
  return {openTransport: async () => ({send, verify: async () => {}, close() {}})};
}

const kinds = ({mails}: Watch) => mails().map(({report, recipient}) => `${report} ${recipient.split("@")[0]}`);
const incidents = ({ledger}: Watch) => ledger.rows("select cause, attempts from incidents order by incident_id");

/** The report of a week before, to a reader of then, due when today's slot is. */
function queueOld({ledger}: Watch): void {
  enqueue(ledger, submission({asOf: "2025-12-29", messages: [mail("old@shop.example")], now: slotTime}));
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
});

describe("a mail that its slot has told of", () => {
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

test("a slot whose last mail was sent by another process is done", async () => {
  const watched = await watch(`${daily}, retry: {attempts: 1, delay: 1h}`, {more, effects: server({ann: later})});
  await watched.pass(5);
  expect(watched.states()).toEqual(["06:00 failed"]);
  const {ledger, clock} = watched;
  markSent(ledger, list(ledger, {report: "daily"})[0]!.id, "250 ok", clock.now);
  await watched.pass(2);
  expect(watched.states()).toEqual(["06:00 done"]);
  expect(ledger.rows("select 1 from incidents where closed_at is null")).toEqual([]);
  expect(kinds(watched).at(-1)).toBe("recovery:1 owner");
});
