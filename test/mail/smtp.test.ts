import {writeFileSync} from "node:fs";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {RunError, TemporaryError} from "../../src/lib/errors.ts";
import {createAuthority} from "../support/certificates.ts";
import {startCrudeServer} from "../support/mailServer.ts";
import {authority, Network} from "./network.ts";

const login = {user: "daybook", password: "päss wörd"};
const message = {
  envelope: {from: "daybook@example.org", to: ["owner@example.org"]},
  raw: Buffer.from("Subject: Good morning\r\n\r\n.A line that begins with a dot\r\n..and two\r\nGood-bye\r\n"),
};

let network: Network;
beforeEach(() => {
  network = new Network();
});
afterEach(() => network.close());

const serve: Network["serve"] = (settings) => network.serve(settings);
const serveCrudely: Network["serveCrudely"] = (crudeness) => network.serveCrudely(crudeness);
const client: Network["client"] = (...given) => network.client(...given);

describe("a message arrives byte for byte, for its envelope alone,", () => {
  test.for([
    ["STARTTLS", {}, {}, {isEncrypted: true, user: undefined}],
    ["STARTTLS and a login", {login}, login, {isEncrypted: true, user: login.user}],
    ["a login by LOGIN", {login, authMethods: ["LOGIN"]}, login, {user: login.user}],
    ["TLS from the first byte", {isTls: true}, {security: "tls"}, {isEncrypted: true}],
    ["no encryption", {}, {security: "none"}, {isEncrypted: false}],
    ["an address", {names: ["127.0.0.1"]}, {host: "127.0.0.1"}, {isEncrypted: true}],
  ] as const)("by %s", async ([_, server, settings, arrived]) => {
    const {port, received} = await serve(server);
    const receipt = await client(port, settings).send(message);
    expect(receipt).toEqual({kind: "accepted", reply: expect.stringMatching(/^250 /)});
    expect(received).toEqual([
      expect.objectContaining({from: "daybook@example.org", to: ["owner@example.org"], raw: message.raw, ...arrived}),
    ]);
  });

  test("one after the other, each over a connection of its own", async () => {
    const {port, received} = await serve();
    const effects = client(port);
    for (const to of ["a@example.org", "b@example.org"])
      expect(await effects.send({...message, envelope: {from: "c@example.org", to: [to]}})).toMatchObject({
        kind: "accepted",
      });
    expect(received.map(({to}) => to)).toEqual([["a@example.org"], ["b@example.org"]]);
  });
});

describe("what a server says decides:", () => {
  test.for([
    ["550 5.1.1 No such user", "permanent"],
    ["451 4.7.1 Greylisted, come back later", "temporary"],
    ["452 4.2.2 Mailbox full", "temporary"],
    ["554 5.7.1 Spam\r\nand more", "permanent"],
  ] as const)("a recipient answered with %j is %s", async ([reply, kind]) => {
    const {port, received} = await serve({answer: () => reply});
    const line = reply.replace("\r\n", " ");
    expect(await client(port).send(message)).toEqual({kind, reply: line});
    expect(received).toEqual([]);
  });

  test.for([
    ["451 4.3.0 Later", "temporary"],
    ["554 5.6.0 Not like that", "permanent"],
    ["552 5.3.4 Message too big", "permanent"],
  ] as const)("a message answered with %j is %s", async ([reply, kind]) => {
    const {port} = await serve({verdict: () => reply});
    expect(await client(port).send(message)).toMatchObject({kind, reply: expect.stringContaining(reply)});
  });

  test("a server that closes for now is temporary", async () => {
    const {port} = await serve({answer: () => "421 4.3.2 Closing down"});
    expect(await client(port).send(message)).toEqual({kind: "temporary", reply: "421 4.3.2 Closing down"});
  });

  test("of a message that some recipients were refused, who they are, and whether for good", async () => {
    const replies: Record<string, string> = {c: "450 4.2.1 Busy", e: "550 5.1.1 No such user"};
    const {port, received} = await serve({answer: (to) => replies[to[0]!]});
    const envelope = {from: "daybook@example.org", to: ["b@example.org", "c@example.org", "d@example.org", "e@e.e"]};
    expect(await client(port).send({...message, envelope})).toEqual({
      kind: "accepted",
      reply: expect.stringMatching(/^250 /),
      refused: [
        {recipient: "c@example.org", kind: "temporary", reply: "450 4.2.1 Busy"},
        {recipient: "e@e.e", kind: "permanent", reply: "550 5.1.1 No such user"},
      ],
    });
    expect(received.map(({to}) => to)).toEqual([["b@example.org", "d@example.org"]]);
  });

  test("a message that all recipients were refused, some of them for good, is temporary for the others", async () => {
    const replies: Record<string, string> = {c: "450 4.2.1 Busy", e: "550 5.1.1 No such user"};
    const {port} = await serve({answer: (to) => replies[to[0]!]});
    const envelope = {from: "daybook@example.org", to: ["c@example.org", "e@e.e"]};
    expect(await client(port).send({...message, envelope})).toEqual({
      kind: "temporary",
      reply: "450 4.2.1 Busy",
      refused: [{recipient: "e@e.e", kind: "permanent", reply: "550 5.1.1 No such user"}],
    });
  });

  test("a wrong password is permanent, and the reply says what to do", async () => {
    const {port} = await serve({login});
    expect(await client(port, {...login, password: "wrong"}).send(message)).toEqual({
      kind: "permanent",
      reply:
        "535 5.7.8 Wrong user or password (check mail.smtp.user and mail.smtp.password; many providers want an app password here)",
    });
  });

  test("a login that is wanted and not set is permanent", async () => {
    const {port} = await serve({login});
    expect(await client(port).send(message)).toMatchObject({
      kind: "permanent",
      reply: expect.stringMatching(/^530 .*mail\.smtp\.user/),
    });
  });
});

describe("a server that repeats the password", () => {
  const {password} = login;
  const base64 = Buffer.from(`\0daybook\0${password}`).toString("base64");
  const forms = [password, Buffer.from(password).toString("base64"), base64, encodeURIComponent(password)];
  const expectMasked = (told: object) => {
    for (const form of [password, base64.slice(12, -4), encodeURIComponent(password)])
      expect(JSON.stringify(told)).not.toContain(form);
    expect(JSON.stringify(told)).toContain("***");
  };

  test.for(forms)("is not quoted with %s: refused", async (form) => {
    const {port} = await serve({login, loginRefusal: () => `535 5.7.8 No ${form} here, ${form}`});
    const other = {...login, user: "other"};
    expectMasked(await client(port, other).send(message));
    const thrown = await client(port, other)
      .verify()
      .catch((error: Error) => ({said: error.message}));
    expectMasked(thrown!);
  });

  test("is not quoted when it takes a message, or refuses a recipient", async () => {
    const settings = {
      login,
      thanks: `Taken, ${password}`,
      answer: (to: string) => (to[0] === "b" ? `550 ${password}` : undefined),
    };
    const {port} = await serve(settings);
    const envelope = {from: "daybook@example.org", to: ["a@example.org", "b@example.org"]};
    const {refused, ...told} = await client(port, login).send({...message, envelope});
    expectMasked(told);
    expectMasked(refused!);
  });

  test("is not quoted in part where its words are cut short", async () => {
    const {port} = await serve({login, verdict: () => `550 ${"x".repeat(590)}${password}`});
    const {reply} = await client(port, login).send(message);
    expect(reply).not.toContain(password.slice(0, 3));
  });
});

describe("the server's SIZE", () => {
  test("is known once connected, and a larger message is not handed over", async () => {
    const {port, received} = await serve({size: 50});
    const effects = client(port);
    expect(effects.maxSize).toBeUndefined();
    await effects.verify();
    expect(effects.maxSize).toBe(50);
    expect(await effects.send(message)).toEqual({
      kind: "permanent",
      reply: `localhost:${port}: Message size larger than allowed 50 (lower mail.max_size or attach less)`,
    });
    expect(received).toEqual([]);
  });

  test("may be absent", async () => {
    const {port} = await serve({size: 50, statesSize: false});
    const effects = client(port);
    await effects.verify();
    expect(effects.maxSize).toBeUndefined();
  });
});

describe("a server that cannot be trusted gets nothing:", () => {
  test.for([
    [
      "a certificate for another name",
      {names: ["other.example"]},
      {},
      /altnames.*\(name the server in mail\.smtp\.host as its certificate does\)$/,
    ],
    [
      "a certificate for another name, TLS at once",
      {names: ["other.example"], isTls: true},
      {security: "tls"},
      /altnames/,
    ],
    [
      "an unknown authority",
      {authority: createAuthority()},
      {},
      /\(if the server is your own, name the certificate of its authority in mail\.smtp\.ca\)$/,
    ],
    ["no STARTTLS", {hasStarttls: false}, {}, /^50\d .*\(the server does not offer STARTTLS here/],
    [
      "plain text where TLS was expected",
      {},
      {security: "tls"},
      /does not begin with TLS: set mail\.smtp\.security to starttls\)$/,
    ],
  ] as const)("%s", async ([_, server, settings, reply]) => {
    const {port, received} = await serve({...server, login});
    expect(await client(port, {...settings, ...login}).send(message)).toEqual({
      kind: "permanent",
      reply: expect.stringMatching(reply),
    });
    expect(received).toEqual([]);
  });

  test("an expired certificate", async () => {
    const expired = {
      ...authority,
      issue: (names: readonly string[]) => authority.issue(names, new Date(Date.now() - 1000)),
    };
    const {port} = await serve({authority: expired});
    expect(await client(port).send(message)).toEqual({
      kind: "permanent",
      reply: expect.stringMatching(/expired .*renewed\)$/),
    });
  });

  test("certificates that cannot be read are said to be", async () => {
    writeFileSync(network.certificate, "nothing");
    const reply = `no certificate can be read from ${network.certificate}: `;
    expect(await client(1).send(message)).toEqual({kind: "permanent", reply: expect.stringContaining(reply)});
  });
});

describe("a connection that breaks", () => {
  test("before it is made is temporary: nobody listens", async () => {
    const {port, close} = await startCrudeServer("silent");
    await close();
    expect(await client(port).send(message)).toEqual({kind: "temporary", reply: expect.stringMatching(/ECONNREFUSED/)});
  });

  test("before it is made is temporary: an unknown host", async () => {
    const receipt = await client(25, {host: "nobody.invalid"}).send(message);
    expect(receipt).toMatchObject({kind: "temporary", reply: expect.stringMatching(/^nobody\.invalid:25: /)});
  });

  test.for([
    ["silent", {}],
    ["silent in login", login],
  ] as const)("by a server that is %s is temporary, in good time", async ([crudeness, settings]) => {
    const {port} = await serveCrudely(crudeness);
    const began = performance.now();
    expect(await client(port, {security: "none", ...settings}, 500).send(message)).toEqual({
      kind: "temporary",
      reply: expect.stringMatching(/no answer within 0\.5 s|Greeting never received|Connection timeout/),
    });
    expect(performance.now() - began).toBeLessThan(3000);
  });

  test("in the middle of the message is temporary", async () => {
    const {port, received} = await serveCrudely("cut in data");
    const large = {...message, raw: Buffer.alloc(20e6, "Good morning\r\n")};
    expect(await client(port, {security: "none"}).send(large)).toMatchObject({kind: "temporary"});
    expect(received).toEqual([]);
  });

  test.for(["cut after dot", "silent after dot"] as const)(
    "%s leaves it in doubt: the server has the message",
    async (crudeness) => {
      const {port, received} = await serveCrudely(crudeness);
      expect(await client(port, {security: "none"}, 500).send(message)).toEqual({
        kind: "in_doubt",
        reply: expect.stringMatching(/^no reply to the message: /),
      });
      expect(received).toHaveLength(1);
    },
  );

  test("because we close it, is temporary or in doubt, as if the server had", async () => {
    const silent = await serveCrudely("silent");
    const effects = client(silent.port);
    const before = effects.send(message);
    setTimeout(() => effects.close(), 100);
    expect(await before).toMatchObject({kind: "temporary"});
    const {port, received} = await serveCrudely("silent after dot");
    const other = client(port, {security: "none"});
    const after = other.send(message);
    await expect.poll(() => received.length).toBe(1);
    other.close();
    expect(await after).toMatchObject({kind: "in_doubt"});
  });
});

describe("verify", () => {
  test("logs in and sends nothing", async () => {
    const {port, received} = await serve({login});
    await client(port, login).verify();
    expect(received).toEqual([]);
  });

  test("throws what may pass and what will not", async () => {
    const {port} = await serve({login});
    await expect(client(port, {...login, user: "other"}).verify()).rejects.toThrow(RunError);
    await expect(client(1).verify()).rejects.toThrow(TemporaryError);
  });
});
