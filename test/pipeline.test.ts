import {afterEach, beforeEach, describe, expect, test} from "vitest";
import type {Config} from "../src/config/config.ts";
import {silentLog} from "../src/lib/log.ts";
import {type Progress, runStages} from "../src/pipeline.ts";
import type {Note, Stage, StageContext, StageName} from "../src/stage.ts";
import {Warehouse} from "../src/store/warehouse.ts";

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await Warehouse.open(":memory:");
});
afterEach(() => warehouse.close());

const info = (message: string): Note => ({kind: "info", source: "orders", message});

function context(log = silentLog): StageContext {
  return {config: {} as Config, warehouse, log, today: "2026-01-05", folder: "."};
}

/** Stages that write a table of their name from the table of the stage before them. */
function loader(notes: readonly Note[] = []) {
  return async (name: StageName): Promise<Stage> => ({
    name,
    run: async () => ({counts: {a: {rows: 2}, b: {clean: 3, rejected: 9}}, notes}),
  });
}

const noted = () => warehouse.rows("select stage, kind, source, message from run_notes order by all");

test("runs the stages in order and returns rows, notes and a time of each", async () => {
  const told: string[] = [];
  const progress: Progress = {
    started: (stage) => told.push(`${stage} started`),
    finished: ({stage}) => told.push(`${stage} finished`),
  };
  const runs = await runStages(["integrate", "normalize"], context(), progress, loader());
  expect(runs).toMatchObject([
    {stage: "integrate", rows: 5, ms: expect.any(Number)},
    {stage: "normalize", rows: 5},
  ]);
  expect(told).toEqual(["integrate started", "integrate finished", "normalize started", "normalize finished"]);
});

test("keeps the notes of every stage, and replaces those of a stage that runs again", async () => {
  await runStages(["integrate", "normalize"], context(), undefined, loader([info("it's the first run")]));
  await runStages(["normalize"], context(), undefined, loader([info("second run")]));
  expect(await noted()).toEqual([
    {stage: "integrate", ...info("it's the first run")},
    {stage: "normalize", ...info("second run")},
  ]);
});

test("a stage that fails leaves the notes of its earlier run", async () => {
  await runStages(["integrate"], context(), undefined, loader([info("first run")]));
  const failing = async (name: StageName): Promise<Stage> => ({name, run: () => Promise.reject(new Error("no disk"))});
  await expect(runStages(["integrate"], context(), undefined, failing)).rejects.toThrow("no disk");
  expect(await noted()).toEqual([{stage: "integrate", ...info("first run")}]);
});

test("a stage before whose tables exist is told apart from a stage without them", async () => {
  await expect(runStages(["federate"], context(), undefined, loader())).rejects.toThrow(
    "federate works on the tables of normalize, and there are none yet: run `node main normalize` first",
  );
  await runStages(["integrate", "normalize"], context(), undefined, loader());
  await expect(runStages(["federate"], context(), undefined, loader())).resolves.toHaveLength(1);
});

test("logs each stage as fixed phrases with its facts", async () => {
  const entries: unknown[] = [];
  const log = {...silentLog, info: (fields: object, message: string) => entries.push({message, ...fields})};
  await runStages(["integrate"], context(log), undefined, loader());
  expect(entries).toEqual([
    {message: "stage started", stage: "integrate"},
    {message: "stage finished", stage: "integrate", rows: 5, ms: expect.any(Number)},
  ]);
});

describe("a run for the same purpose as an earlier one", () => {
  const all: readonly StageName[] = ["integrate", "normalize", "federate", "visualize"];
  let ran: string[];
  beforeEach(() => {
    ran = [];
  });

  async function run(names: readonly StageName[], purpose?: string, failing?: StageName) {
    const load = async (name: StageName): Promise<Stage> => ({
      name,
      async run() {
        if (name === failing) throw new Error("no disk");
        ran.push(name);
        return {counts: {a: {rows: 2}}, changes: {a: "new"}, notes: [info(name)]};
      },
    });
    return runStages(names, {...context(), ...(purpose ? {purpose} : {})}, undefined, load);
  }

  test("goes on after the last stage that was finished, and draws anew", async () => {
    await expect(run(all, "today", "federate")).rejects.toThrow();
    await run(all, "today");
    expect(ran).toEqual(["integrate", "normalize", "federate", "visualize"]);
    await run(all, "today");
    expect(ran.slice(4)).toEqual(["visualize"]);
  });

  test("returns what the earlier one did, and tells of it as finished", async () => {
    const [first] = await run(["integrate"], "today");
    const told: unknown[] = [];
    const progress = {started: (name: string) => told.push(name), finished: (stage: unknown) => told.push(stage)};
    const again = await runStages(["integrate"], {...context(), purpose: "today"}, progress, loader());
    expect(again).toEqual([first]);
    expect(told).toEqual([first]);
  });

  test.for([
    ["has another purpose", () => run(["integrate"], "tomorrow")],
    ["was asked for by hand", () => run(["integrate"])],
    ["failed", () => run(["integrate"], "tomorrow", "integrate").catch(() => {})],
  ] as const)("starts over when what ran in between %s", async ([, between]) => {
    await run(all, "today");
    await between();
    ran = [];
    await run(all, "today");
    expect(ran).toEqual(all);
  });

  test("does not take tables for its own that were made of others", async () => {
    await run(all, "today");
    await run(["integrate"], "tomorrow");
    await run(["integrate"], "today");
    ran = [];
    await run(all, "today");
    expect(ran).toEqual(["normalize", "federate", "visualize"]);
  });
});

test("takes up the tables of a run by an older version", async () => {
  await warehouse.run(`create table run_stages (stage varchar, "rows" bigint, ms bigint)`);
  await warehouse.run("insert into run_stages values ('integrate', 1, 1)");
  await expect(runStages(["normalize"], context(), undefined, loader())).resolves.toHaveLength(1);
});
