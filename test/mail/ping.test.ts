import {once} from "node:events";
import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import type {Log} from "../../src/lib/log.ts";
import {type PingEvent, ping} from "../../src/mail/ping.ts";

const run = "5f2e8c1a-0000-4000-8000-000000000000";

let server: Server;
let calls: string[] = [];
let logins: (string | undefined)[] = [];
let answer: (() => number) | undefined;
let lines: {level: string; message: string; fields: object}[] = [];

beforeEach(async () => {
  [calls, logins, lines, answer] = [[], [], [], () => 200];
  server = createServer((request, response) => {
    logins.push(request.headers.authorization);
    calls.push(`${request.method} ${request.url}`);
    if (answer) response.writeHead(answer()).end("OK");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
});

const log = Object.fromEntries(
  ["debug", "info", "warn", "error"].map((level) => [
    level,
    (fields: object, message: string) => lines.push({level, message, fields}),
  ]),
) as unknown as Log;

function url(path: string): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}

function call(event: PingEvent, path = "/check", milliseconds?: number) {
  return ping({url: url(path), run, log}, event, milliseconds);
}

describe("whoever waits is called", () => {
  test.for([
    [{kind: "start"}, "/check", `GET /check/start?rid=${run}`],
    [{kind: "success"}, "/check", `GET /check?rid=${run}`],
    [{kind: "fail", exitCode: 4}, "/check", `GET /check/4?rid=${run}`],
    [{kind: "fail", exitCode: 1}, "/a/b/?create=1", `GET /a/b/1?create=1&rid=${run}`],
    [{kind: "success"}, "", `GET /?rid=${run}`],
  ] as const)("for %j at %s", async ([event, path, expected]) => {
    expect(await call(event, path)).toBe(true);
    expect(calls).toEqual([expected]);
    expect(lines).toEqual([expect.objectContaining({level: "debug", message: "ping sent"})]);
  });

  test("unless there is nobody", async () => {
    expect(await ping({url: undefined, run, log}, {kind: "start"})).toBe(true);
    expect(lines).toEqual([]);
  });
});

describe("a call that fails is one line in the log, without the address's secret:", () => {
  const failure = (problem: unknown) => [
    {level: "warn", message: "ping failed", fields: {host: new URL(url("")).host, event: "success", problem}},
  ];

  test("an answer that says no", async () => {
    answer = () => 404;
    expect(await call({kind: "success"}, "/secret")).toBe(false);
    expect(lines).toEqual(failure("answered with 404"));
  });

  test("no answer in good time", async () => {
    answer = undefined;
    const began = performance.now();
    expect(await call({kind: "success"}, "/secret", 200)).toBe(false);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(lines).toEqual(failure("no answer within 0.2 s"));
  });

  test("nobody there", async () => {
    const expected = failure(expect.stringContaining("ECONNREFUSED"));
    const address = url("/secret");
    server.close();
    await once(server, "close");
    expect(await ping({url: address, run, log}, {kind: "success"})).toBe(false);
    expect(lines).toEqual(expected);
  });
});

test("an address keeps its port, and a name and a password within it travel in a header", async () => {
  const address = url("/check").replace("//", "//sho%40p:s3cr3t@");
  expect(await ping({url: address, run, log}, {kind: "start"})).toBe(true);
  expect(logins).toEqual([`Basic ${Buffer.from("sho@p:s3cr3t").toString("base64")}`]);
  expect(calls).toEqual([`GET /check/start?rid=${run}`]);
});
