import {afterEach, beforeEach, describe, expect, test} from "vitest";
import type {MailConfig} from "../../src/config/config.ts";
import {renewMails} from "../../src/job/renewal.ts";
import {readersOf} from "../../src/mail/addresses.ts";
import {list} from "../../src/mail/entries.ts";
import {additionFor, enqueue} from "../../src/mail/outbox.ts";
import {splitOff} from "../../src/mail/split.ts";
import {markFailed, markSending, resolve} from "../../src/mail/transitions.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {mail, start, submission} from "../mail/mails.ts";
import {mailConfig} from "../mail/office.ts";

const [ann, bob, cem] = ["ann@shop.example", "bob@shop.example", "cem@shop.example"] as const;

let ledger: Ledger;
beforeEach(() => {
  ledger = Ledger.open(":memory:");
});
afterEach(() => ledger.close());

const states = () => list(ledger).map(({recipient, state}) => `${recipient.replaceAll("@shop.example", "")} ${state}`);
const settings = (changes: Partial<MailConfig>) => mailConfig(changes).mail;
const renew = (changes: Partial<MailConfig>, ids?: readonly number[]) =>
  renewMails(ledger, settings(changes), start, ids);

function refuse(...ids: readonly number[]): void {
  for (const id of ids) {
    markSending(ledger, id, start);
    markFailed(ledger, id, "554 relay access denied", start);
  }
}

/** One mail to all of them. */
function group(...to: readonly string[]) {
  return {...mail(to.join(", ")), envelope: {from: "daybook@shop.example", to}};
}

describe("a reader who is named again", () => {
  const missing = (changes: Partial<MailConfig>) =>
    additionFor(ledger, "daily", "2026-01-04", readersOf(settings(changes)))?.readers.map(({key}) => key);

  test("gets what was dropped while he was none", async () => {
    enqueue(ledger, submission());
    refuse(2);
    await renew({to: [ann]});
    expect(states()).toEqual(["ann queued", "bob dropped"]);
    expect(missing({to: [ann, bob]})).toEqual([bob]);
    expect(enqueue(ledger, submission())).toEqual({revision: 1, queued: 1});
    expect(states()).toEqual(["ann queued", "bob queued"]);
    expect(missing({to: [ann, bob]})).toBeUndefined();
  });

  test("and is refused has an entry of his own, also when he is mailed with another now", async () => {
    enqueue(ledger, submission());
    refuse(2);
    await renew({to: [ann]});
    enqueue(ledger, submission({messages: [group(bob, cem)]}));
    const {id} = list(ledger, {states: ["queued"]}).at(-1)!;
    markSending(ledger, id, start);
    expect(splitOff(ledger, id, bob)).toBeDefined();
    expect(states().sort()).toEqual(["ann queued", "bob sending", "cem sending"]);
  });

  test("does not get what a person dropped", async () => {
    enqueue(ledger, submission());
    resolve(ledger, 2, "drop", start);
    expect(missing({to: [ann, bob]})).toBeUndefined();
    expect(enqueue(ledger, submission())).toBeUndefined();
  });
});
