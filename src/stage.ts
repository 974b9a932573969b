import type {Config} from "./config/config.ts";
import type {Log} from "./lib/log.ts";
import type {Warehouse} from "./store/warehouse.ts";

export const stageNames = ["integrate", "normalize", "federate", "visualize"] as const;
export type StageName = (typeof stageNames)[number];

/** One step of the pipeline. Stages meet in tables only; a second run over the same input leaves the same tables. */
export interface Stage {
  readonly name: StageName;
  run(context: StageContext): Promise<StageResult>;
  /** The part of `run` that changes no table yet and is best done outside a transaction, where a stage has one. */
  readonly prepare?: (context: StageContext) => Promise<Prepared>;
}

/** What a stage has ready. */
export interface Prepared {
  /** The rest of the stage: it changes tables, in one transaction or as part of one. */
  publish(): Promise<StageResult>;
  /** Gives back what was used; to be called in any case, after the transaction. */
  close(): Promise<void>;
}

export interface StageContext {
  readonly config: Config;
  readonly warehouse: Warehouse;
  readonly log: Log;
  /** The business day it is now, `YYYY-MM-DD`: stages have no clock. */
  readonly today: string;
  /** The as-of day asked for; absent: the last day with orders before `today`. */
  readonly asOf?: string;
  /** What the stages are run for: what was finished for the same purpose need not be done again. Absent: everything is. */
  readonly purpose?: string;
  /** True: nothing that earlier runs made is built on. */
  readonly isFullRefresh?: boolean;
  /** Existing folder of this run, for the files a stage makes. */
  readonly folder: string;
  /** Takes work on those files that goes on while the next step begins. Absent: a stage ends when its files are there. */
  readonly later?: (work: Promise<void>) => void;
}

export interface StageResult {
  /** Rows by table or source, for the log, the terminal and the manifest. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By source or part: what it was found to be, or why it was made again, in a phrase. */
  readonly changes?: Readonly<Record<string, string>>;
  /** What a reader of the report must know; `degraded` ones stand at its top. */
  readonly notes: readonly Note[];
}

export interface Note {
  readonly kind: "degraded" | "info";
  /** The source it is about, or "" for the run. */
  readonly source: string;
  /** A whole sentence. */
  readonly message: string;
}
