import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {messageOf, RunError} from "../lib/errors.ts";

/** Creates the outputs folder if need be, and makes sure that files can be written there. Throws RunError before any work is lost. */
export function ensureWritable(outputs: string): void {
  const probe = join(outputs, `.probe.${process.pid}.tmp`);
  try {
    mkdirSync(outputs, {recursive: true});
    writeFileSync(probe, "a report will be written here\n");
    rmSync(probe);
  } catch (error) {
    throw diskError(outputs, error);
  }
}

/** Turns what the file system or the engine says about writing in `outputs` into a message with a remedy; anything else stays as it is. */
export function diskError(outputs: string, error: unknown): unknown {
  const message = messageOf(error);
  const found = troubles.find(([pattern]) => pattern.test(message));
  if (!found) return error;
  const [, problem, remedy] = found;
  return new RunError(`${outputs}: ${problem}; earlier outputs are untouched. ${remedy}`, {cause: error});
}

const troubles: readonly (readonly [RegExp, string, string])[] = [
  [/ENOSPC|no space left on device/i, "the disk is full", "Free some space there and run again."],
  [/EDQUOT|quota exceeded/i, "the disk quota is used up", "Free some space there and run again."],
  [/EROFS|read-only file system/i, "the file system is read-only", "Name another folder as `outputs` in the config."],
  [
    /EACCES|EPERM|permission denied/i,
    "the folder cannot be written",
    "Give this user write permission, or name another folder as `outputs` in the config.",
  ],
  [
    /ENOTDIR|EEXIST|ENOENT|not a directory/i,
    "no folder can be made there",
    "Name another folder as `outputs` in the config.",
  ],
  [/EIO|input\/output error/i, "the disk reports an error", "Check the disk, then run again."],
];
