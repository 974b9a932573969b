import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {parseConfig} from "../../src/config/load.ts";
import {checkMail} from "../../src/job/mailCheck.ts";
import {createAuthority} from "../support/certificates.ts";
import {type MailServer, startCrudeServer, startMailServer} from "../support/mailServer.ts";

const authority = createAuthority();
const login = {user: "daybook", password: "s3cr3t"};

let folder = "";
let server: MailServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "daybook-check-"));
  writeFileSync(join(folder, "ca.pem"), authority.cert);
  server = await startMailServer({authority, login, size: 5e6});
});
afterEach(async () => {
  await server.close();
  rmSync(folder, {recursive: true});
});

function check(text: string, signal = new AbortController().signal) {
  const environment = {variable: () => undefined, secretFile: () => ""};
  const config = parseConfig(`sources: {orders: {csv: o}}\n${text}`, {file: join(folder, "config.yaml"), environment});
  return checkMail({config, signal});
}

function mail(smtp: string, more = ""): string {
  return `mail: {from: a@b.c, to: [d@e.f, g@h.i], smtp: {${smtp}}${more}}\nschedule: {}\n`;
}

const host = (password: string) =>
  `host: localhost, port: ${server.port}, ca: ca.pem, user: daybook, password: ${password}`;

test("nothing is said where neither mail nor a schedule is asked for", async () => {
  expect(await check("")).toEqual([]);
});

test("a schedule without mail is a warning", async () => {
  const message = "runs are scheduled, and nobody is mailed (set mail)";
  expect(await check("schedule: {}")).toEqual([{about: "mail", kind: "warning", message}]);
});

test("a server that lets us in is fine, and its limit is told", async () => {
  const message = `to 2 readers by localhost:${server.port}; it takes no more than 5.0 MB, less than mail.max_size`;
  expect(await check(mail(host("s3cr3t"), ", owner: d@e.f"))).toEqual([{about: "mail", kind: "fine", message}]);
  expect(server.received).toEqual([]);
});

test("a wrong password is a problem: the report would be made and not delivered", async () => {
  const [verdict] = await check(mail(host("wrong")));
  expect(verdict).toEqual({
    about: "mail",
    kind: "problem",
    exitCode: 4,
    message: expect.stringMatching(/^535 .*check mail\.smtp\.user and mail\.smtp\.password/),
  });
});

test("a server that is away is a warning: it may be back tonight", async () => {
  await server.close();
  expect(await check(mail(host("s3cr3t")))).toContainEqual({
    about: "mail",
    kind: "warning",
    message: expect.stringMatching(/ECONNREFUSED/),
  });
});

test("a host that does not exist is a problem: the report would be made and not delivered", async () => {
  const [verdict] = await check(mail("host: nobody.invalid, port: 25"));
  expect(verdict).toEqual({
    about: "mail",
    kind: "problem",
    exitCode: 4,
    message: expect.stringMatching(/^nobody\.invalid:25: .*\(there is no such host: check mail\.smtp\.host\)$/),
  });
});

test("nobody to tell of failures is a warning, unless mail only goes into a folder", async () => {
  expect(await check(mail(host("s3cr3t")))).toContainEqual(expect.objectContaining({about: "owner", kind: "warning"}));
  expect(await check(mail("directory: out"))).toEqual([
    {about: "mail", kind: "fine", message: `to 2 readers as files in ${join(folder, "out")}: nothing is sent`},
  ]);
});

test("an interruption does not wait for a server that is silent", async () => {
  const silent = await startCrudeServer("silent");
  const interruption = new AbortController();
  const checking = check(mail(`host: 127.0.0.1, port: ${silent.port}, security: none`), interruption.signal);
  setTimeout(() => interruption.abort(), 100);
  expect((await checking)[0]).toMatchObject({kind: "warning"});
  await silent.close();
});
