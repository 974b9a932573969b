import {afterEach, beforeEach, describe, expect, test} from "vitest";
import type {MailConfig} from "../../src/config/config.ts";
import {renewMails} from "../../src/job/renewal.ts";
import {readersOf} from "../../src/mail/addresses.ts";
import {list, messageOf} from "../../src/mail/entries.ts";
import {additionFor, enqueue} from "../../src/mail/outbox.ts";
import {splitOff} from "../../src/mail/split.ts";
import {markFailed, markSending, markSent, resolve} from "../../src/mail/transitions.ts";
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

describe("a message to several of whom one is a reader no more", () => {
  beforeEach(() => {
    enqueue(ledger, submission({messages: [group(ann, bob)]}));
    refuse(1);
  });

  test("stays with the others; whoever left is listed, and whoever has become a reader gets it", async () => {
    const renewal = await renew({to: [ann], cc: [cem]}, [1]);
    expect(states()).toEqual(["ann failed", "bob dropped", "cem queued"]);
    expect(renewal).toEqual({dropped: [2], added: [3]});
    expect(messageOf(ledger, 1).envelope.to).toEqual([ann]);
    expect(messageOf(ledger, 3).envelope.to).toEqual([cem]);
  });

  test("is not sent to anybody twice by a second renewal", async () => {
    await renew({to: [ann], cc: [cem]});
    expect(await renew({to: [ann], cc: [cem]})).toEqual({dropped: [], added: []});
    expect(states()).toEqual(["ann failed", "bob dropped", "cem queued"]);
  });
});

describe("a mail that another process takes meanwhile", () => {
  beforeEach(() => void enqueue(ledger, submission()));

  test("and sends is left alone, and the others are renewed", async () => {
    refuse(1);
    const work = renew({to: [cem]});
    markSending(ledger, 2, start);
    markSent(ledger, 2, "250 ok", start);
    await work;
    expect(states()).toEqual(["ann dropped", "bob sent", "cem queued"]);
  });

  test.for([{to: [cem]}, {to: [bob, cem]}])("and is sending keeps its recipients: %j", async ({to}) => {
    enqueue(ledger, submission({asOf: "2026-01-05", messages: [group(ann, bob)]}));
    const work = renew({to}, [3]);
    markSending(ledger, 3, start);
    expect(await work).toEqual({dropped: [], added: []});
    expect(messageOf(ledger, 3).envelope.to).toEqual([ann, bob]);
  });
});

describe("what a departed reader never got of several days", () => {
  const days = ["2026-01-04", "2026-01-05", "2026-01-06"];
  const added = ({added}: {readonly added: readonly number[]}) =>
    list(ledger)
      .filter(({id}) => added.includes(id))
      .map(({asOf}) => asOf);
  beforeEach(() => {
    for (const asOf of days) enqueue(ledger, submission({asOf, messages: [mail(bob)]}));
    refuse(1, 2, 3);
  });

  test("comes to a new one as the latest report alone", async () => {
    const renewal = await renew({to: [cem]});
    expect(added(renewal)).toEqual(["2026-01-06"]);
    expect(renewal.dropped).toEqual([1, 2, 3]);
  });

  test("comes to him in full where it is asked for by name", async () => {
    expect(added(await renew({to: [cem]}, [1, 3]))).toEqual(["2026-01-04", "2026-01-06"]);
  });
});
