import {describe, expect, test} from "vitest";
import {lintMail} from "../../src/mail/lint.ts";
import {composeNotice, type Notice} from "../../src/mail/notice.ts";
import {hostileName} from "../report/shop.ts";
import {mailConfig, now, received} from "./office.ts";

const failure: Notice = {
  kind: "failure",
  incident: 7,
  what: "the report of Tue, 31 December 2024",
  since: new Date("2025-01-01T05:00:00Z"),
  attempts: 3,
  error: "orders.db is locked.\nClose the program that writes to it.",
  logLines: ['{"time":"…","level":"error","msg":"run failed"}', `password=s3cret ${hostileName}`],
  notSent: ["the report of 2024-12-31 to owner@shop.example"],
};
const config = mailConfig(
  {owner: "The Owner <boss@shop.example>", listId: "sales.shop.example"},
  {secrets: ["s3cret"], timezone: "Europe/Paris"},
);

async function notice(changes: Partial<Notice> = {}, settings = config) {
  const message = (await composeNotice({...failure, ...changes}, {config: settings, now, host: "till"}))!;
  return {message, mail: await received(message)};
}

test("a failure tells the owner what, since when, why, and what did not go out", async () => {
  const {message, mail} = await notice();
  expect(message).toMatchObject({recipient: "boss@shop.example", envelope: {to: ["boss@shop.example"]}, leftOut: []});
  expect(mail.subject).toBe("Corner Shop failed: the report of Tue, 31 December 2024");
  for (const said of [mail.text!, mail.html.replaceAll(/<[^>]*>/g, "")]) {
    expect(said).toContain("orders.db is locked.");
    expect(said).toContain("Close the program that writes to it.");
    expect(said).toContain("2025-01-01T06:00:00+01:00; 3 runs failed.");
    expect(said).toContain("the report of 2024-12-31 to owner@shop.example");
    expect(said).toContain("run failed");
    expect(said).toContain("On till: node main status");
  }
});

test("a recovery tells how long it lasted", async () => {
  const {mail} = await notice({kind: "recovery", logLines: [], notSent: [], attempts: 1});
  expect(mail.subject).toBe("Corner Shop works again: the report of Tue, 31 December 2024");
  expect(mail.text).toContain("2025-01-01T06:00:00+01:00 until 2025-01-01T07:00:00+01:00; 1 run failed.");
  expect(mail.text).not.toContain("LAST OF THE LOG");
  expect(mail.text).not.toContain("NOT SENT");
});

describe("every notice", () => {
  test("passes the check of all mails, whatever stands in the log", async () => {
    const logLines = ["x".repeat(5000), "a\r\nBcc: thief@x.example", "\u0000\u001b[31mred", "日本"];
    const {message} = await notice({logLines, what: "a\r\nBcc: thief@x.example"});
    expect(await lintMail(message.raw, {maxSize: 100_000})).toEqual([]);
  });

  test("shows no secret and runs no markup", async () => {
    const {message, mail} = await notice({error: "login with s3cret failed"});
    expect(mail.text).toContain("login with *** failed");
    expect(`${mail.text}${mail.html}${message.subject}`).not.toContain("s3cret");
    expect(mail.html).not.toContain("<script");
  });

  test("is known by its incident and kind", async () => {
    const ids = await Promise.all([notice(), notice({attempts: 9}), notice({incident: 8}), notice({kind: "recovery"})]);
    const [first, again, other, recovery] = ids.map(({message}) => message.messageId);
    expect(again).toBe(first);
    expect(new Set([first, other, recovery]).size).toBe(3);
  });

  test("needs an owner", async () => {
    expect(await composeNotice(failure, {config: mailConfig(), now, host: "till"})).toBeUndefined();
  });
});
