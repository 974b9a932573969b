import {existsSync, rmSync} from "node:fs";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {statusText} from "../../src/cli/statusText.ts";
import type {Status} from "../../src/daemon/status.ts";
import {closeRun, openRun, type RunRecord, recordStage} from "../../src/job/history.ts";
import {Office} from "./office.ts";

const run: RunRecord = {
  run_id: "r1",
  slot: "2026-01-05T06:00:00.000Z",
  as_of: "2026-01-04",
  cause: "slot",
  attempt: 1,
  started_at: "2026-01-05T06:00:00.000Z",
  finished_at: "2026-01-05T06:00:03.000Z",
  result: "ok",
  exit_code: 0,
  error: null,
  degraded: 0,
  ms: 3210,
  stages: [
    {stage: "integrate", rows: 4003, ms: 400, counts: {orders: {rows: 4003}}},
    {stage: "visualize", rows: 0, ms: 1300, counts: {figures: {drawn: 3}}},
  ],
};

const healthy: Status = {
  healthy: true,
  problems: [],
  daemon: {
    state: "running",
    pid: 812,
    started_at: "2026-01-01T11:00:00.000Z",
    beat_at: "2026-01-05T08:00:00.000Z",
    next_slot: "2026-01-06T06:00:00.000Z",
  },
  runs: [run],
  outbox: {queued: 0, sending: 0, sent: 1041, failed: 0, in_doubt: 1, dropped: 0},
  late: {slots: [], mails: []},
};

const shown = (changes: Partial<Status> = {}, hasColors = false) =>
  statusText({...healthy, ...changes}, {timezone: "Europe/Paris", hasColors}).split("\n");

describe("the status for people", () => {
  test("tells times in the zone of the config, and of the newest run each stage", () => {
    const failed = {...run, attempt: 2, result: "failed", ms: 99, error: "orders.csv: gone\nLook for it.", stages: []};
    const byHand = {...run, cause: "manual", degraded: 1, finished_at: null, ms: null, result: "running"};
    expect(shown({runs: [run, failed, byHand] as RunRecord[]})).toEqual([
      "daemon  running since 2026-01-01 12:00 (process 812); next slot 2026-01-06 07:00",
      "outbox  1,041 sent, 1 in doubt",
      "zone    Europe/Paris",
      "",
      "run               asked for by          reports     result                   time",
      "2026-01-05 07:00  schedule              2026-01-04  ok                      3.2 s",
      "  integrate        4,003 rows     0.4 s",
      "  visualize         3 figures     1.3 s",
      "2026-01-05 07:00  schedule (attempt 2)  2026-01-04  failed                  0.1 s",
      "  orders.csv: gone",
      "2026-01-05 07:00  hand                  2026-01-04  running, with warnings",
      "",
      "Healthy: nothing is late.",
    ]);
  });

  test("of a shop where nothing has happened is short", () => {
    const {queued, sending, failed, dropped} = healthy.outbox;
    const outbox = {queued, sending, sent: 0, failed, in_doubt: 0, dropped};
    const daemon = {state: "stopped", pid: null, started_at: null, beat_at: null, next_slot: null} as const;
    expect(shown({runs: [], outbox, daemon})).toEqual([
      "daemon  not running",
      "outbox  empty",
      "zone    Europe/Paris",
      "",
      "Nothing has run yet.",
      "",
      "Healthy: nothing is late.",
    ]);
  });

  test("ends with what is wrong, instants in the zone", () => {
    const problems = ["the last slot, of 2026-01-05T06:00:00.000Z, failed: no orders", "trouble"];
    const daemon = {...healthy.daemon, state: "dead"} as const;
    const lines = shown({healthy: false, problems, daemon});
    expect(lines[0]).toBe("daemon  dead: process 812, last sign of life 2026-01-05 09:00");
    expect(lines.slice(-2)).toEqual(["✗ the last slot, of 2026-01-05 07:00, failed: no orders", "✗ trouble"]);
  });

  test("has colours where there are some", () => {
    expect(shown({}, true).join("\n")).toContain("\x1b[32m2026-01-05 07:00  schedule");
  });
});

describe("status", () => {
  let office: Office;
  const offices = (settings: string) => {
    office = new Office(settings);
  };
  beforeEach(() => offices(""));
  afterEach(() => rmSync(office.folder, {recursive: true}));

  test("before the first run says so, and makes no ledger", async () => {
    const {code, out} = await office.does("status");
    expect({code, out}).toMatchObject({code: 0, out: expect.stringContaining("Nothing has run yet.")});
    expect(existsSync(join(office.folder, "data"))).toBe(false);
  });

  test("ends with 1 where a schedule has no daemon", async () => {
    rmSync(office.folder, {recursive: true});
    offices(`schedule: {cron: "0 7 * * *"}\n`);
    const {code, out} = await office.does("status");
    expect(code).toBe(1);
    expect(out).toMatch(/✗ no daemon is running, .*\n$/);
  });

  test("reads what another connection is writing", async () => {
    const ledger = office.ledger();
    openRun(ledger, {run: "r1", cause: "manual", asOf: "2026-01-04", now: new Date()});
    recordStage(ledger, "r1", {stage: "integrate", rows: 7, ms: 5, counts: {orders: {rows: 7}}, notes: []}, new Date());
    closeRun(ledger, "r1", {result: "ok", exitCode: 0, degraded: 0, ms: 9, now: new Date()});
    ledger.run("begin immediate");
    ledger.run("update runs set result = 'failed'");
    const {code, out} = await office.does("status", "--json");
    ledger.run("rollback");
    ledger.close();
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      healthy: true,
      runs: [{run_id: "r1", result: "ok", stages: [{stage: "integrate", rows: 7}]}],
    });
  });
});
