import {createHash} from "node:crypto";
import {hostname} from "node:os";
import {isLeftOver, type ProcessMark} from "../lib/alive.ts";
import type {StageRun} from "../pipeline.ts";
import type {Ledger} from "../store/ledger.ts";

/** Who asked for a run: a person, the schedule, or a person who tries what the schedule would do. */
export type RunCause = "manual" | "slot" | "test";
/** `blocked`: a quality gate was not met; `undelivered`: made, but not accepted for every recipient; `interrupted`: stopped, or its process died. */
export type RunResult = "running" | "ok" | "failed" | "blocked" | "undelivered" | "interrupted";

export interface RunStart {
  readonly run: string;
  readonly cause: RunCause;
  /** The slot it serves, UTC ISO. */
  readonly slot?: string;
  readonly asOf?: string;
  /** 1 for the first of its slot. */
  readonly attempt?: number;
  readonly now: Date;
}

export interface RunEnd {
  readonly result: Exclude<RunResult, "running">;
  readonly exitCode: number;
  /** Without secrets: it is shown and mailed. */
  readonly error?: string;
  /** Once it is known. */
  readonly asOf?: string;
  /** How many sentences stand at the top of the report. */
  readonly degraded?: number;
  readonly ms: number;
  readonly now: Date;
}

export function openRun(ledger: Ledger, {run, cause, slot, asOf, attempt = 1, now}: RunStart): void {
  ledger.run(
    `insert into runs (run_id, slot, as_of, cause, attempt, pid, host, started_at, result)
     values (@run, @slot, @asOf, @cause, @attempt, @pid, @host, @now, 'running')`,
    {run, cause, slot: slot ?? null, asOf: asOf ?? null, attempt, ...here(), now: now.toISOString()},
  );
}

function here() {
  return {pid: process.pid, host: hostname()};
}

/** A stage that is run again replaces its earlier record. */
export function recordStage(ledger: Ledger, run: string, {stage, rows, ms, counts}: StageRun, now: Date): void {
  ledger.run("insert or replace into stages values (@run, @stage, @rows, @ms, @counts, @now)", {
    run,
    stage,
    rows,
    ms,
    counts: JSON.stringify(counts),
    now: now.toISOString(),
  });
}

export function closeRun(ledger: Ledger, run: string, end: RunEnd): void {
  ledger.run(
    `update runs set result = @result, exit_code = @exitCode, error = @error, as_of = coalesce(@asOf, as_of),
       degraded = @degraded, ms = @ms, finished_at = @now
     where run_id = @run`,
    {
      run,
      result: end.result,
      exitCode: end.exitCode,
      error: end.error ?? null,
      asOf: end.asOf ?? null,
      degraded: end.degraded ?? null,
      ms: Math.round(end.ms),
      now: end.now.toISOString(),
    },
  );
}

/** Closes the runs of processes that live no more. To be called before this process opens a run. Returns what they were called. */
export function markInterrupted(ledger: Ledger, now: Date): string[] {
  const lost = ledger.rows<RunRow>("select * from runs where result = 'running'").filter((run) => isLost(run, now));
  for (const {run_id} of lost)
    ledger.run("update runs set result = 'interrupted', finished_at = ? where run_id = ? and result = 'running'", [
      now.toISOString(),
      run_id,
    ]);
  return lost.map(({run_id}) => run_id);
}

/** One run as `status --json` shows it. Instants are UTC ISO texts. */
export interface RunRecord {
  readonly run_id: string;
  readonly slot: string | null;
  readonly as_of: string | null;
  readonly cause: RunCause;
  readonly attempt: number;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly result: RunResult;
  readonly exit_code: number | null;
  readonly error: string | null;
  readonly degraded: number | null;
  readonly ms: number | null;
  /** In the order they finished. */
  readonly stages: readonly StageRecord[];
}

export type StageRecord = Pick<StageRun, "stage" | "rows" | "ms" | "counts">;

interface RunRow extends Omit<RunRecord, "stages">, ProcessMark {}

/** The latest runs, the newest first. One whose process is gone counts as interrupted, whether or not that is written down yet. */
export function lastRuns(ledger: Ledger, count: number, now: Date): RunRecord[] {
  const runs = ledger.rows<RunRow>("select * from runs order by started_at desc, rowid desc limit ?", [count]);
  return runs.map((run) => {
    const {pid, host, ...record} = run;
    const result = isLost(run, now) ? "interrupted" : run.result;
    return {...record, result, stages: stagesOf(ledger, run.run_id)};
  });
}

function stagesOf(ledger: Ledger, run: string): StageRecord[] {
  const sql = "select stage, rows, ms, counts from stages where run_id = ? order by finished_at, rowid";
  return ledger
    .rows<Omit<StageRecord, "counts"> & {counts: string}>(sql, [run])
    .map((stage) => ({...stage, counts: JSON.parse(stage.counts) as StageRecord["counts"]}));
}

/** Milliseconds. What takes longer elsewhere has been broken off there. */
const longestRun = 6 * 3600_000;

function isLost({result, started_at, ...mark}: RunRow, now: Date): boolean {
  return result === "running" && isLeftOver(mark, new Date(started_at), now, longestRun);
}

/** Two reports with the same digest say the same. `text` is `report.json`, in which nothing changes between two runs over the same input. */
export function figuresDigest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
