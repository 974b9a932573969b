import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {RunError} from "../../src/lib/errors.ts";
import {openTransport} from "../../src/mail/transport.ts";

const envelope = {from: "daybook@example.org", to: ["owner@example.org"]};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-directory-"));
});
afterEach(() => rmSync(folder, {recursive: true}));

async function send(headers: string, path = join(folder, "mail", "out")) {
  const raw = Buffer.from(`${headers}\r\n\r\nMessage-ID: <body@example.org>\r\n`);
  const effects = await openTransport({kind: "directory", path});
  return {raw, receipt: await effects.send({envelope, raw})};
}

function files(): string[] {
  return readdirSync(join(folder, "mail", "out"));
}

describe("a message becomes a file", () => {
  test("named after its id, byte for byte, in a folder that is made", async () => {
    const {raw, receipt} = await send("Subject: Hi\r\nMessage-ID: <a1.b2@example.org>");
    const file = join(folder, "mail", "out", "a1.b2@example.org.eml");
    expect(receipt).toEqual({kind: "accepted", reply: `written to ${file}`});
    expect(readFileSync(file)).toEqual(raw);
    expect(files()).toEqual(["a1.b2@example.org.eml"]);
  });

  test.for([
    ["Message-Id:\r\n <a/../../b@c>", "a_.._.._b@c.eml"],
    ["message-id: <..@c>", "@c.eml"],
    [`Message-ID: <${"a".repeat(300)}@c>`, `${"a".repeat(180)}.eml`],
    ["Subject: none", /^[0-9a-f]{64}\.eml$/],
  ] as const)("within that folder, whatever its id: %s", async ([headers, name]) => {
    await send(headers);
    expect(files()).toEqual([expect.stringMatching(name)]);
  });

  test("once: the same message again replaces it", async () => {
    await send("Message-ID: <a@b>");
    await send("Message-ID: <a@b>");
    await send("Message-ID: <other@b>");
    expect(files()).toEqual(["a@b.eml", "other@b.eml"]);
  });
});

test("a folder that cannot be is permanent, and verify says so", async () => {
  writeFileSync(join(folder, "file"), "");
  const path = join(folder, "file", "mail");
  const {receipt} = await send("Message-ID: <a@b>", path);
  expect(receipt).toMatchObject({
    kind: "permanent",
    reply: expect.stringContaining("a@b.eml cannot be written: ENOTDIR"),
  });
  const effects = await openTransport({kind: "directory", path});
  await expect(effects.verify()).rejects.toThrow(RunError);
});

test("verify leaves nothing behind", async () => {
  const effects = await openTransport({kind: "directory", path: join(folder, "mail", "out")});
  await effects.verify();
  expect(files()).toEqual([]);
});
