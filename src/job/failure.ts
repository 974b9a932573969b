import {DaybookError, messageOf, RunError} from "../lib/errors.ts";

const remedies: readonly (readonly [RegExp, string])[] = [
  [/ENOSPC|EDQUOT|no space left|disk quota/i, "the disk is full: free some space and run again"],
  [/EROFS|read-only file system/i, "the disk is read-only: choose other folders in the config"],
  [/EACCES|EPERM|permission denied/i, "a file or folder may not be used: give this user the right to"],
  [/EMFILE|ENFILE|too many open files/i, "too many files are open: raise the limit (ulimit -n) or read fewer files"],
  [/^out of memory error|failed to allocate/i, "the machine has too little memory free for this run"],
];

/** What the machine did, rather than Daybook, as an error with its remedy; anything else as it came. */
export function failureOf(error: unknown): unknown {
  if (error instanceof DaybookError) return error;
  const message = messageOf(error);
  const known = remedies.find(([pattern]) => pattern.test(message));
  return known ? new RunError(`${known[1]} (${message}); earlier reports are untouched`, {cause: error}) : error;
}

/** For the log: what failed and where, without the texts it quotes, which may be a customer's. */
export function failureFacts(error: unknown): object {
  const name = error instanceof Error ? error.name : typeof error;
  const message = messageOf(error)
    .replaceAll(/"[^"]*"/g, '"…"')
    .replaceAll(/'[^']*'/g, "'…'");
  if (error instanceof DaybookError) return {error: name, exit_code: error.exitCode, message};
  return {error: name, exit_code: 1, message, frames: frames(error)};
}

function frames(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  return lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
}
