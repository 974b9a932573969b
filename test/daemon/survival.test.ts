import {existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test, vi} from "vitest";
import {Presence} from "../../src/daemon/presence.ts";
import {TemporaryError} from "../../src/lib/errors.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {failing, fine, mailSettings as more, patient, watch, writeConfig} from "./watch.ts";

const minutely = `cron: "* * * * *"`;
const locked = new TemporaryError("locked");
const hourly = `cron: "0 * * * *"`;

function logged(folder: string): {msg: string; run: string}[] {
  const lines = readFileSync(join(folder, "logs", "daybook.log"), "utf8")
    .split("\n")
    .slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}

test("says what it does to a terminal and the log, and beats in the log and the ledger alone", async () => {
  const {pass, stop, folder, said, ledger} = await watch(hourly);
  await pass(2);
  expect(ledger.row("select pid, started_at, beat_at, next_slot from daemon")).toEqual({
    pid: process.pid,
    started_at: "2026-01-05T05:58:30.000Z",
    beat_at: "2026-01-05T06:00:30.000Z",
    next_slot: "2026-01-05T07:00:00.000Z",
  });
  await stop();
  const phrases = logged(folder)
    .filter(({run}) => run === "daemon")
    .map(({msg}) => msg);
  const [beat, rest] = [phrases.filter((msg) => msg === "heartbeat"), phrases.filter((msg) => msg !== "heartbeat")];
  expect(beat).toHaveLength(3);
  expect(rest).toEqual(["daemon started", "slots decided", "slot done", "daemon stopped"]);
  expect(said.map((line) => line.slice(15).split("  ")[0])).toEqual(rest);
  expect(ledger.row("select pid, next_slot from daemon")).toEqual({pid: null, next_slot: null});
});

describe("another daemon on the same ledger", () => {
  const claimed = (folder: string, now: Date, take: (ledger: Ledger) => void) => {
    const other = Ledger.open(join(folder, "data", "daybook.sqlite"));
    take(other);
    other.close();
    return now;
  };

  test("is refused as long as the first one lives", async () => {
    const {folder, clock, ledger, stop, start} = await watch(hourly);
    ledger.run("update daemon set pid = ?", [process.ppid]);
    const claim = () => Presence.claim(ledger, "config.yaml", clock.now);
    expect(claim).toThrow(
      `a daemon (process ${process.ppid}, since 2026-01-05T05:58:30.000Z) works with the ledger ${join(folder, "data", "daybook.sqlite")} already`,
    );
    ledger.run("update daemon set beat_at = ?", ["2026-01-05T05:55:00.000Z"]);
    expect(claim).not.toThrow();
    await stop();
    await start();
  });

  test("in another container is refused as long as it beats, whatever its number", async () => {
    const {clock, ledger} = await watch(hourly);
    ledger.run("update daemon set pid = 1, host = 'elsewhere'");
    const claim = () => Presence.claim(ledger, "config.yaml", clock.now);
    expect(claim).toThrow("a daemon (process 1 on elsewhere, since ");
    clock.set(new Date("2026-01-05T06:02:00Z"));
    expect(claim).not.toThrow();
  });

  test("in a container that is no more leaves its mails and runs to the next one", async () => {
    const {start, stop, pass, clock, ledger, mails} = await watch(hourly, {more});
    await pass(2);
    await stop();
    const begun = clock.now.toISOString();
    ledger.run("update daemon set pid = 18, host = '0a1b2c'");
    ledger.run("update runs set result = 'running', pid = 18, host = '0a1b2c', started_at = ?", [begun]);
    ledger.run(
      "update outbox set state = 'sending', pid = entry_id + 16, host = '0a1b2c', updated_at = ?, message = x'0a'",
      [begun],
    );
    clock.set(new Date("2026-01-05T06:05:00Z"));
    await start();
    await pass(2);
    expect(ledger.rows("select result from runs")).toEqual([{result: "interrupted"}]);
    expect(mails()).toMatchObject([
      {recipient: "ann@shop.example", state: "sending"}, // Of another process there, which may live.
      {recipient: "bob@shop.example", state: "sent"},
    ]);
  });

  test("that has taken over is left alone", async () => {
    const {folder, clock, pass, daemon, stop, ledger} = await watch(hourly);
    claimed(folder, clock.now, (other) => other.run("update daemon set pid = ?", [process.ppid]));
    expect(daemon).toBeDefined();
    await pass(1);
    await expect(stop()).rejects.toThrow("another daemon has taken over the ledger");
    expect(ledger.row("select pid from daemon")).toEqual({pid: process.ppid});
  });
});

describe("a ledger that is deleted", () => {
  test("is begun anew, and the owner is told", async () => {
    const {pass, folder, said} = await watch(minutely, {more});
    await pass(1);
    rmSync(join(folder, "data"), {recursive: true});
    await pass(2);
    const file = join(folder, "data", "daybook.sqlite");
    expect(existsSync(file)).toBe(true);
    expect(said.join("\n")).toContain("ledger lost");
    const again = Ledger.open(file);
    await vi.waitFor(() =>
      expect(again.rows("select recipient, state from outbox where report like 'incident%'")).toEqual([
        {recipient: "owner@shop.example", state: "sent"},
      ]),
    );
    expect(again.rows("select slot, state from slots order by slot")).toEqual([
      {slot: "2026-01-05T06:00:00.000Z", state: "done"}, // It came in the minute in which the ledger was begun anew.
      {slot: "2026-01-05T06:01:00.000Z", state: "done"},
    ]);
    again.close();
  });

  test("in the minute of the only slot of the day costs no report, and repeats none", async () => {
    const {pass, clock, folder} = await watch(`cron: "0 6 * * *"`);
    clock.set(new Date("2026-01-05T05:59:00Z"));
    await pass(1);
    for (const day of [5, 6]) {
      rmSync(join(folder, "data"), {recursive: true});
      await pass(1);
      const again = Ledger.open(join(folder, "data", "daybook.sqlite"));
      expect(again.rows("select slot from slots")).toEqual(day === 5 ? [] : [{slot: "2026-01-06T06:00:00.000Z"}]);
      again.close();
      clock.set(new Date("2026-01-06T05:58:30Z"));
      await pass(1);
    }
  });

  test("and cannot be begun anew is said each minute, until it can", async () => {
    const {pass, folder, said} = await watch(minutely);
    await pass(1);
    renameSync(join(folder, "data"), join(folder, "old"));
    writeFileSync(join(folder, "data"), "a file, where the folder should be");
    await pass(2);
    expect(said.filter((line) => line.includes("error trouble"))).toHaveLength(2);
    expect(said.at(-1)).toMatch(/^daybook: .*data/);
    rmSync(join(folder, "data"));
    await pass(2);
    const again = Ledger.open(join(folder, "data", "daybook.sqlite"));
    const states = again.rows<{state: string}>("select state from slots order by slot").map(({state}) => state);
    expect(states).toEqual(["missed", "missed", "done", "done"]);
    again.close();
  });
});

test("a log folder that is deleted is made again", async () => {
  const {pass, folder} = await watch(minutely);
  await pass(1);
  rmSync(join(folder, "logs"), {recursive: true});
  await pass(1);
  expect(logged(folder).map(({msg}) => msg)).toContain("slot done");
});

test("a ledger on a full disk costs no slot", async () => {
  const {pass, ledger, states} = await watch(minutely);
  ledger.run("create trigger full before update on slots begin select raise(fail, 'database or disk is full'); end");
  await pass(2);
  expect(new Set(states().map((state) => state.slice(6)))).not.toContain("done");
  ledger.run("drop trigger full");
  await pass(1);
  expect(states()).toContain("05:59 done");
});

test("news that the ledger cannot take at first is told later, and keeps no slot waiting", async () => {
  const {pass, folder, daemon, settle, states, mails, ledger, said} = await watch(minutely, {more});
  ledger.run("create trigger full before insert on incidents begin select raise(fail, 'disk is full'); end");
  writeConfig(folder, `${minutely}, mist: last`, more);
  daemon!.reload();
  await settle();
  await pass(1);
  expect(states()).toEqual(["05:59 done"]);
  expect(said.join("\n")).toContain("disk is full");
  ledger.run("drop trigger full");
  await pass(1);
  const notices = mails().filter(({report}) => report !== "daily");
  expect(notices).toMatchObject([{report: "incident:1", state: "sent"}]);
});

describe("a config that is changed", () => {
  test("is taken up when it is right", async () => {
    const {pass, folder, daemon, states, said} = await watch(hourly);
    writeConfig(folder, minutely);
    daemon!.reload();
    await pass(2);
    expect(states()).toEqual(["05:59 done", "06:00 done"]);
    expect(said.join("\n")).toContain(`config reloaded  schedule="* * * * *"`);
  });

  test("is not when it is wrong: the owner is told, and told again when it is right", async () => {
    const {pass, folder, daemon, settle, states, mails, ledger} = await watch(hourly, {more});
    writeConfig(folder, `${minutely}, mist: last`, more);
    daemon!.reload();
    await settle();
    await pass(2);
    expect(states()).toEqual(["06:00 done"]);
    const notices = () => mails().filter(({report}) => report !== "daily");
    expect(notices()).toMatchObject([{report: "incident:1", state: "sent"}]);
    expect(ledger.row("select error from incidents")).toEqual({error: expect.stringContaining("mist: unknown key")});
    writeConfig(folder, minutely, more);
    daemon!.reload();
    await settle();
    await pass(1);
    expect(notices()).toMatchObject([{report: "incident:1"}, {report: "recovery:1", state: "sent"}]);
    expect(states()).toEqual(["06:00 done", "06:01 done"]);
  });

  test("by mending it while the daemon was stopped is told the owner, too", async () => {
    const {folder, daemon, settle, stop, start, mails, ledger} = await watch(hourly, {more});
    writeConfig(folder, `${hourly}, mist: last`, more);
    daemon!.reload();
    await settle();
    await stop();
    writeConfig(folder, hourly, more);
    await start();
    expect(mails()).toMatchObject([{report: "incident:1"}, {report: "recovery:1", state: "sent"}]);
    expect(ledger.rows("select 1 from incidents where closed_at is null")).toEqual([]);
    await stop();
    await start();
    expect(mails()).toHaveLength(2);
  });

  test("is taken up between two attempts", async () => {
    const {pass, folder, daemon, slots} = await watch(hourly, {job: failing(locked, locked)});
    await pass(2);
    expect(slots()).toMatchObject([{state: "due", attempts: 1}]);
    writeConfig(folder, `${hourly}, retry: {attempts: 2}`);
    daemon!.reload();
    await pass(2);
    expect(slots()).toMatchObject([{state: "failed", attempts: 2}]);
  });
});

describe("told to stop", () => {
  test("while there is no ledger, it just does", async () => {
    const {pass, stop, folder, said} = await watch(minutely);
    await pass(1);
    renameSync(join(folder, "data"), join(folder, "old"));
    symlinkSync(join(folder, "nowhere", "data"), join(folder, "data"));
    await pass(2);
    const troubles = said.filter((line) => line.startsWith("daybook: "));
    expect(troubles).toHaveLength(2);
    for (const trouble of troubles) expect(trouble).not.toContain("connection is not open");
    await stop();
  });

  test("at once, it does so although the ledger cannot take that", async () => {
    const {pass, daemon, stop, ledger, said} = await watch(minutely);
    await pass(1);
    ledger.run("create trigger full before update on daemon begin select raise(fail, 'disk is full'); end");
    daemon!.quit();
    expect(said.at(-1)).toBe("daybook: disk is full");
    await stop();
  });

  test("it finishes the step at work and begins no further, and goes on from there at the next start", async () => {
    const {job, begun, end} = patient();
    let isFirst = true;
    const {clock, daemon, slots, stop, start, mails} = await watch(minutely, {
      more,
      job: (context) => (isFirst ? job(context) : fine(context)),
    });
    await clock.pass(1);
    await vi.waitFor(() => expect(begun).toHaveLength(1));
    daemon!.stop();
    isFirst = false;
    end();
    await stop();
    expect(slots()).toMatchObject([{state: "running", attempts: 1}]);
    expect(mails()).toEqual([]);
    await start();
    expect(slots()).toMatchObject([{state: "done", attempts: 1}]);
    expect(mails().map(({state}) => state)).toEqual(["sent", "sent"]);
  });

  test("it does not wait for the next attempt", async () => {
    const {pass, stop, clock} = await watch(minutely, {job: failing(new Error("x"))});
    await pass(1);
    await stop();
    expect([clock.ticked, clock.sleeping]).toEqual([0, 0]);
  });
});
