import pino from "pino";
import type {Log} from "./log.ts";
import {LogFile} from "./logFile.ts";
import {maskFor} from "./secrets.ts";
import {timestampAt} from "./time.ts";

export interface LogSettings {
  /** Existing or not; one that cannot be written is said once to `say`. */
  readonly folder: string;
  readonly timezone: string;
  readonly secrets: readonly string[];
  /** Names the run in every line. */
  readonly run: string;
  /** Adds the debug level, and readable lines to `say`. */
  readonly verbose: boolean;
  /** Where people read: one line a call. */
  readonly say: (line: string) => void;
}

interface Entry {
  readonly time: string;
  readonly level: string;
  readonly run: string;
  readonly msg: string;
}

/** The log of one run: JSON lines in `daybook.log`, secrets masked. Every line is on disk when the call returns. */
export function openLog(settings: LogSettings, now: () => Date = () => new Date()): Log & {close(): void} {
  const {folder, timezone, run, verbose, say} = settings;
  const file = new LogFile(folder, timezone, say);
  const mask = maskFor(settings.secrets);
  const write = (line: string) => {
    const {time, level, run, msg, ...fields} = mask(JSON.parse(line) as Entry);
    file.append(JSON.stringify({time, level, run, msg, ...fields}), now());
    if (verbose) say(readable({time, level, run, msg}, fields));
  };
  const options: pino.LoggerOptions = {
    level: verbose ? "debug" : "info",
    base: {run},
    timestamp: () => `,"time":"${timestampAt(now(), timezone)}"`,
    formatters: {level: (level) => ({level})},
  };
  return Object.assign(pino(options, {write}), {close: () => file.close()});
}

/** `07:00:03 info  stage finished  stage=integrate rows=1204`. */
function readable(entry: Entry, fields: object): string {
  const facts = Object.entries(fields).map(([key, value]) => `${key}=${plain(value)}`);
  return [entry.time.slice(11, 19), entry.level.padEnd(5), entry.msg, "", ...facts].join(" ").trimEnd();
}

function plain(value: unknown): string {
  return typeof value === "string" && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
}
