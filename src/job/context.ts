import type {Config} from "../config/config.ts";
import {InterruptionError} from "../lib/errors.ts";
import type {Log} from "../lib/log.ts";
import type {Progress} from "../pipeline.ts";

/** What one piece of work is given by whoever asks for it: a command, or the schedule. */
export interface JobContext {
  readonly config: Config;
  readonly log: Log;
  /** Names this run in the log and the manifest. */
  readonly run: string;
  /** When it began. */
  readonly started: Date;
  /** The business day it is now, `YYYY-MM-DD`. */
  readonly today: string;
  /** The as-of day asked for. */
  readonly asOf?: string;
  readonly progress: Progress;
  /** What it is for: a run for the same purpose goes on where an earlier one stopped. Absent: everything is done anew. */
  readonly purpose?: string;
  /** True: all is read and made again, changed or not. */
  readonly isFullRefresh?: boolean;
  /** The clock. */
  readonly now: () => Date;
  /** Told of each step, by name. */
  readonly step: (name: string) => void;
  /** When it aborts, the step at work is finished and none is begun. */
  readonly stopping?: AbortSignal;
  /** When it aborts, what is unfinished is removed at once. */
  readonly signal: AbortSignal;
}

/** To be called before each step that may wait for another day. Throws InterruptionError when the work is to stop. */
export function begin({step, stopping}: JobContext, name: string): void {
  step(name);
  if (stopping?.aborted) throw new InterruptionError(`the run was told to stop before it would ${name}`);
}
