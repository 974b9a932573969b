import {fixed, RunError} from "./lib/errors.ts";
import {beginStage, createRunTables, finishedStage, keepStage, type StageRun} from "./runTables.ts";
import {type Stage, type StageContext, type StageName, type StageResult, stageNames} from "./stage.ts";
import {text, type Warehouse} from "./store/warehouse.ts";

export type {StageRun};

/** Told what happens while it happens. */
export interface Progress {
  started(stage: StageName): void;
  finished(run: StageRun): void;
}

const silentProgress: Progress = {started() {}, finished() {}};

/** Loads one stage, and with it only the packages that stage needs. */
async function loadStage(name: StageName): Promise<Stage> {
  const loaders: Record<StageName, () => Promise<Stage>> = {
    integrate: async () => (await import("./integrate/index.ts")).integrate,
    normalize: async () => (await import("./normalize/index.ts")).normalize,
    federate: async () => (await import("./federate/index.ts")).federate,
    visualize: async () => (await import("./visualize/index.ts")).visualize,
  };
  return loaders[name]();
}

/**
 * Runs stages in the order given. Their notes stay in `run_notes(stage, kind, source, message)`, those of a stage's earlier run are
 * replaced. What was finished for the same purpose before, with nothing run since that it is made of, is not run again.
 */
export async function runStages(
  names: readonly StageName[],
  context: StageContext,
  progress: Progress = silentProgress,
  load: (name: StageName) => Promise<Stage> = loadStage,
): Promise<readonly StageRun[]> {
  await createRunTables(context.warehouse);
  const runs: StageRun[] = [];
  for (const name of names) {
    await requireEarlierStage(name, context.warehouse);
    const finished = context.isFullRefresh ? undefined : await finishedStage(name, context);
    runs.push(finished ? skipStage(finished, context, progress) : await runStage(await load(name), context, progress));
  }
  return runs;
}

function skipStage(run: StageRun, {log}: StageContext, progress: Progress): StageRun {
  log.info({stage: run.stage, rows: run.rows}, "stage finished earlier");
  progress.finished(run);
  return run;
}

async function runStage(stage: Stage, context: StageContext, progress: Progress): Promise<StageRun> {
  const {name} = stage;
  progress.started(name);
  context.log.info({stage: name}, "stage started");
  await beginStage(name, context.warehouse);
  const started = performance.now();
  const result = await stage.run(context);
  const run = {...result, stage: name, rows: rowsOf(result), ms: Math.round(performance.now() - started)};
  await keepStage(run, context);
  context.log.info({stage: name, rows: run.rows, ms: run.ms}, "stage finished");
  progress.finished(run);
  return run;
}

/** The rows of each table or source; where a stage counts kinds of rows, the clean ones. */
function rowsOf({counts}: StageResult): number {
  return Object.values(counts).reduce((sum, {rows, clean}) => sum + (rows ?? clean ?? 0), 0);
}

async function requireEarlierStage(name: StageName, warehouse: Warehouse): Promise<void> {
  const earlier = stageNames[stageNames.indexOf(name) - 1];
  if (earlier === undefined) return;
  const done = await warehouse.rows(`select stage from run_stages where stage = ${text(earlier)}`);
  if (done.length === 0)
    throw new RunError(
      fixed(
        `${name} works on the tables of ${earlier}, and there are none yet: run \`node main ${earlier}\` first, or \`node main\` for everything`,
      ),
    );
}
