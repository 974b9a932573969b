import type {DaemonRecord, Status} from "../daemon/status.ts";
import type {RunCause, RunRecord, StageRecord} from "../job/history.ts";
import {type Paint, painter} from "./paint.ts";
import {table} from "./table.ts";
import {wallTime, withWallTimes} from "./wallTime.ts";

interface Style {
  readonly timezone: string;
  readonly paint: Paint;
}

/** How things stand, for people: the daemon, the runs, the outbox, and at the end what is wrong. */
export function statusText(status: Status, {timezone, hasColors}: {timezone: string; hasColors: boolean}): string {
  const style = {timezone, paint: painter(hasColors)};
  return [
    `daemon  ${daemonLine(status.daemon, style)}`,
    `outbox  ${outboxLine(status.outbox)}`,
    `zone    ${timezone}`,
    "",
    ...runLines(status.runs, style),
    "",
    ...conclusion(status, style),
  ].join("\n");
}

function daemonLine({state, pid, started_at, beat_at, next_slot}: DaemonRecord, {timezone, paint}: Style): string {
  if (state === "stopped") return "not running";
  const at = (instant: string | null) => (instant === null ? "unknown" : wallTime(instant, timezone));
  if (state === "dead") return paint.red(`dead: process ${pid}, last sign of life ${at(beat_at)}`);
  return `running since ${at(started_at)} (process ${pid}); next slot ${next_slot ? at(next_slot) : "none"}`;
}

/** `41 sent, 1 in doubt`. */
function outboxLine(outbox: Status["outbox"]): string {
  const parts = Object.entries(outbox).filter(([, count]) => count > 0);
  const texts = parts.map(([state, count]) => `${count.toLocaleString("en")} ${state.replace("_", " ")}`);
  return texts.length > 0 ? texts.join(", ") : "empty";
}

function runLines(runs: readonly RunRecord[], {timezone, paint}: Style): string[] {
  if (runs.length === 0) return ["Nothing has run yet."];
  const rows = runs.map((run) => [
    wallTime(run.started_at, timezone),
    causes[run.cause] + (run.attempt > 1 ? ` (attempt ${run.attempt})` : ""),
    run.as_of ?? "",
    run.result + (run.degraded ? ", with warnings" : ""),
    run.ms === null ? "" : seconds(run.ms),
  ]);
  const [heading, ...lines] = table(["run", "asked for by", "reports", "result", "time"], rows, new Set(["time"]));
  const colored = lines.map((line, i) => colorOf(runs[i]!, paint)(line));
  return [paint.bold(heading!), ...colored.flatMap((line, i) => [line, ...details(runs[i]!, i === 0)])];
}

const causes: Readonly<Record<RunCause, string>> = {slot: "schedule", manual: "hand", test: "daemon --test"};

function colorOf({result}: RunRecord, paint: Paint): (text: string) => string {
  if (result === "ok") return paint.green;
  return result === "running" ? paint.yellow : paint.red;
}

/** What went wrong, and of the newest run each stage. */
function details({error, stages}: RunRecord, isNewest: boolean): string[] {
  const problem = error === null ? [] : [`  ${error.split("\n")[0]}`];
  return [...problem, ...(isNewest ? stages.map(stageLine) : [])];
}

/** `  integrate          4,003 rows     0.4 s`; the stage that draws counts figures. */
function stageLine({stage, rows, ms, counts}: StageRecord): string {
  const drawn = counts.figures?.drawn;
  const amount = drawn === undefined ? `${rows.toLocaleString("en")} rows` : `${drawn} figures`;
  return `  ${stage.padEnd(10)} ${amount.padStart(16)} ${seconds(ms).padStart(9)}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function conclusion({healthy, problems}: Status, {timezone, paint}: Style): string[] {
  if (healthy) return ["Healthy: nothing is late."];
  return problems.map((problem) => `${paint.red("✗")} ${withWallTimes(problem, timezone)}`);
}
