import type {JobResult} from "../job/job.ts";
import type {StageRun} from "../pipeline.ts";

/** A finished run for `--json`: paths absolute, times in milliseconds, money as decimal text. */
export function runFacts({report, folder, files, stages, ms}: JobResult): object {
  const {as_of, period, totals, attribution, quality, degraded} = report;
  return {as_of, period, totals, attribution, quality, degraded, folder, files, ...stageFacts(stages, ms)};
}

/** Counts, changes, timings and notes of stages, by stage. */
export function stageFacts(stages: readonly StageRun[], ms: number): object {
  return {
    counts: Object.fromEntries(stages.map(({stage, counts}) => [stage, counts])),
    changes: Object.fromEntries(stages.map(({stage, changes = {}}) => [stage, changes])),
    timings: {...Object.fromEntries(stages.map((stage) => [stage.stage, stage.ms])), total: ms},
    notes: stages.flatMap(({stage, notes}) => notes.map((note) => ({stage, ...note}))),
  };
}
