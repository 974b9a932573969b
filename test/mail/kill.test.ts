import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {afterAll, beforeAll, expect, test} from "vitest";
import {list} from "../../src/mail/entries.ts";
import {enqueue} from "../../src/mail/outbox.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {type Compiled, compiled} from "../support/compiled.ts";
import {mail, submission} from "./mails.ts";

const recipients = Array.from({length: 80}, (_, i) => `reader${i}@shop.example`);
const kills = 20;

let folder: string;
let deliverer: Compiled;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "daybook-kill-"));
  deliverer = await compiled("test/mail/deliverer.ts");
});
afterAll(() => {
  for (const path of [folder, deliverer.folder]) rmSync(path, {recursive: true});
});

test("a process killed while it delivers, again and again, leaves nobody out and repeats no mail it knew was sent", async () => {
  const [file, server] = [join(folder, "daybook.sqlite"), join(folder, "server.txt")];
  writeFileSync(server, "");
  const received = () => readFileSync(server, "utf8").split("\n").slice(0, -1);
  const ledger = Ledger.open(file);
  const sent = () => list(ledger, {states: ["sent"]}).map(({recipient}) => recipient);
  enqueue(ledger, submission({messages: recipients.map((recipient) => mail(recipient))}));

  for (let [kill, patience] = [0, 15]; kill < kills; kill++) {
    const [known, before] = [new Set(sent()), received().length];
    await killWithin(start(file, server), patience);
    if (sent().length === 0) patience *= 1.5; // A busy machine gets no mail off in that time.
    expect(
      received()
        .slice(before)
        .filter((recipient) => known.has(recipient)),
    ).toEqual([]);
  }
  const [known, before] = [new Set(sent()), received().length];
  expect(known.size).toBeGreaterThan(0);
  expect(known.size).toBeLessThan(recipients.length);
  expect(await once(start(file, server), "exit")).toEqual([0, null]);
  expect(
    received()
      .slice(before)
      .filter((recipient) => known.has(recipient)),
  ).toEqual([]);
  expect(new Set(received())).toEqual(new Set(recipients));
  expect(received().length).toBeLessThanOrEqual(recipients.length + kills);
  expect(sent()).toEqual(recipients);
  ledger.close();
});

test("two processes that deliver at once share the work, and nobody gets a mail twice", async () => {
  const [file, server] = [join(folder, "shared.sqlite"), join(folder, "shared.txt")];
  const ledger = Ledger.open(file);
  enqueue(ledger, submission({messages: recipients.map((recipient) => mail(recipient))}));
  const ends = [start(file, server), start(file, server)].map((child) => once(child, "exit"));
  expect(await Promise.all(ends)).toEqual([
    [0, null],
    [0, null],
  ]);
  expect(ledger.row("select count(distinct state) as states, max(attempts) as attempts from outbox")).toEqual({
    states: 1,
    attempts: 1,
  });
  expect(readFileSync(server, "utf8").split("\n").slice(0, -1).sort()).toEqual([...recipients].sort());
  ledger.close();
});

function start(file: string, server: string): ChildProcess {
  return spawn(process.execPath, [deliverer.script, file, server], {stdio: ["ignore", "pipe", "inherit"]});
}

/** Waits until it is at work, and at most so many milliseconds longer. */
async function killWithin(child: ChildProcess, ms: number): Promise<void> {
  await once(child.stdout!, "data");
  await sleep(Math.random() * ms);
  child.kill("SIGKILL");
  await once(child, "exit");
}
