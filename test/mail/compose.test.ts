import {describe, expect, test} from "vitest";
import {ConfigError} from "../../src/lib/errors.ts";
import {composeMails} from "../../src/mail/compose.ts";
import {lintMail} from "../../src/mail/lint.ts";
import {allParts, type MimePart, parseMime} from "../../src/mail/mime.ts";
import {shopConfig} from "../report/shop.ts";
import {compose, mailConfig, now, received, reportFolder, shopReport} from "./office.ts";

function shape({type, parts}: MimePart): unknown {
  return parts.length > 0 ? {[type]: parts.map(shape)} : type;
}

test("a mail is text and HTML with its pictures, then the files", async () => {
  const config = mailConfig({attach: ["html", "tables", "figures"]});
  const {raw, leftOut} = await compose(shopReport(), {config});
  expect(shape(parseMime(raw.toString("latin1")))).toEqual({
    "multipart/mixed": [
      {
        "multipart/alternative": ["text/plain", {"multipart/related": ["text/html", "image/png", "image/png"]}],
      },
      "image/png",
      "image/png",
      "text/html",
      "text/csv",
      "text/csv",
    ],
  });
  expect(leftOut).toEqual([]);
});

test("another program reads back what was put in", async () => {
  const config = mailConfig({attach: ["tables"], replyTo: "Ask <ask@shop.example>"});
  const folder = reportFolder({table: 60_000});
  const mail = await received(await compose(shopReport(), {config, folder}));
  expect(mail.from?.value).toEqual([{name: "Daybook", address: "daybook@shop.example"}]);
  expect(mail.to?.text).toBe("owner@shop.example");
  expect(mail.replyTo?.text).toBe('"Ask" <ask@shop.example>');
  expect(mail.date).toEqual(now);
  expect(mail.attachments.map(({filename, contentType}) => [filename, contentType])).toEqual([
    ["daily-sales.png", "image/png"],
    ["top-campaigns.png", "image/png"],
    ["daily_sales.csv", "text/csv"],
    ["orders.csv", "text/csv"],
  ]);
  expect(mail.attachments[3]!.content).toHaveLength(60_000);
  expect(mail.text).toContain("Tue, 31 December 2024");
  expect(mail.html).toContain("Tue, 31 December 2024");
});

test("every picture is shown, in words where pictures are blocked", async () => {
  const mail = await received(await compose(shopReport()));
  const shown = [...mail.html.matchAll(/<img src="cid:([^"]+)"[^>]* alt="([^"]+)"/g)];
  expect(shown.map((match) => match[1])).toEqual(mail.attachments.map(({cid}) => cid));
  expect(shown[0]![2]).toContain("A line &quot;at&quot; 50");
  expect(mail.attachments.every(({contentDisposition}) => contentDisposition === "inline")).toBe(true);
});

describe("headers", () => {
  test("say that a machine wrote this, and how to leave", async () => {
    const config = mailConfig({
      listId: "Daily sales <sales.shop.example>",
      unsubscribe: "https://shop.example/u?a=1&b=2",
    });
    const {headerLines} = await received(await compose(shopReport(), {config}));
    const lines = headerLines.map(({line}) => line);
    expect(lines).toEqual(
      expect.arrayContaining([
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        "List-ID: Daily sales <sales.shop.example>",
        "List-Unsubscribe: <https://shop.example/u?a=1&b=2>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      ]),
    );
  });

  test("promise one click only where a web address takes it", async () => {
    const config = mailConfig({listId: "sales.shop.example", unsubscribe: "mailto:owner@shop.example"});
    const {headerLines} = await received(await compose(shopReport(), {config}));
    const lines = headerLines.map(({line}) => line).join("\n");
    expect(lines).toContain("List-ID: <sales.shop.example>");
    expect(lines).toContain("List-Unsubscribe: <mailto:owner@shop.example>");
    expect(lines).not.toContain("Unsubscribe-Post");
  });

  test("carry letters of every script", async () => {
    const config = mailConfig({
      from: "Ünal & Söhne, 東京 <daybook@shop.example>".replace(",", ""),
      subject: "{title} für {day}",
    });
    const {messageId, raw} = await compose(shopReport({}, {title: "Café 東京"}), {config});
    const mail = await received({raw});
    expect(mail.subject).toBe("Café 東京 für Tue 31 Dec");
    expect(mail.from?.value[0]?.name).toBe("Ünal & Söhne 東京");
    expect(mail.messageId).toBe(messageId);
    expect(await lintMail(raw, {maxSize: 1e7})).toEqual([]);
  });

  test("are not written by data", async () => {
    const title = "Shop\r\nBcc: thief@elsewhere.example\r\n\r\n<b>";
    const config = mailConfig({subject: "{title}: {day}"});
    const {raw, envelope} = await compose(shopReport({}, {title}), {config});
    const mail = await received({raw});
    expect(mail.headerLines.map(({key}) => key)).not.toContain("bcc");
    expect(mail.subject).toBe("Shop Bcc: thief@elsewhere.example <b>: Tue 31 Dec");
    expect(envelope.to).toEqual(["owner@shop.example"]);
    expect(await lintMail(raw, {maxSize: 1e7})).toEqual([]);
  });
});

describe("the Message-ID", () => {
  test("is the same for the same mail, and another for another recipient, day or revision", async () => {
    const report = shopReport();
    const ids = await Promise.all([
      compose(report),
      compose(report, {now: new Date("2025-02-02T00:00:00Z"), host: "elsewhere"}),
      compose(report, {recipient: "other@shop.example"}),
      compose(report, {revision: 2}),
      compose({...report, as_of: "2024-12-30"}),
    ]);
    const [first, again, ...others] = ids.map(({messageId}) => messageId);
    expect(again).toBe(first);
    expect(new Set([first, ...others]).size).toBe(4);
    expect(first).toMatch(/^<daybook\.2024-12-31\.[0-9a-f]{24}@shop\.example>$/);
  });

  test("goes with the same bytes at the same time", async () => {
    const [one, other] = await Promise.all([
      compose(shopReport(), {folder: reportFolder()}),
      compose(shopReport(), {folder: reportFolder()}),
    ]);
    const withoutFolder = ({raw}: {raw: Buffer}) =>
      raw
        .toString("latin1")
        .replaceAll(/=\r\n/g, "")
        .replaceAll(/daybook-mail-\w+/g, "");
    expect(withoutFolder(one)).toBe(withoutFolder(other));
  });
});

describe("recipients", () => {
  const all = (mail: Parameters<typeof mailConfig>[0]) =>
    composeMails(shopReport(), {
      config: mailConfig(mail),
      revision: 1,
      isCorrection: false,
      folder: "/nowhere",
      now,
      host: "till",
      scale: async (png) => png,
    });

  test("get a message of their own, in which nobody else is named", async () => {
    const messages = await all({to: ["A <a@x.example>", "b@x.example"], bcc: ["c@x.example"]});
    expect(messages.map(({recipient, envelope}) => [recipient, envelope.to])).toEqual([
      ["a@x.example", ["a@x.example"]],
      ["b@x.example", ["b@x.example"]],
      ["c@x.example", ["c@x.example"]],
    ]);
    const [first, , third] = await Promise.all(messages.map(received));
    expect(first!.to?.text).toBe('"A" <a@x.example>');
    expect(third!.to?.text).toBe("c@x.example");
  });

  test("share one message where copies are asked for; a blind copy stays blind", async () => {
    const messages = await all({to: ["a@x.example", "b@x.example"], cc: ["c@x.example"], bcc: ["d@x.example"]});
    expect(messages.map(({recipient, envelope}) => [recipient, envelope.to])).toEqual([
      ["a@x.example, b@x.example, c@x.example", ["a@x.example", "b@x.example", "c@x.example"]],
      ["d@x.example", ["d@x.example"]],
    ]);
    const [open] = await Promise.all(messages.map(received));
    expect([open!.to?.text, open!.cc?.text]).toEqual(["a@x.example, b@x.example", "c@x.example"]);
    expect(messages[0]!.raw.toString()).not.toContain("d@x.example");
  });

  test("are asked for where the config names none", async () => {
    await expect(compose(shopReport(), {config: shopConfig()})).rejects.toThrow(ConfigError);
  });
});

describe("room", () => {
  const config = (maxSize: number) => mailConfig({attach: ["tables", "figures", "html"], maxSize});
  const sizes = {table: 60_000, page: 40_000, figure: 90_000};
  const scale = async () => Buffer.alloc(30_000, 1);
  const small = (maxSize: number, serverLimit?: number) =>
    compose(shopReport(), {config: config(maxSize), sizes, scale, ...(serverLimit ? {serverLimit} : {})});

  test.for([
    [1_000_000, []],
    [500_000, ["tables/orders.csv"]],
    [430_000, ["tables/daily_sales.csv", "tables/orders.csv"]],
    [400_000, ["report.html", "tables/daily_sales.csv", "tables/orders.csv"]],
    [300_000, ["figures/daily-sales.png", "report.html", "tables/daily_sales.csv", "tables/orders.csv"]],
  ] as const)("of %i bytes leaves out the least missed first", async ([maxSize, leftOut]) => {
    const message = await small(maxSize);
    expect(message.leftOut).toEqual(leftOut);
    expect(message.raw.length).toBeLessThanOrEqual(maxSize);
    expect(await lintMail(message.raw, {maxSize})).toEqual([]);
  });

  test("of a server counts like the config's", async () => {
    const message = await small(1_000_000, 60_000);
    expect(message.raw.length).toBeLessThanOrEqual(60_000);
    expect(allParts(parseMime(message.raw.toString("latin1"))).map(({type}) => type)).not.toContain("image/png");
    expect(await lintMail(message.raw, {maxSize: 60_000})).toEqual([]);
  });

  test("that is too little is said in the mail, with where the files are", async () => {
    const folder = reportFolder(sizes);
    const message = await compose(shopReport(), {config: config(400_000), folder, scale});
    const {text, html} = await received(message);
    for (const said of [text!.replaceAll(/\s+/g, " "), html]) {
      expect(said).toContain(
        "Left out, because the mail would have been too large: report.html, tables/daily_sales.csv",
      );
      expect(said).toContain(`on till in ${folder}`);
    }
  });

  test("that is too little even for the words is a fault", async () => {
    const {raw} = await small(5000);
    expect(await lintMail(raw, {maxSize: 5000})).toEqual([
      expect.stringMatching(/^the message has \d+ bytes, and 5000/),
    ]);
  });
});
