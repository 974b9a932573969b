import type {Config} from "../config/config.ts";
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
  /** When it aborts, what is unfinished is removed at once. */
  readonly signal: AbortSignal;
}
