import {expect, test} from "vitest";
import {readerOf} from "../../src/mail/addresses.ts";
import {lintMail} from "../../src/mail/lint.ts";
import {readdressed, resigned} from "../../src/mail/readdress.ts";
import {compose, mailConfig, received, shopReport} from "./office.ts";

const composed = (changes: Parameters<typeof mailConfig>[0] = {}) =>
  compose(shopReport(), {config: mailConfig({replyTo: "ask@shop.example", ...changes})});
const {mail: settings} = mailConfig({from: "Café Zoë <new@other.example>"});

test("a message that is sent by nobody else is the same, byte for byte", async () => {
  const config = mailConfig({replyTo: "ask@shop.example"});
  const {raw} = await composed();
  expect((await resigned(raw, config.mail)).equals(raw)).toBe(true);
});

test("a message with another sender is what it was but for that", async () => {
  const {raw, messageId} = await composed();
  const renewed = await resigned(raw, settings);
  const [before, after] = [await received({raw}), await received({raw: renewed})];
  expect(after.from?.text).toBe('"Café Zoë" <new@other.example>');
  expect(after.replyTo).toBeUndefined();
  expect(after).toMatchObject({messageId, subject: before.subject, text: before.text, html: before.html});
  expect(after.to?.text).toBe(before.to?.text);
  expect(await lintMail(renewed, {maxSize: 1e7})).toEqual([]);
});

test("a message to another reader has another name, and the same content", async () => {
  const {raw} = await composed();
  const {mail} = mailConfig({to: ["Ann <ann@shop.example>"], cc: ["bob@shop.example"], replyTo: "ask@shop.example"});
  const key = "ann@shop.example, bob@shop.example";
  const other = await readdressed(raw, mail, readerOf(mail, key), "<other@shop.example>");
  const [before, after] = [await received({raw}), await received({raw: other})];
  expect([after.to?.text, after.cc?.text]).toEqual(['"Ann" <ann@shop.example>', "bob@shop.example"]);
  expect(after).toMatchObject({messageId: "<other@shop.example>", text: before.text, html: before.html});
  expect(after.attachments.map(({content}) => content)).toEqual(before.attachments.map(({content}) => content));
  expect(await lintMail(other, {maxSize: 1e7})).toEqual([]);
});
