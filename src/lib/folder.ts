import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {failureOf, type Place} from "./failure.ts";

/** Creates a folder of the config if need be, and makes sure that files can be written there. Throws RunError before any work is lost. */
export function ensureWritable(folder: Place): void {
  const probe = join(folder.path, `.probe.${process.pid}.tmp`);
  try {
    mkdirSync(folder.path, {recursive: true});
    writeFileSync(probe, "something will be written here\n");
    rmSync(probe);
  } catch (error) {
    throw failureOf(error, folder);
  }
}
