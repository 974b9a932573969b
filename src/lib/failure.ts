import {DaybookError, messageOf, RunError} from "./errors.ts";

/** A file or folder that the config names. */
export interface Place {
  /** `outputs`, `warehouse`. */
  readonly setting: string;
  /** Absolute. */
  readonly path: string;
}

type Trouble = readonly [pattern: RegExp, problem: string, remedy: string];

const troubles: readonly Trouble[] = [
  [/ENOSPC|no space left/i, "the disk is full", "free some space and run again"],
  [/EDQUOT|quota exceeded/i, "the disk quota is used up", "free some space and run again"],
  [/EROFS|read-only file system/i, "the file system is read-only", "name another place in the config"],
  [
    /EACCES|EPERM|permission denied/i,
    "permission is denied",
    "give this user the right to it, or name another place in the config",
  ],
  [/\bEIO\b|input\/output error/i, "the disk reports an error", "check the disk and run again"],
  [/EMFILE|ENFILE|too many open files/i, "too many files are open", "raise the limit (ulimit -n) or read fewer files"],
  [/^out of memory error|failed to allocate/i, "the machine has too little memory free for this run", "free some"],
];

/** What may be a bug elsewhere is plain where a place of the config is made or written. */
const placeTroubles: readonly Trouble[] = [
  [/ENOTDIR|EEXIST|ENOENT|not a directory/i, "no folder can be made there", "name another place in the config"],
  [/EISDIR|is a directory/i, "it is a folder", "name a file in the config"],
];

/** What the machine did, rather than Daybook, as an error with its remedy; anything else as it came. `place` is what was being written, where that is known. */
export function failureOf(error: unknown, place?: Place): unknown {
  if (error instanceof DaybookError) return error;
  const message = messageOf(error);
  const found = [...troubles, ...(place ? placeTroubles : [])].find(([pattern]) => pattern.test(message));
  if (!found) return error;
  const [, problem, remedy] = found;
  const [text, phrase] = place
    ? [`${place.setting} (${place.path}): ${problem}`, `${place.setting}: ${problem}`]
    : [`${problem} (${message})`, problem];
  return new RunError({text: `${text}; ${remedy}; earlier reports are untouched`, phrase}, {cause: error});
}

/** For the log: what failed and where. Not the message, which may quote a customer's data; people are shown that. */
export function failureFacts(error: unknown): object {
  const name = error instanceof Error ? error.name : typeof error;
  if (error instanceof DaybookError) return {error: name, exit_code: error.exitCode, ...error.facts};
  return {error: name, exit_code: 1, frames: frames(error)};
}

function frames(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const lines = (error.stack ?? "").replace(error.message, "").split("\n");
  return lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
}
