import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import type {JobContext} from "../../src/job/context.ts";
import {jobEffects} from "../../src/job/effects.ts";
import {lastRuns} from "../../src/job/history.ts";
import type {JobResult} from "../../src/job/job.ts";
import {type Assignment, runRecordedJob} from "../../src/job/recordedJob.ts";
import {GateError, InterruptionError, RunError} from "../../src/lib/errors.ts";
import {silentLog} from "../../src/lib/log.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {mailConfig, shopReport} from "../mail/office.ts";
import {emptyFolder, removeFolder} from "../support/shop.ts";

const slot = "2026-01-05T06:00:00.000Z";
let ledger: Ledger;
let outputs: string;
let steps: string[];
beforeEach(() => {
  ledger = Ledger.open(":memory:");
  outputs = emptyFolder();
  steps = [];
});
afterEach(() => {
  ledger.close();
  removeFolder(outputs);
});

const report = {...shopReport(), as_of: "2026-01-04"};
const made: JobResult = {report, stages: [], notes: [], folder: "", files: [], ms: 0};
const stage = {stage: "integrate", rows: 3, ms: 5, counts: {orders: {rows: 3}}, notes: []} as const;

interface Attempt extends Partial<Assignment> {
  readonly run?: string;
  readonly job?: (context: JobContext) => Promise<JobResult>;
  readonly secrets?: readonly string[];
}

/** Runs a job that does one stage, unless it is given another. */
function run({run = "r1", job = oneStage, secrets = [], cause = "slot", ...assignment}: Attempt = {}) {
  const config = {...mailConfig({}, {outputs}), hash: "h1", secrets};
  const clock = {started: new Date(slot), today: "2026-01-05", asOf: "2026-01-04", now: () => new Date(slot)};
  const watching = {progress: {started() {}, finished() {}}, step: (name: string) => steps.push(name)};
  const context = {config, log: silentLog, run, ...clock, ...watching, signal: new AbortController().signal};
  return runRecordedJob(context, ledger, {cause, ...assignment}, {...jobEffects, makeReport: job});
}

async function oneStage({progress}: JobContext): Promise<JobResult> {
  progress.started("integrate");
  progress.finished(stage);
  return made;
}

const recorded = () => lastRuns(ledger, 1, new Date(slot))[0]!;

describe("a job", () => {
  test("is in the ledger with its stages and its end", async () => {
    expect(await run({slot, attempt: 2})).toEqual({job: made, exitCode: 0});
    expect(recorded()).toMatchObject({
      run_id: "r1",
      slot,
      as_of: "2026-01-04",
      cause: "slot",
      attempt: 2,
      result: "ok",
      exit_code: 0,
      stages: [{stage: "integrate", rows: 3}],
    });
    expect(steps).toEqual(["run opened", "integrate", "integrate finished", "close"]);
  });

  test.for([
    [new RunError("no room"), "failed", 1],
    [new GateError("too many"), "blocked", 3],
    [new InterruptionError("stop"), "interrupted", 75],
    [new TypeError("x is undefined"), "failed", 1],
  ] as const)("that throws %s is %s in the ledger, and throws it on", async ([error, result, exit_code]) => {
    const job = () => Promise.reject(error);
    await expect(run({job})).rejects.toBe(error);
    expect(recorded()).toMatchObject({result, exit_code, error: error.message});
  });

  test("does not write its secrets down", async () => {
    await expect(
      run({secrets: ["hunter22"], job: () => Promise.reject(new RunError("hunter22 is wrong"))}),
    ).rejects.toThrow();
    expect(recorded().error).toBe("*** is wrong");
  });

  test("fails as it did, though the ledger cannot take that any more", async () => {
    const job = async () => {
      ledger.run("drop table runs");
      throw new RunError("no room");
    };
    await expect(run({job})).rejects.toThrow("no room");
  });
});

describe("a report that an attempt before made for the same slot", () => {
  const folder = () => join(outputs, "2026-01-04");

  async function publish(manifest: object = {}): Promise<void> {
    await run({run: "r0", slot});
    mkdirSync(folder());
    writeFileSync(join(folder(), "report.json"), JSON.stringify(report));
    writeFileSync(join(folder(), "manifest.json"), JSON.stringify({run: "r0", config_hash: "h1", ...manifest}));
    steps = [];
  }

  test("is not made again", async () => {
    await publish();
    const {job} = await run({slot, job: () => Promise.reject(new Error("made again"))});
    expect(job).toMatchObject({report, folder: folder()});
  });

  test.for([
    ["another run made it since", {run: "r9"}, () => {}],
    ["the config was another", {config_hash: "h0"}, () => {}],
    ["it is gone", {}, () => rmSync(join(outputs, "2026-01-04"), {recursive: true})],
    ["it is cut", {}, () => writeFileSync(join(outputs, "2026-01-04", "report.json"), "{")],
  ] as const)("is made again when %s", async ([, manifest, change]) => {
    await publish(manifest);
    change();
    expect((await run({slot})).job).toBe(made);
    expect(steps).toContain("integrate");
  });

  test("is made again for another slot, and for a person who asks for it", async () => {
    await publish();
    expect((await run({slot: "2026-01-05T07:00:00.000Z"})).job).toBe(made);
    expect((await run({run: "r2", cause: "manual"})).job).toBe(made);
  });
});
