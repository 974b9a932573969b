import {afterEach, beforeEach, expect, test} from "vitest";
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
