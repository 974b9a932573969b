import {spawn} from "node:child_process";
import {once} from "node:events";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {
  closeRun,
  figuresDigest,
  lastRuns,
  markInterrupted,
  openRun,
  type RunEnd,
  recordStage,
} from "../../src/job/history.ts";
import type {StageRun} from "../../src/pipeline.ts";
import {Ledger} from "../../src/store/ledger.ts";

// Near the present, so that a process is taken for living.
const start = new Date();
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const slot = "2026-01-05T06:00:00.000Z";

let ledger: Ledger;
beforeEach(() => {
  ledger = Ledger.open(":memory:");
});
afterEach(() => ledger.close());

const stage = (name: StageRun["stage"], rows: number): StageRun => ({
  stage: name,
  rows,
  ms: 12,
  counts: {orders: {rows}},
  notes: [],
});

/** Opens a run of a process that is not ours. */
function open(run: string, seconds = 0, pid = process.ppid): void {
  openRun(ledger, {run, cause: "manual", now: at(seconds)});
  ledger.run("update runs set pid = ? where run_id = ?", [pid, run]);
}

function close(run: string, changes: Partial<RunEnd> = {}): void {
  closeRun(ledger, run, {result: "ok", exitCode: 0, ms: 100, now: at(9), ...changes});
}

async function pidOfTheDead(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid!;
}

describe("a run", () => {
  test("is remembered with its slot, its stages and its end", () => {
    openRun(ledger, {run: "r1", cause: "slot", slot, asOf: "2026-01-04", attempt: 2, now: start});
    recordStage(ledger, "r1", stage("integrate", 10), at(1));
    recordStage(ledger, "r1", stage("normalize", 9), at(2));
    closeRun(ledger, "r1", {result: "ok", exitCode: 0, degraded: 1, ms: 3000.4, now: at(3)});
    expect(ledger.row("select pid from runs")).toEqual({pid: process.pid});
    expect(lastRuns(ledger, 10, at(4))).toEqual([
      {
        run_id: "r1",
        slot,
        as_of: "2026-01-04",
        cause: "slot",
        attempt: 2,
        started_at: start.toISOString(),
        finished_at: at(3).toISOString(),
        result: "ok",
        exit_code: 0,
        error: null,
        degraded: 1,
        ms: 3000,
        stages: [
          {stage: "integrate", rows: 10, ms: 12, counts: {orders: {rows: 10}}},
          {stage: "normalize", rows: 9, ms: 12, counts: {orders: {rows: 9}}},
        ],
      },
    ]);
  });

  test("keeps the day it was asked for until it knows a better one", () => {
    openRun(ledger, {run: "r1", cause: "slot", asOf: "2026-01-04", now: start});
    close("r1", {result: "failed", exitCode: 1, error: "no orders"});
    openRun(ledger, {run: "r2", cause: "manual", now: at(1)});
    close("r2", {asOf: "2026-01-03"});
    expect(lastRuns(ledger, 2, at(9))).toMatchObject([
      {run_id: "r2", as_of: "2026-01-03", error: null},
      {run_id: "r1", as_of: "2026-01-04", error: "no orders"},
    ]);
  });

  test("records a stage that is run again once", () => {
    open("r1");
    recordStage(ledger, "r1", stage("integrate", 10), at(1));
    recordStage(ledger, "r1", stage("integrate", 11), at(2));
    expect(lastRuns(ledger, 1, at(3))[0]!.stages).toMatchObject([{stage: "integrate", rows: 11}]);
  });
});

test("the latest runs come first, and no more than asked for", () => {
  for (const [i, run] of ["a", "b", "c"].entries()) open(run, i);
  expect(lastRuns(ledger, 2, at(9)).map(({run_id}) => run_id)).toEqual(["c", "b"]);
});

describe("a run whose process has died", () => {
  test("is shown as interrupted before anybody has written that down", async () => {
    open("r1", 0, await pidOfTheDead());
    expect(lastRuns(ledger, 1, at(1))).toMatchObject([{result: "interrupted"}]);
  });

  test("of another container is left to it, whatever its number, but not for ever", () => {
    open("r1", 0, process.pid);
    ledger.run("update runs set host = 'elsewhere'");
    expect(markInterrupted(ledger, at(5 * 3600))).toEqual([]);
    expect(lastRuns(ledger, 1, at(5 * 3600))).toMatchObject([{result: "running"}]);
    expect(markInterrupted(ledger, at(7 * 3600))).toEqual(["r1"]);
  });

  test("is closed as interrupted; those of the living and those that ended are left alone", async () => {
    const dead = await pidOfTheDead();
    open("dead", 0, dead);
    open("ours, before us", 1, process.pid);
    open("alive", 2);
    open("ended", 3, dead);
    close("ended");
    expect(markInterrupted(ledger, at(10))).toEqual(["dead", "ours, before us"]);
    expect(lastRuns(ledger, 9, at(10)).map(({run_id, result}) => `${run_id}: ${result}`)).toEqual([
      "ended: ok",
      "alive: running",
      "ours, before us: interrupted",
      "dead: interrupted",
    ]);
    expect(markInterrupted(ledger, at(11))).toEqual([]);
  });

  test("was dead in any case when the machine has been started since", () => {
    const longAgo = new Date(0);
    openRun(ledger, {run: "r1", cause: "manual", now: longAgo});
    ledger.run("update runs set pid = ?", [process.ppid]);
    expect(markInterrupted(ledger, start)).toEqual(["r1"]);
  });
});

test("a digest is the same for the same text only", () => {
  expect(figuresDigest("{}")).toMatch(/^[0-9a-f]{64}$/);
  expect(figuresDigest("{}")).toBe(figuresDigest("{}"));
  expect(figuresDigest("{ }")).not.toBe(figuresDigest("{}"));
});
