import type {ChildProcess} from "node:child_process";
import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {describe, expect, type TestContext, test} from "vitest";
import {Ledger} from "../../../src/store/ledger.ts";
import {received} from "../../mail/office.ts";
import {daybook, type Ended, ended, start} from "../../support/program.ts";
import {edit, untouched} from "../../support/shop.ts";
import {daybookWithin} from "../../support/within.ts";

const mail = `mail:
  from: daybook@shop.example
  to: [ann@shop.example, bob@shop.example]
  owner: owner@shop.example
  smtp: {directory: outputs/mail}
`;

const orders = "timezone: Europe/Paris\nsections: []\nsources:\n  orders: {csv: orders.csv}\n";

/** A shop of orders alone with a schedule that leaves the test alone, and mail into a folder. */
function scheduled(context: TestContext, settings = mail): string {
  const folder = untouched(context);
  writeFileSync(join(folder, "config.yaml"), `${orders}schedule: {cron: "0 0 1 1 *"}\n${settings}`);
  return folder;
}

const mailsIn = (folder: string) => readdirSync(join(folder, "outputs", "mail")).sort();

async function subjects(folder: string): Promise<string[]> {
  const raws = mailsIn(folder).map((file) => readFileSync(join(folder, "outputs", "mail", file)));
  return (await Promise.all(raws.map((raw) => received({raw})))).map(({subject}) => subject!);
}

describe.concurrent("daemon --test", () => {
  test("runs the scheduled job once, mails each reader, and ends with its exit code", async (context) => {
    const cwd = scheduled(context);
    const first = await daybook(["daemon", "--test"], {cwd});
    expect(first.code).toBe(0);
    expect(first.out).toContain("Mailed to 2 of 2 recipients.");
    expect(mailsIn(cwd)).toHaveLength(2);
    expect(first.out).toContain(`written to outputs/mail/${mailsIn(cwd)[0]}`);
    const status = JSON.parse((await daybookWithin(["status", "--json"], cwd)).out);
    expect(status.runs).toMatchObject([{cause: "test", result: "ok", as_of: "2026-01-28", stages: {length: 4}}]);
  });

  test("mails figures that did not change nobody twice, unless it is told to: then as a correction", async (context) => {
    const cwd = scheduled(context);
    await daybookWithin(["daemon", "--test"], cwd);
    const again = await daybookWithin(["run", "--mail"], cwd);
    expect({code: again.code, mails: mailsIn(cwd).length}).toEqual({code: 0, mails: 2});
    expect(again.out).toContain("These figures were mailed before, to 2 of 2 recipients: nobody gets them twice");
    const resent = await daybookWithin(["run", "--resend", "--json"], cwd);
    expect(JSON.parse(resent.out).mail).toMatchObject({is_new: true, is_correction: true});
    expect((await subjects(cwd)).filter((subject) => subject.startsWith("Correction"))).toHaveLength(2);
  });

  test("mails figures that changed as a correction, and not what only adds to a later day", async (context) => {
    const cwd = scheduled(context);
    const run = ["run", "--mail", "--as-of", "2026-01-27"];
    await daybookWithin(run, cwd);
    edit(cwd, "orders.csv", "2026-01-28,7", "2026-01-29,7");
    await daybookWithin(run, cwd);
    expect(mailsIn(cwd)).toHaveLength(2);
    edit(cwd, "orders.csv", "46.10", "47.10");
    const {out} = await daybookWithin(run, cwd);
    expect(out).toContain("Mailed as a correction to 2 of 2 recipients.");
    expect(mailsIn(cwd)).toHaveLength(4);
  });

  test("ends with 4 when a reader cannot be reached, and keeps the report", async (context) => {
    const cwd = scheduled(
      context,
      mail.replace("{directory: outputs/mail}", "{host: 127.0.0.1, port: 9, security: none}"),
    );
    const {code, out} = await daybookWithin(["daemon", "--test"], cwd);
    expect(code).toBe(4);
    expect(out).toContain("Mailed to 0 of 2 recipients.");
    expect(out).toMatch(/ann@shop.example: queued, .*127\.0\.0\.1/);
    expect(existsSync(join(cwd, "outputs", "latest", "report.html"))).toBe(true);
  });

  test("ends as a run does that fails, and mails nothing", async (context) => {
    const cwd = scheduled(context);
    edit(cwd, "config.yaml", "orders.csv", "gone.csv");
    const {code, err} = await daybookWithin(["daemon", "--test"], cwd);
    expect(code).toBe(1);
    expect(err).toContain("gone.csv");
    expect(existsSync(join(cwd, "outputs", "mail"))).toBe(false);
  });

  test("a run that is to be mailed without mail settings ends with 2 before it begins", async (context) => {
    const {code, err} = await daybookWithin(["run", "--mail"], untouched(context));
    expect({code, lines: err.trim().split("\n").length}).toEqual({code: 2, lines: 2});
    expect(err).toContain("mail is missing");
  });
});

describe.concurrent("the daemon", () => {
  /** Resolves when the daemon has said so. */
  async function said(child: ChildProcess, phrase: string): Promise<void> {
    let text = "";
    for await (const chunk of child.stderr!.iterator({destroyOnReturn: false})) {
      text += chunk;
      if (text.includes(phrase)) return;
    }
    throw new Error(`the daemon ended without saying "${phrase}":\n${text}`);
  }

  function launch(cwd: string): {child: ChildProcess; end: Promise<Ended>} {
    const child = start(["daemon"], {cwd});
    return {child, end: ended(child)};
  }

  test("needs a schedule", async (context) => {
    const {code, err} = await daybookWithin(["daemon"], untouched(context));
    expect(code).toBe(2);
    expect(err).toContain("schedule is missing");
  });

  test("stops when it is told to, reads its config anew, and bears no other beside it", async (context) => {
    const cwd = scheduled(context);
    const {child, end} = launch(cwd);
    await said(child, "daemon started");
    const second = await daybook(["daemon"], {cwd});
    expect(second.code).toBe(75);
    expect(second.err).toContain(`a daemon (process ${child.pid}, since `);
    expect(JSON.parse((await daybookWithin(["status", "--json"], cwd)).out).daemon).toMatchObject({
      state: "running",
      pid: child.pid,
    });
    edit(cwd, "config.yaml", "0 0 1 1 *", "0 0 2 1 *");
    child.kill("SIGHUP");
    await said(child, "config reloaded");
    child.kill("SIGTERM");
    expect(await end).toMatchObject({code: 0});
    const {daemon} = JSON.parse((await daybookWithin(["status", "--json"], cwd)).out);
    expect(daemon.state).toBe("stopped");
  });

  /** A slot of this minute, which a daemon of this shop was about to serve. */
  function owed(cwd: string): string {
    const slot = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
    const ledger = Ledger.open(join(cwd, "data", "daybook.sqlite"));
    ledger.run("insert into slots (slot, as_of, state) values (?, '2026-01-28', 'due')", [slot]);
    ledger.close();
    return slot;
  }

  function logged(cwd: string): {msg: string; stage?: string}[] {
    const file = join(cwd, "logs", "daybook.log");
    return existsSync(file)
      ? readFileSync(file, "utf8")
          .split("\n")
          .slice(0, -1)
          .map((line) => JSON.parse(line))
      : [];
  }

  async function until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await sleep(5);
  }

  test("told to stop finishes the stage at work, and goes on after it when it is started again", async (context) => {
    const cwd = scheduled(context);
    owed(cwd);
    const {child, end} = launch(cwd);
    await until(() => logged(cwd).some(({msg, stage}) => msg === "stage started" && stage === "normalize"));
    child.kill("SIGTERM");
    expect(await end).toMatchObject({code: 0});
    expect(
      logged(cwd)
        .filter(({msg}) => msg === "stage finished")
        .map(({stage}) => stage),
    ).toEqual(["integrate", "normalize"]);
    const [run] = JSON.parse((await daybookWithin(["status", "--json"], cwd)).out).runs;
    expect(run).toMatchObject({cause: "slot", result: "interrupted"});

    const again = launch(cwd);
    await said(again.child, "slot done");
    again.child.kill("SIGINT");
    expect(await again.end).toMatchObject({code: 0});
    expect(
      logged(cwd)
        .filter(({msg}) => msg === "stage finished earlier")
        .map(({stage}) => stage),
    ).toEqual(["integrate", "normalize"]);
    expect(mailsIn(cwd)).toHaveLength(2);
  });

  test("told twice stops at once, and leaves nothing half done where readers look", async (context) => {
    const cwd = scheduled(context);
    owed(cwd);
    const {child, end} = launch(cwd);
    await until(() => logged(cwd).some(({msg, stage}) => msg === "stage started" && stage === "visualize"));
    child.kill("SIGTERM");
    child.kill("SIGINT");
    const {code} = await end;
    expect([130, 143]).toContain(code);
    expect(readdirSync(join(cwd, "outputs"))).toEqual([]);
    expect(existsSync(join(cwd, "data", "warehouse.duckdb.holder"))).toBe(false);
  });
});
