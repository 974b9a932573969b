import {appendFileSync} from "node:fs";
import {setTimeout as sleep} from "node:timers/promises";
import {deliverDue} from "../../src/mail/delivery.ts";
import type {OutgoingMail, Receipt} from "../../src/mail/effects.ts";
import {list} from "../../src/mail/entries.ts";
import {recoverSending} from "../../src/mail/transitions.ts";
import {Ledger} from "../../src/store/ledger.ts";

/** Delivers the outbox of the ledger `file` to a server that is a file, one recipient a line, and takes its time to answer. */
const [file, server] = process.argv.slice(2);
const ledger = Ledger.open(file!);
const retry = {attempts: 1000, delay: 0, factor: 1};

async function send({envelope}: OutgoingMail): Promise<Receipt> {
  await sleep(2);
  appendFileSync(server!, `${envelope.to[0]}\n`);
  await sleep(2);
  return {kind: "accepted", reply: "250 ok"};
}

console.log("at work");
recoverSending(ledger, new Date());
while (list(ledger, {states: ["queued", "in_doubt"]}).length > 0)
  await deliverDue(ledger, {send}, {now: new Date(), inDoubt: "resend", retry});
ledger.close();
