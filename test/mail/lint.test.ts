import {beforeAll, describe, expect, test} from "vitest";
import {lintMail} from "../../src/mail/lint.ts";
import {hostileName} from "../report/shop.ts";
import {compose, mailConfig, shopReport} from "./office.ts";

const limits = {maxSize: 1_000_000};
let good: string;

beforeAll(async () => {
  const config = mailConfig({attach: ["html"], listId: "sales.shop.example", unsubscribe: "https://shop.example/u"});
  good = (await compose(shopReport(), {config})).raw.toString("latin1");
});

/** The good mail with something else in place of what matches; a pattern that matches nothing is a mistake of the test. */
function lintWith(pattern: string | RegExp, replacement: string): Promise<string[]> {
  const changed = good.replace(pattern, replacement);
  expect(changed).not.toBe(good);
  return lintMail(Buffer.from(changed, "latin1"), limits);
}

test("a mail as it is composed has no fault", async () => {
  expect(await lintMail(Buffer.from(good, "latin1"), limits)).toEqual([]);
});

test("names that look like markup, headers or style are no fault", async () => {
  const name = `${hostileName} onclick="x" url(http://x.example) src=http://x.example on = y`;
  const figure = {
    name: "one",
    section: null,
    file: "figures/daily-sales.png",
    title: name,
    subtitle: name,
    alt: name,
    width: 9,
    height: 9,
  };
  const products = [{name, revenue: "1.0000", units: 1, orders: 1}];
  const {raw} = await compose(shopReport({products, figures: [figure]}, {title: name}));
  expect(await lintMail(raw, limits)).toEqual([]);
});

describe("of the headers, it finds", () => {
  test.for([
    ["one that is missing", /^Date:.*\r\n/m, "", "the header date is missing"],
    ["one that is there twice", /^To:/m, "To: thief@x.example\r\nTo:", "the header to is there 2 times"],
    ["one that data brought in", /^To:/m, "Bcc: thief@x.example\r\nTo:", "the header bcc should not be there"],
    ["no address for one", /^To: .*$/m, "To: somebody", "the header To is malformed: somebody"],
    [
      "a Message-ID without a domain",
      /^Message-ID: .*$/m,
      "Message-ID: <1>",
      "the header Message-ID is malformed: <1>",
    ],
    ["a date of another kind", /^Date: .*$/m, "Date: 2025-01-01", "the header Date is malformed: 2025-01-01"],
    ["an empty subject", /^Subject: .*(\r\n .*)*$/m, "Subject: ", "the header Subject is empty"],
    [
      "a break hidden in a subject",
      /^Subject: .*(\r\n .*)*$/m,
      "Subject: =?UTF-8?Q?a=0D=0ABcc:_x?=",
      "the header Subject holds control characters",
    ],
    ["a line that is no header", /^To:/m, "Nonsense\r\nTo:", 'the message cannot be read: "Nonsense" is not a header'],
  ] as const)("%s", async ([, pattern, replacement, fault]) => {
    expect(await lintWith(pattern, replacement)).toContain(fault);
  });
});

describe("of the lines, it finds", () => {
  test.for([
    ["one that ends otherwise", /(Auto-Submitted: auto-generated)\r\n/, "$1\n", "a line does not end with CR LF"],
    ["one that is too long", /^Subject: /m, `Subject: ${"x".repeat(1000)} `, "1 lines are longer than 998 characters"],
    [
      "letters that are not encoded",
      /^Subject: /m,
      "Subject: caf\u00e9 ",
      "the message holds bytes that are no printable ASCII",
    ],
  ] as const)("%s", async ([, pattern, replacement, fault]) => {
    expect(await lintWith(pattern, replacement)).toContain(fault);
  });
});

describe("of the parts, it finds", () => {
  test.for([
    ["no plain text", "Content-Type: text/plain;", "Content-Type: text/calendar;", "there is no plain text"],
    [
      "no HTML",
      "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: q",
      "Content-Type: text/calendar; charset=utf-8\r\nContent-Transfer-Encoding: q",
      "there is no HTML",
    ],
    ["a file without a name", /(Disposition: attachment);\s+filename=report\.html/, "$1", "an attachment has no name"],
    [
      "a path as a name",
      "filename=report.html",
      'filename="../report.html"',
      "an attachment has a path for a name: ../report.html",
    ],
    ["the end missing", /--\r\n$/, "\r\n", "the message cannot be read: the last boundary is missing"],
  ] as const)("%s", async ([, pattern, replacement, fault]) => {
    expect(await lintWith(pattern, replacement)).toContain(fault);
  });

  test("the message too large", async () => {
    const faults = await lintMail(Buffer.from(good, "latin1"), {maxSize: 100});
    expect(faults).toEqual([`the message has ${good.length} bytes, and 100 are allowed`]);
  });
});

describe("of the HTML, it finds", () => {
  const lintHtml = (html: string) => {
    const part = `Content-Type: text/html; charset=utf-8\r\n\r\n${html}`;
    const text = `Content-Type: text/plain\r\n\r\n${"A day like any other. ".repeat(4)}`;
    const head = good.slice(0, good.indexOf("Content-Type:"));
    const parts = [text, part].map((one) => `\r\n--b\r\n${one}`).join("");
    return lintMail(
      Buffer.from(`${head}Content-Type: multipart/alternative; boundary=b\r\n${parts}\r\n--b--\r\n`),
      limits,
    );
  };

  test("nothing in a plain page", async () => {
    expect(await lintHtml('<p style="color:red">a <a href="https://shop.example">link</a></p>')).toEqual([]);
  });

  test.for([
    ["a picture that is not there", '<img src="cid:x" alt="x">', "the picture x is not in the message"],
    ["a picture without words", '<img src="cid:x">', "a picture has no alt text"],
    ["a picture with empty words", '<img src="cid:x" alt=" ">', "a picture has no alt text"],
    [
      "a picture from outside",
      '<img alt="x" src="https://x.example/p.png">',
      "the HTML asks for https://x.example/p.png",
    ],
    ["a ground from outside", "<td background='//x.example/p.png'>", "the HTML asks for //x.example/p.png"],
    ["a style from outside", '<p style="background:url(x)">', "a style asks for something from outside"],
    ["a sheet from outside", "<style>@import 'x'</style>", "a style asks for something from outside"],
    ["a script", "<script>alert(1)</script>", "the HTML holds <script>"],
    ["a form", '<form action="x">', "the HTML holds <form>"],
    ["an attribute that runs", '<p onclick="x()">', "the HTML holds onclick="],
    ["a link that runs", '<a href="javascript:x()">x</a>', "a link of the HTML is a script"],
    [
      "too much",
      `<p>${"<b>x</b>\r\n".repeat(10_100)}</p>`,
      "the HTML has 101007 bytes, and Gmail cuts it off at 100000",
    ],
  ] as const)("%s", async ([, html, fault]) => {
    expect(await lintHtml(html)).toContain(fault);
  });

  test("a picture nobody sees", async () => {
    const faults = await lintWith(/^Content-ID: <daily-sales.*$/m, "Content-ID: <other>");
    expect(faults).toEqual([
      "the picture daily-sales.2024-12-31@daybook is not in the message",
      "the picture other is not shown in the HTML",
    ]);
  });
});
