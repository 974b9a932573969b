import {afterEach, beforeEach, expect, test} from "vitest";
import {unreached} from "../../src/job/undelivered.ts";
import {enqueue} from "../../src/mail/outbox.ts";
import {markSending, markSent, resolve} from "../../src/mail/transitions.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {mail, start, submission} from "../mail/mails.ts";
import {mailConfig} from "../mail/office.ts";

const [ann, bob, cem] = ["ann@shop.example", "bob@shop.example", "cem@shop.example"] as const;
const day = "2026-01-04";

let ledger: Ledger;
beforeEach(() => {
  ledger = Ledger.open(":memory:");
});
afterEach(() => ledger.close());

function send(id: number): void {
  markSending(ledger, id, start);
  markSent(ledger, id, "250 ok", start);
}

test("without any mail about the day, it is every reader", () => {
  expect(unreached(ledger, day, mailConfig({to: [ann, bob]}))).toEqual([ann, bob]);
});

test("whoever has it, or need not have it, is not among them", () => {
  enqueue(ledger, submission());
  expect(unreached(ledger, day, mailConfig({to: [ann, bob, cem]}))).toEqual([ann, bob, cem]);
  send(1);
  expect(unreached(ledger, day, mailConfig({to: ["Ann <ANN@shop.example>", bob, cem]}))).toEqual([bob, cem]);
  resolve(ledger, 2, "drop", start);
  expect(unreached(ledger, day, mailConfig({to: [ann, bob, cem]}))).toEqual([cem]);
});

test("of a message with copies, it is those left", () => {
  enqueue(ledger, submission());
  send(1);
  expect(unreached(ledger, day, mailConfig({to: [ann], cc: [bob, cem]}))).toEqual([`${bob}, ${cem}`]);
});

test("whoever has the figures of before a correction is among them", () => {
  enqueue(ledger, submission({messages: [mail(ann)]}));
  send(1);
  enqueue(ledger, submission({messages: [mail(ann, "again")], digest: "d2"}));
  expect(unreached(ledger, day, mailConfig({to: [ann]}))).toEqual([ann]);
});

test("of a config without mail, it is nobody", () => {
  const {mail: _, ...config} = mailConfig();
  expect(unreached(ledger, day, config)).toEqual([]);
});
