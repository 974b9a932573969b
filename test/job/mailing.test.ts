import {rmSync} from "node:fs";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import type {MailConfig} from "../../src/config/config.ts";
import type {JobContext} from "../../src/job/context.ts";
import {jobEffects} from "../../src/job/effects.ts";
import {mailReport} from "../../src/job/mailing.ts";
import {silentLog} from "../../src/lib/log.ts";
import type {MailEffects, OutgoingMail} from "../../src/mail/effects.ts";

import {Ledger} from "../../src/store/ledger.ts";
import {mailConfig, now, received, reportFolder, shopReport} from "../mail/office.ts";

let ledger: Ledger;
let folder: string;
let taken: OutgoingMail[];
beforeEach(() => {
  ledger = Ledger.open(":memory:");
  folder = reportFolder({figure: 0, table: 9000});
  rmSync(`${folder}/figures`, {recursive: true});
  taken = [];
});
afterEach(() => {
  ledger.close();
  rmSync(folder, {recursive: true});
});

const progress = {started() {}, finished() {}};
const to = ["ann@shop.example", "bob@shop.example"];

/** Mails a report by a server that takes everything, or is otherwise as told. */
function mailed(
  report = shopReport(),
  {
    mail = {},
    server = {},
    context = {},
    resend = false,
  }: {
    mail?: Partial<MailConfig>;
    server?: Partial<MailEffects>;
    context?: Partial<JobContext>;
    resend?: boolean;
  } = {},
) {
  const transport: MailEffects = {
    verify: async () => {},
    close() {},
    async send(message) {
      taken.push(message);
      return {kind: "accepted", reply: "250 ok"};
    },
    ...server,
  };
  const base = {log: silentLog, run: "r1", started: now, today: "2025-01-01", progress, step() {}};
  const signal = new AbortController().signal;
  const whole = {...base, config: mailConfig({to, ...mail}), now: () => now, signal, ...context};
  const effects = {...jobEffects, openTransport: async () => transport};
  return mailReport(report, whole, {ledger, folder, resend, effects});
}

describe("a report", () => {
  test("is mailed to each reader once", async () => {
    expect(await mailed()).toMatchObject({
      isNew: true,
      isCorrection: false,
      entries: [{state: "sent"}, {state: "sent"}],
    });
    expect(await mailed()).toMatchObject({isNew: false, entries: [{state: "sent"}, {state: "sent"}]});
    expect(taken.map(({envelope}) => envelope.to)).toEqual(to.map((reader) => [reader]));
  });

  test("is news when a figure is, and not when only the records or the remarks are others", async () => {
    await mailed();
    const report = shopReport();
    const quality = {...report.quality, orders: {...report.quality.orders!, raw: 9999}};
    const same = {...report, quality, notes: ["Seven orders wait for a later report."], degraded: ["x"], joins: []};
    expect(await mailed(same)).toMatchObject({isNew: false});
    const other = {...report, totals: {...report.totals, revenue: "1.00"}};
    expect(await mailed(other)).toMatchObject({isNew: true, isCorrection: true});
    expect((await received(taken.at(-1)!)).subject).toMatch(/^Correction/);
  });

  test("is no news when it is as it was before a correction was mailed, but a correction of that", async () => {
    await mailed();
    const other = {...shopReport(), totals: {...shopReport().totals, revenue: "1.00"}};
    await mailed(other);
    expect(await mailed()).toMatchObject({isNew: true, isCorrection: true});
    expect(taken).toHaveLength(6);
  });

  describe("whose figures were mailed before", () => {
    const [ann, bob] = to as [string, string];
    const envelopes = () => taken.map(({envelope}) => envelope.to);

    test("goes to a reader who is new, and to nobody else", async () => {
      await mailed(shopReport(), {mail: {to: [ann]}});
      expect(await mailed()).toMatchObject({
        isNew: true,
        isCorrection: false,
        entries: [
          {recipient: ann, revision: 1, state: "sent"},
          {recipient: bob, revision: 1, state: "sent"},
        ],
      });
      expect(envelopes()).toEqual([[ann], [bob]]);
      expect((await received(taken[1]!)).subject).not.toMatch(/Correction/);
      expect(await mailed()).toMatchObject({isNew: false});
    });

    test("is a correction to a reader who has had an earlier one", async () => {
      const other = {...shopReport(), totals: {...shopReport().totals, revenue: "1.00"}};
      await mailed();
      await mailed(other, {mail: {to: [ann]}});
      expect(await mailed(other)).toMatchObject({isNew: true, isCorrection: true});
      expect(envelopes()).toEqual([[ann], [bob], [ann], [bob]]);
    });

    test("goes to a new reader alone where one message is for all", async () => {
      await mailed(shopReport(), {mail: {to: [ann], cc: [bob]}});
      await mailed(shopReport(), {mail: {to: [ann, "cem@shop.example"], cc: [bob]}});
      expect(envelopes()).toEqual([[ann, bob], ["cem@shop.example"]]);
      expect(await mailed(shopReport(), {mail: {to: [ann], cc: [bob, "CEM@shop.example"]}})).toMatchObject({
        isNew: false,
      });
    });
  });

  test("goes without its attachments to a server that says it takes less than the config allows", async () => {
    const mail = {to: ["ann@shop.example"], attach: ["tables" as const]};
    await mailed(shopReport(), {mail});
    await mailed(shopReport(), {mail, resend: true, server: {maxSize: 24_000}});
    const [whole, small] = await Promise.all(taken.map(received));
    expect(whole!.attachments.length).toBeGreaterThan(0);
    expect(small!.attachments).toEqual([]);
    expect(small!.text).toContain("Left out, because the mail would have been too large");
  });

  test("is queued when the server cannot be asked what it takes", async () => {
    const server = {
      verify: () => Promise.reject(new Error("no route")),
      send: async () => ({kind: "temporary", reply: "no route"}) as const,
    };
    expect(await mailed(shopReport(), {server})).toMatchObject({entries: [{state: "queued"}, {state: "queued"}]});
  });

  test("is not queued when a mail of it is not fit to be sent", async () => {
    await expect(mailed(shopReport(), {mail: {maxSize: 1000}})).rejects.toThrow(
      /^the report was made, but its mail to ann@shop.example is not fit to be sent:\n.*bytes/,
    );
    expect(ledger.rows("select * from outbox")).toEqual([]);
    expect(await mailed()).toMatchObject({isNew: true});
  });

  test("leaves the readers whose turn has not come for later when it is told to stop", async () => {
    const stop = new AbortController();
    const server: Partial<MailEffects> = {
      async send(message) {
        taken.push(message);
        stop.abort();
        return {kind: "accepted", reply: "250 ok"};
      },
    };
    await expect(mailed(shopReport(), {server, context: {stopping: stop.signal}})).rejects.toThrow("told to stop");
    expect(taken).toHaveLength(1);
    expect(await mailed()).toMatchObject({isNew: false, entries: [{state: "sent"}, {state: "sent"}]});
    expect(taken.map(({envelope}) => envelope.to[0])).toEqual(to);
  });
});
