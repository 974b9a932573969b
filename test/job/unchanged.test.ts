import {readFileSync, rmSync, statSync} from "node:fs";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {loadConfig} from "../../src/config/load.ts";
import {runJob} from "../../src/job/job.ts";
import {isAppendedOnly, isUnchanged} from "../../src/job/unchanged.ts";
import {silentLog} from "../../src/lib/log.ts";
import type {StageRun} from "../../src/pipeline.ts";
import {edit, makeShop, removeFolder} from "../support/shop.ts";

const stage = (name: StageRun["stage"], counts: StageRun["counts"]): StageRun => ({
  stage: name,
  counts,
  rows: 0,
  ms: 0,
  notes: [],
});
const same = stage("integrate", {orders: {fresh: 0, gone: 0}});
const idle = stage("federate", {days_made: {orders: 0, attribution: 0}});

test.for([
  ["nothing was read and nothing summed", [same, idle], true],
  ["a row is new", [stage("integrate", {orders: {fresh: 1, gone: 0}}), idle], false],
  ["a row is gone", [stage("integrate", {orders: {fresh: 0, gone: 1}}), idle], false],
  ["it is not known what changed", [stage("integrate", {orders: {rows: 3}}), idle], false],
  ["a day was attributed anew", [same, stage("federate", {days_made: {orders: 0, attribution: 1}})], false],
  ["federate was not run", [same], false],
] as const)("where %s", ([, stages, expected]) => {
  expect(isUnchanged(stages)).toBe(expected);
});

test.for([
  ["orders are new", {orders: "appended", campaigns: "unchanged"}, true],
  ["readings are new beside them", {orders: "appended", footfall: "appended"}, true],
  ["nothing is new", {orders: "unchanged"}, false],
  ["orders are read for the first time, or all anew", {orders: "new"}, false],
  ["an order is another one", {orders: "changed"}, false],
  ["a reading is gone", {orders: "appended", footfall: "changed"}, false],
  ["a campaign is new", {orders: "appended", campaigns: "appended"}, false],
  ["campaigns are no source any longer", {orders: "appended", campaigns: "removed"}, false],
  ["it is not known what changed", undefined, false],
] as const)("whether rows were only added, where %s", ([, changes, expected]) => {
  expect(isAppendedOnly({...stage("integrate", {}), ...(changes && {changes})})).toBe(expected);
});

describe("a second run over the same", () => {
  let folder: string;
  beforeEach(() => {
    folder = makeShop();
  });
  afterEach(() => removeFolder(folder));

  let runs = 0;
  const run = () =>
    runJob({
      config: loadConfig(join(folder, "config.yaml")),
      log: silentLog,
      run: `run ${++runs}`,
      started: new Date(),
      today: "2026-02-02",
      progress: {started() {}, finished() {}},
      now: () => new Date(),
      step() {},
      signal: new AbortController().signal,
    });
  const at = (...path: string[]) => join(folder, "outputs", "latest", ...path);

  test("keeps the report, and writes it again where a file is missing or something changed", async () => {
    const first = await run();
    const {ino} = statSync(at("report.html"));
    const second = await run();
    expect(second.report).toEqual(first.report);
    expect(statSync(at("report.html")).ino).toBe(ino);
    expect(JSON.parse(readFileSync(at("manifest.json"), "utf8"))).toMatchObject({
      run: `run ${runs}`,
      outputs: expect.arrayContaining([expect.objectContaining({file: "report.html"})]),
    });
    rmSync(at("figures", "daily-sales.png"));
    await run();
    expect(statSync(at("figures", "daily-sales.png")).size).toBeGreaterThan(0);
    expect(statSync(at("report.html")).ino).not.toBe(ino);
    edit(folder, "orders.csv", "20.10", "30.10");
    expect((await run()).report.totals.revenue).toBe("950.80");
    expect(JSON.parse(readFileSync(at("manifest.json"), "utf8"))).toMatchObject({
      counts: {integrate: {orders: {fresh: 1, gone: 1}}, federate: {days_made: {orders: 1, web_traffic: 0}}},
      changes: {
        integrate: {orders: "changed", web_traffic: "unchanged"},
        normalize: {orders: "changed", web_traffic: "unchanged"},
        federate: {orders: "rows of these days changed", web_traffic: "unchanged"},
      },
    });
  });
});
