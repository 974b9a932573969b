import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {allParts, decodeWords, headerValue, parseMime} from "../../src/mail/mime.ts";
import {rawMessage} from "../../src/mail/raw.ts";
import {mailConfig, now, received} from "./office.ts";

const {mail} = mailConfig();
const reader = {key: "a@x.example", to: ["a@x.example"], cc: [], envelope: ["a@x.example"]};
const line = fc.string({unit: "grapheme", maxLength: 120}).map((text) => text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ""));
const subject = line
  .map((text) => text.replaceAll(/\s+/g, " ").trim())
  .filter((text) => text !== "" && !text.includes("=?"));
const body = fc.array(line, {maxLength: 8}).map((lines) => `${lines.join("\n")}.\n`);

test("a message of any texts and bytes is read back as it was, here and elsewhere", async () => {
  await fc.assert(
    fc.asyncProperty(
      subject,
      body,
      body,
      fc.uint8Array({minLength: 1, maxLength: 300}),
      async (about, text, html, bytes) => {
        const files = [{name: "a.bin", type: "application/octet-stream", content: Buffer.from(bytes)}];
        const draft = {reader, messageId: "<1@x.example>", subject: about, text, html, files};
        const raw = await rawMessage(draft, mail, now);
        const ours = parseMime(raw.toString("latin1"));
        const content = (type: string) => allParts(ours).find((part) => part.type === type)!.content;
        expect(decodeWords(headerValue(ours.headers, "subject")!)).toBe(about);
        expect(content("text/plain").toString().replaceAll("\r\n", "\n")).toBe(text);
        expect(content("text/html").toString().replaceAll("\r\n", "\n")).toBe(html);
        expect([...content("application/octet-stream")]).toEqual([...bytes]);
        const theirs = await received({raw});
        expect(theirs.subject).toBe(about);
        expect([...theirs.attachments[0]!.content]).toEqual([...bytes]);
      },
    ),
    {numRuns: 40},
  );
});

describe("words of a header", () => {
  test.for([
    ["=?UTF-8?Q?caf=C3=A9_a?=", "café a"],
    ["=?utf-8?b?Y2Fmw6k=?= x", "café x"],
    ["=?UTF-8?Q?a?= =?UTF-8?Q?b?=", "ab"],
    ["plain =3D", "plain =3D"],
  ] as const)("%s mean %s", ([value, meant]) => {
    expect(decodeWords(value)).toBe(meant);
  });
});

test("what is no message says why", () => {
  expect(() => parseMime("Subject: x\r\n")).toThrow("the headers do not end");
  expect(() => parseMime("Content-Type: multipart/mixed\r\n\r\nx")).toThrow("has no boundary");
});
