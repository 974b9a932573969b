import type {Progress, StageRun} from "../pipeline.ts";
import type {StageName} from "../stage.ts";
import type {Terminal, Values} from "./command.ts";
import {counted} from "./counted.ts";

const repaintEvery = 250;
const clearLine = "\r\x1b[K";

interface StageProgress extends Progress {
  /** Removes a line that is still being repainted. */
  stop(): void;
}

/** One line per finished stage; where somebody watches, a line with the seconds of the running one as well. With `--json` and `--verbose` nothing: those speak for themselves. */
export function stageProgress(terminal: Terminal, {json, verbose}: Values): StageProgress {
  if (json || verbose) return {started() {}, finished() {}, stop() {}};
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    if (timer) terminal.say(clearLine);
    clearInterval(timer);
    timer = undefined;
  };
  const started = (stage: StageName) => {
    if (terminal.isLive) timer = repaint(stage, terminal);
  };
  const finished = (run: StageRun) => {
    stop();
    terminal.say(`${stageLine(run.stage, amount(run), run.ms)}\n`);
  };
  return {started, finished, stop};
}

function repaint(stage: StageName, terminal: Terminal): NodeJS.Timeout {
  const start = performance.now();
  const paint = () => terminal.say(`${clearLine}${stageLine(stage, "…", performance.now() - start)}`);
  paint();
  return setInterval(paint, repaintEvery).unref();
}

/** Most stages write rows; one draws. */
function amount({rows, counts}: StageRun): string {
  const drawn = counts.figures?.drawn;
  return drawn === undefined ? counted(rows, "row") : counted(drawn, "figure");
}

/** `integrate         4,003 rows    0.4 s`. */
function stageLine(stage: StageName, what: string, ms: number): string {
  return `${stage.padEnd(10)} ${what.padStart(16)} ${`${(ms / 1000).toFixed(1)} s`.padStart(8)}`;
}
