import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {RunError} from "../../src/lib/errors.ts";
import {SendmailEffects} from "../../src/mail/sendmail.ts";

const message = {
  envelope: {from: "daybook@example.org", to: ["a@example.org", "b@example.org"]},
  raw: Buffer.from("Subject: Caf\xe9\r\n\r\n.\r\nGood-bye\r\n", "latin1"),
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-sendmail-"));
});
afterEach(() => rmSync(folder, {recursive: true}));

/** A program of our own in place of sendmail: a shell script. */
function program(script: string, timeout?: number): SendmailEffects {
  const path = join(folder, "sendmail");
  writeFileSync(path, `#!/bin/sh\ncd ${folder}\n${script}\n`);
  chmodSync(path, 0o755);
  return new SendmailEffects({kind: "sendmail", path}, timeout);
}

const path = () => join(folder, "sendmail");

test("the program gets the addresses, and the message with the line ends of the system", async () => {
  const effects = program('printf "%s\\n" "$@" > args; cat > message; echo queued as 17');
  expect(await effects.send(message)).toEqual({kind: "accepted", reply: "queued as 17"});
  expect(readFileSync(join(folder, "args"), "utf8")).toBe(
    "-i\n-f\ndaybook@example.org\na@example.org\nb@example.org\n",
  );
  expect(readFileSync(join(folder, "message"), "latin1")).toBe("Subject: Caf\xe9\n\n.\nGood-bye\n");
});

describe("its exit code decides:", () => {
  test.for([
    [64, "permanent"],
    [65, "permanent"],
    [67, "permanent"],
    [69, "permanent"],
    [71, "temporary"],
    [74, "temporary"],
    [75, "temporary"],
    [77, "permanent"],
    [78, "permanent"],
  ] as const)("%i is %s", async ([exitCode, kind]) => {
    const effects = program(`cat > /dev/null; echo "no\n such user" >&2; exit ${exitCode}`);
    expect(await effects.send(message)).toEqual({kind, reply: `${path()} ended with ${exitCode}: no such user`});
  });

  test("0 is accepted, whatever it leaves running", async () => {
    const began = performance.now();
    const effects = program("cat > /dev/null; sleep 5 & exit 0");
    expect(await effects.send(message)).toEqual({kind: "accepted", reply: `taken by ${path()}`});
    expect(performance.now() - began).toBeLessThan(4000);
  });
});

describe("a program that does not end well", () => {
  const large = {...message, raw: Buffer.alloc(2e6, "Good morning\r\n")};

  test("before it has read the message is temporary", async () => {
    const left = program("head -c 10 > /dev/null; exit 0");
    expect(await left.send(large)).toEqual({
      kind: "temporary",
      reply: `${path()} left before it had read the whole message:`,
    });
    const killed = program("kill -9 $$");
    expect(await killed.send(large)).toEqual({kind: "temporary", reply: `${path()} was ended by SIGKILL:`});
  });

  test("after that leaves the message in doubt", async () => {
    const effects = program("cat > /dev/null; kill -9 $$");
    expect(await effects.send(large)).toEqual({kind: "in_doubt", reply: `${path()} was ended by SIGKILL:`});
  });

  test("is ended when it takes too long, or when we close", async () => {
    const slow = "cat > /dev/null; echo > started; exec sleep 20";
    expect(await program(slow, 500).send(message)).toMatchObject({kind: "in_doubt"});
    rmSync(join(folder, "started"));
    const effects = program(slow);
    const receipt = effects.send(message);
    await expect.poll(() => existsSync(join(folder, "started"))).toBe(true);
    effects.close();
    expect(await receipt).toMatchObject({kind: "in_doubt"});
  });
});

describe("a program that is not there", () => {
  test("or may not be run is permanent, and verify says so", async () => {
    const effects = new SendmailEffects({kind: "sendmail", path: path()});
    const reply = `there is no program ${path()} (name it in mail.smtp.sendmail)`;
    expect(await effects.send(message)).toEqual({kind: "permanent", reply});
    await expect(effects.verify()).rejects.toThrow(new RunError(reply));
    writeFileSync(path(), "");
    expect(await effects.send(message)).toMatchObject({
      kind: "permanent",
      reply: expect.stringContaining("may not be run"),
    });
    await program("").verify();
  });
});

test("an address that would be an option is refused", async () => {
  const envelope = {from: "daybook@example.org", to: ["-Xlog@example.org"]};
  const effects = program("echo > ran");
  expect(await effects.send({...message, envelope})).toMatchObject({kind: "permanent"});
  expect(existsSync(join(folder, "ran"))).toBe(false);
});
