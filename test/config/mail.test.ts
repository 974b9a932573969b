import {describe, expect, test} from "vitest";
import type {MailConfig} from "../../src/config/config.ts";
import type {Environment} from "../../src/config/environment.ts";
import {parseConfig} from "../../src/config/load.ts";
import {ConfigError} from "../../src/lib/errors.ts";

const orders = "sources: {orders: {csv: o}}\n";
const environment: Environment = {
  variable: (name) => ({SMTP_SECRET: "s3cr3t", PING_URL: "https://ping.example/5f2e"})[name],
  secretFile: () => "",
};

function parse(text: string) {
  return parseConfig(orders + text, {file: "/shop/config.yaml", environment});
}

/** The first problem of a config, its place in the file and the name of the setting left out. */
function problem(text: string): string | undefined {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.problems).toHaveLength(1);
    return error.problems[0]!.message;
  }
}

function mail(settings: string): MailConfig {
  return parse(`mail: {from: a@example.org, to: b@example.org, ${settings}}`).mail!;
}

describe("without a word about them", () => {
  test("there is no schedule, no mail and no ping, and the ledger has its place", () => {
    const config = parse("");
    expect(config).toMatchObject({ledger: "/shop/data/daybook.sqlite"});
    expect([config.schedule, config.mail, config.ping]).toEqual([undefined, undefined, undefined]);
  });
});

describe("a schedule", () => {
  test("is complete", () => {
    expect(parse("schedule: {}").schedule).toStrictEqual({
      cron: "0 7 * * *",
      missed: "last",
      maxLateness: 43_200,
      overlap: "skip",
      retry: {attempts: 5, delay: 60, factor: 2},
    });
  });

  test("may say everything itself", () => {
    const text =
      "{cron: '@daily', missed: all, max_lateness: 2d, overlap: queue, retry: {attempts: 1, delay: 1.5m, factor: 1.5}}";
    expect(parse(`schedule: ${text}`).schedule).toStrictEqual({
      cron: "@daily",
      missed: "all",
      maxLateness: 172_800,
      overlap: "queue",
      retry: {attempts: 1, delay: 90, factor: 1.5},
    });
  });

  test.for([
    ["cron: 0 7 * *", /^schedule\.cron: "0 7 \* \*" has 4 fields instead of five/],
    ["cron: 0 7 30 2 *", /^schedule\.cron: "0 7 30 2 \*" never comes/],
    ["max_lateness: 12", /^schedule\.max_lateness: "12" is not a duration \(such as 90s, 5m, 12h, 2d\)$/],
    ["max_lateness: 0s", /^schedule\.max_lateness: "0s" is too short \(at least 1s\)$/],
    ["missed: some", /^schedule\.missed: "some" is not one of none, last, all/],
    ["retry: {attempts: 0}", /^schedule\.retry\.attempts: "0" is not a whole number from 1 to 100$/],
    ["retry: {attempts: 1.5}", /is not a whole number/],
    ["retry: {factor: 0.5}", /^schedule\.retry\.factor: "0\.5" is not a factor \(1 to 10\)$/],
  ] as const)("with %s is refused", ([text, message]) => {
    expect(problem(`schedule: {${text}}`)).toMatch(message);
  });
});

describe("mail", () => {
  test("is complete", () => {
    expect(mail("smtp: {host: smtp.example.org}")).toStrictEqual({
      from: "a@example.org",
      to: ["b@example.org"],
      cc: [],
      bcc: [],
      attach: [],
      transport: {kind: "smtp", host: "smtp.example.org", port: 587, security: "starttls"},
      maxSize: 10_000_000,
      inDoubt: "resend",
    });
  });

  test("may say everything itself", () => {
    const settings = [
      "cc: [c@example.org]",
      "bcc: D <d@example.org>",
      "reply_to: e@example.org",
      "owner: f@example.org",
      "subject: Sales",
      "attach: [html, tables, html]",
      "max_size: 5 MiB",
      "in_doubt: hold",
      "list_id: Sales <sales.example.org>",
      "unsubscribe: 'mailto:f@example.org?subject=stop'",
      "smtp: {directory: out}",
    ];
    expect(mail(settings.join(", "))).toStrictEqual({
      from: "a@example.org",
      to: ["b@example.org"],
      cc: ["c@example.org"],
      bcc: ["D <d@example.org>"],
      replyTo: "e@example.org",
      owner: "f@example.org",
      subject: "Sales",
      attach: ["html", "tables"],
      transport: {kind: "directory", path: "/shop/out"},
      maxSize: 5 * 2 ** 20,
      inDoubt: "hold",
      listId: "Sales <sales.example.org>",
      unsubscribe: "mailto:f@example.org?subject=stop",
    });
  });

  test.for([
    ["host: h", {port: 587, security: "starttls"}],
    ["host: h, security: tls", {port: 465, security: "tls"}],
    ["host: h, security: none", {port: 25, security: "none"}],
    ["host: h, port: 2525, ca: ca.pem", {port: 2525, ca: "/shop/ca.pem"}],
    ["host: localhost, security: none, user: u, password: p", {user: "u", password: "p"}],
    ["sendmail: /usr/sbin/sendmail", {kind: "sendmail", path: "/usr/sbin/sendmail"}],
  ] as const)("goes out by %s", ([text, transport]) => {
    expect(mail(`smtp: {${text}}`).transport).toMatchObject(transport);
  });

  test.for([
    ["to: b@example.org", "mail.smtp is missing"],
    ["smtp: {}, to: b@example.org", "mail.smtp has none of host, sendmail, directory (give one of them)"],
    ["smtp: {directory: d, host: h}, to: b@example.org", "mail.smtp.directory: stands beside host (give one of them)"],
    ["smtp: {directory: d, port: 1}, to: b@example.org", "mail.smtp.port: belongs to host, and this is directory"],
    ["smtp: {host: h, user: u}, to: b@example.org", "mail.smtp.user: stands without password"],
    ["smtp: {host: h, password: p}, to: b@example.org", "mail.smtp.password: stands without user"],
    [
      "smtp: {host: h, security: none, user: u, password: p}, to: b@example.org",
      "mail.smtp.security: none would show the password to everybody on the way to h (take starttls or tls)",
    ],
    ["smtp: {directory: d}", "mail.to is missing"],
    ["smtp: {directory: d}, to: []", "mail.to is empty"],
    [
      "smtp: {directory: d}, to: [b@example.org, b]",
      `mail.to[1]: "b" is not a mail address (such as owner@example.org or The Owner <owner@example.org>)`,
    ],
    ["smtp: {directory: d}, to: {a: b}", "mail.to is a mapping, not an address or a list of them"],
    [
      "smtp: {directory: d}, to: [b@example.org, B <B@example.org>]",
      `mail.to[1]: "B@example.org" is in mail.to already`,
    ],
    ["smtp: {directory: d}, to: b@example.org, cc: b@example.org", `mail.cc: "b@example.org" is in mail.to already`],
    [
      `smtp: {directory: d}, to: b@example.org, subject: "a\\nBcc: c@example.org"`,
      "mail.subject has more than one line",
    ],
    [`smtp: {directory: d}, to: "b@example.org\\nBcc: c@example.org"`, /^mail\.to: .* is not a mail address/],
    ["smtp: {directory: d}, to: b@example.org, attach: [figure]", /did you mean figures\?/],
    [
      "smtp: {directory: d}, to: b@example.org, max_size: 10",
      `mail.max_size: "10" is not a size (such as 500kB, 10MB, 10MiB)`,
    ],
    ["smtp: {directory: d}, to: b@example.org, max_size: 9kB", `mail.max_size: "9kB" is too small (at least 100kB)`],
    ["smtp: {directory: d}, to: b@example.org, list_id: a b", /^mail\.list_id: "a b" is not a list id/],
    [
      "smtp: {directory: d}, to: b@example.org, unsubscribe: 'javascript:x'",
      /^mail\.unsubscribe: .* is not a web address/,
    ],
  ] as const)("with %s is refused", ([text, message]) => {
    expect(problem(`mail: {from: a@example.org, ${text}}`)).toMatch(message);
  });
});

describe("a ping", () => {
  test("has an address", () => {
    expect(parse("ping: {url: '${PING_URL}'}").ping).toEqual({url: "https://ping.example/5f2e"});
  });

  test("without an address is none", () => {
    expect(parse("ping: {url: '${ABSENT:-}'}").ping).toBeUndefined();
  });

  test("needs a web address", () => {
    expect(problem("ping: {url: ping.example}")).toBe(
      'ping.url: "ping.example" is not a web address (such as https://hc-ping.com/your-check)',
    );
  });
});

describe("a secret is", () => {
  test.for(["p4ssw0rd", "${SMTP_SECRET}"])("the mail password, written as %s", (password) => {
    const config = parse(
      `mail: {from: a@b.c, to: d@b.c, smtp: {host: h, user: u, password: "${password}"}}\nping: {url: "\${PING_URL}"}`,
    );
    expect(config.secrets).toEqual([password.startsWith("$") ? "s3cr3t" : password, "https://ping.example/5f2e"]);
  });
});

test.for([
  ["ledger: o", "ledger is the file of orders too (it would be overwritten; name another)"],
  ["warehouse: w\nledger: ./w", "ledger is the file of warehouse too (it would be overwritten; name another)"],
] as const)("%j is refused", ([text, message]) => {
  expect(problem(text)).toBe(message);
});
