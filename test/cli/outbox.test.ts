import {existsSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import Database from "better-sqlite3";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {messageOf} from "../../src/lib/errors.ts";
import {deliverDue} from "../../src/mail/delivery.ts";
import {list} from "../../src/mail/entries.ts";
import {enqueue} from "../../src/mail/outbox.ts";
import {markFailed, markInDoubt, markSending, markSent, postpone} from "../../src/mail/transitions.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {mail, submission} from "../mail/mails.ts";
import {Office} from "./office.ts";

const noon = new Date("2026-01-05T11:00:00Z");
const evening = new Date("2026-01-05T17:30:00Z");

const names = ["ann", "bob", "cem", "dan"];
const toFour = mailTo(names.map((name) => `${name}@shop.example`));

let office: Office;
let ledger: Ledger;
beforeEach(() => {
  office = new Office(toFour);
  ledger = office.ledger();
});
afterEach(() => {
  ledger.close();
  rmSync(office.folder, {recursive: true});
});

/** 1 sent, 2 refused, 3 in doubt, 4 to be tried again. */
function fill(): void {
  const messages = ["ann", "bob", "cem", "dan"].map((name) => mail(`${name}@shop.example`, "Sun 4 Jan: 1,447 EUR"));
  enqueue(ledger, submission({messages, now: noon}));
  for (const id of [1, 2, 3, 4]) markSending(ledger, id, noon);
  markSent(ledger, 1, "250 ok", noon);
  markFailed(ledger, 2, "550 no such user", noon);
  markInDoubt(ledger, 3, "the connection was cut", evening, noon);
  postpone(ledger, 4, "451 come back later", evening, noon);
}

function mailTo(readers: readonly string[], more = "", from = "daybook@shop.example"): string {
  return `mail: {from: ${from}, to: [${readers.join(", ")}], smtp: {directory: mails}${more}}\n`;
}

const states = () => list(ledger).map(({id, state}) => `${id} ${state}`);

/** What has left. */
function mails(): string[] {
  const folder = join(office.folder, "mails");
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .sort();
}

describe("outbox", () => {
  test("shows each mail, and of one that is not sent what the server said", async () => {
    fill();
    const {code, out} = await office.does("outbox");
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "id  state                          since             recipient         revision  tries  subject",
      " 1  sent                           2026-01-05 12:00  ann@shop.example         1      1  Sun 4 Jan: 1,447 EUR",
      " 2  failed                         2026-01-05 12:00  bob@shop.example         1      1  Sun 4 Jan: 1,447 EUR",
      "    550 no such user",
      " 3  in doubt                       2026-01-05 12:00  cem@shop.example         1      1  Sun 4 Jan: 1,447 EUR",
      "    the connection was cut",
      " 4  queued until 2026-01-05 18:30  2026-01-05 12:00  dan@shop.example         1      1  Sun 4 Jan: 1,447 EUR",
      "    451 come back later",
      "",
    ]);
  });

  test("list --json has the facts", async () => {
    fill();
    const {entries} = JSON.parse((await office.does("outbox", "list", "--json")).out) as {entries: object[]};
    expect(entries[3]).toEqual({
      id: 4,
      report: "daily",
      as_of: "2026-01-04",
      recipient: "dan@shop.example",
      revision: 1,
      state: "queued",
      message_id: expect.any(String),
      subject: "Sun 4 Jan: 1,447 EUR",
      attempts: 1,
      next_attempt_at: evening.toISOString(),
      reply: "451 come back later",
      queued_at: noon.toISOString(),
      updated_at: noon.toISOString(),
    });
  });

  test("shows everything that is open, and the latest twenty of what is settled", async () => {
    const messages = Array.from({length: 25}, (_, i) => mail(`reader${i}@shop.example`));
    enqueue(ledger, submission({messages}));
    for (let id = 2; id <= 25; id++) markSent(ledger, id, "250 ok", noon);
    const {entries} = JSON.parse((await office.does("outbox", "--json")).out) as {entries: {id: number}[]};
    expect(entries.map(({id}) => id)).toEqual([1, ...Array.from({length: 20}, (_, i) => i + 6)]);
  });

  test("without a ledger is empty, and makes none", async () => {
    ledger.close();
    rmSync(join(office.folder, "data"), {recursive: true});
    expect(await office.does("outbox")).toEqual({code: 0, out: "The outbox is empty.\n", err: ""});
    expect(existsSync(join(office.folder, "data"))).toBe(false);
  });
});

describe("outbox retry", () => {
  test("sends what waits or failed, and nothing that was or may have been received", async () => {
    fill();
    const {code, out} = await office.does("outbox", "retry");
    expect(out).toContain("\n2 of 2 sent.\n");
    expect(code).toBe(0);
    expect(states()).toEqual(["1 sent", "2 sent", "3 in_doubt", "4 sent"]);
    expect(mails()).toEqual(
      ["bob", "dan"].map(
        (name) => `To: ${name}@shop.example\r\nFrom: daybook@shop.example\r\n\r\nSun 4 Jan: 1,447 EUR\r\n`,
      ),
    );
  });

  describe("takes the config as it is now:", () => {
    beforeEach(fill);
    const shop = ["ann", "cem", "dan"].map((name) => `${name}@shop.example`);
    const recipients = () => list(ledger).map(({id, recipient, state}) => `${id} ${recipient.split("@")[0]} ${state}`);

    test("a mail to an address that was corrected goes to the corrected one", async () => {
      office.settings(mailTo([...shop, "Rob <rob@shop.example>"]));
      const {code, out} = await office.does("outbox", "retry", "2");
      expect(out).toMatch(
        / 2 {2}dropped .*\n {4}goes to no reader any more .*\n 5 {2}sent .*rob@shop\.example.*\n\n1 of 1 sent\./,
      );
      expect(code).toBe(0);
      expect(recipients()).toEqual(["1 ann sent", "2 bob dropped", "3 cem in_doubt", "4 dan queued", "5 rob sent"]);
      expect(mails()).toEqual([expect.stringMatching(/^To: Rob <rob@shop\.example>\r\n/)]);
    });

    test("one to several of whom one was corrected goes to the others, and to the corrected one", async () => {
      const to = ["ann@shop.example", "bod@shop.example"];
      const message = {...mail(to.join(", ")), envelope: {from: "daybook@shop.example", to}};
      enqueue(ledger, submission({asOf: "2026-01-05", messages: [message]}));
      office.settings(mailTo(["ann@shop.example"], ", cc: [bob@shop.example]"));
      const {code, out} = await office.does("outbox", "retry", "5");
      expect(out).toMatch(/ 6 {2}dropped .*bod@.*\n.*\n 5 {2}sent .*ann@.*\n 7 {2}sent .*bob@.*\n\n2 of 2 sent\./);
      expect(code).toBe(0);
    });

    test("one to an address that was removed is dropped", async () => {
      office.settings(mailTo(shop));
      expect((await office.does("outbox", "retry", "2")).out).toContain("0 of 0 sent.");
      expect(recipients()).toEqual(["1 ann sent", "2 bob dropped", "3 cem in_doubt", "4 dan queued"]);
    });

    test("the sender is today's, in the envelope and to the reader", async () => {
      office.settings(
        mailTo(
          names.map((name) => `${name}@shop.example`),
          "",
          "Shop <shop@new.example>",
        ),
      );
      await office.does("outbox", "retry", "2");
      expect(mails()).toEqual([expect.stringContaining("From: Shop <shop@new.example>\r\n")]);
      expect(ledger.row<{envelope: string}>("select envelope from outbox where entry_id = 2")!.envelope).toBe(
        '{"from":"shop@new.example","to":["bob@shop.example"]}',
      );
    });

    test("a notice goes to today's owner, or to nobody", async () => {
      enqueue(ledger, submission({report: "incident:1", messages: [mail("old@shop.example")]}));
      office.settings(mailTo(shop, ", owner: new@shop.example"));
      await office.does("outbox", "retry", "5");
      expect(recipients().slice(4)).toEqual(["5 old dropped", "6 new sent"]);
      enqueue(ledger, submission({report: "incident:2", messages: [mail("old@shop.example")]}));
      office.settings(mailTo(shop));
      await office.does("outbox", "retry", "7");
      expect(recipients().slice(6)).toEqual(["7 old dropped"]);
    });
  });

  test("sends what is in doubt where it is named", async () => {
    fill();
    expect((await office.does("outbox", "retry", "3")).out).toContain("1 of 1 sent.");
    expect(states()).toEqual(["1 sent", "2 failed", "3 sent", "4 queued"]);
  });

  test("that leaves something unsent ends with 4", async () => {
    fill();
    const sendmail =
      "mail: {from: a@shop.example, to: [bob@shop.example, dan@shop.example], smtp: {sendmail: /nowhere/sendmail}}";
    const elsewhere = new Office(`${sendmail}\nledger: ${join(office.folder, "data", "daybook.sqlite")}\n`);
    const {code, out} = await elsewhere.does("outbox", "retry", "--json");
    rmSync(elsewhere.folder, {recursive: true});
    expect(JSON.parse(out)).toMatchObject({sent: 0, entries: [{id: 2}, {id: 4}]});
    expect(code).toBe(4);
  });

  test("with nothing to send says so", async () => {
    expect(await office.does("outbox", "retry")).toEqual({code: 0, out: "Nothing to send.\n", err: ""});
  });

  test("needs mail settings", async () => {
    const silent = new Office("");
    const {code, err} = await silent.does("outbox", "retry");
    rmSync(silent.folder, {recursive: true});
    expect({code, err}).toEqual({code: 2, err: "daybook: config.yaml has no mail settings to send with\n"});
  });
});

describe("outbox resolve", () => {
  test("takes a person's word", async () => {
    fill();
    expect((await office.does("outbox", "resolve", "3", "sent")).out).toMatch(/^id .*\n 3 {2}sent .*\n$/);
    expect((await office.does("outbox", "resolve", "2", "drop")).code).toBe(0);
    expect(states()).toEqual(["1 sent", "2 dropped", "3 sent", "4 queued"]);
  });

  test("leaves alone what is being sent", async () => {
    enqueue(ledger, submission());
    sentBy(process.ppid);
    const {code, err} = await office.does("outbox", "resolve", "1", "drop");
    expect(code).toBe(2);
    expect(err).toContain("mail 1 is sending: wait until it is known what becomes of it");
  });

  test("takes what a process that has ended was sending", async () => {
    enqueue(ledger, submission());
    sentBy(4_000_000);
    expect((await office.does("outbox", "resolve", "1", "drop")).code).toBe(0);
    expect(states()).toEqual(["1 dropped", "2 queued"]);
  });

  test("as a delivery that could not be written down tells to keeps that mail from being sent again", async () => {
    enqueue(ledger, submission());
    const error = await deliverUnwritten().catch(messageOf);
    sentBy(4_000_000);
    const [, words] = /node main (outbox resolve \d+ sent)/.exec(String(error))!;
    expect((await office.does(...words!.split(" "))).code).toBe(0);
    await office.does("outbox", "retry");
    expect(states()).toEqual(["1 sent", "2 sent"]);
    expect(mails()).toEqual([expect.stringContaining("To: bob@shop.example")]);
  });

  function sentBy(pid: number): void {
    markSending(ledger, 1, new Date());
    ledger.run("update outbox set pid = ? where entry_id = 1", [pid]);
  }

  /** The server takes the mail, and the ledger is locked until the process ends. */
  async function deliverUnwritten(): Promise<void> {
    const impatient = Ledger.open(ledger.file, {patience: 20});
    const other = new Database(ledger.file);
    const send = async () => {
      other.exec("begin immediate");
      return {kind: "accepted", reply: "250 ok"} as const;
    };
    const retry = {attempts: 5, delay: 60, factor: 2};
    try {
      await deliverDue(impatient, {send}, {now: new Date(), inDoubt: "resend", retry});
    } finally {
      expect(() => impatient.close()).toThrow("cannot be told");
      other.close();
    }
  }
});

test.for([
  ["retry 1", "mail 1 is sent: there is nothing to send again"],
  ["resolve 1 drop", "mail 1 is sent: there is nothing to resolve"],
  ["retry 2 99", "there is no mail 99 in the outbox"],
  ["retry x", 'outbox: "x" is not the id of a mail'],
  ["resolve 2", "outbox: write resolve ID sent, or resolve ID drop"],
  ["resolve 2 sent drop", "outbox: write resolve ID sent, or resolve ID drop"],
  ["resolve 2 gone", 'outbox: "gone" is neither sent nor drop'],
  ["resolve all drop", 'outbox: "all" is not the id of a mail'],
  ["list 2", 'outbox: nothing follows list, but got "2"'],
  ["empty", 'outbox: "empty" is none of list, retry and resolve'],
] as const)("outbox %s is refused, and changes nothing", async ([words, message]) => {
  fill();
  const before = states();
  const {code, err} = await office.does("outbox", ...words.split(" "));
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(states()).toEqual(before);
});
