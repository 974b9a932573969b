import {existsSync, statfsSync, statSync} from "node:fs";
import {dirname} from "node:path";
import type {Config} from "../config/config.ts";
import {phrased, RunError} from "../lib/errors.ts";
import type {Place} from "../lib/failure.ts";
import {ensureWritable} from "../lib/folder.ts";
import {Warehouse} from "../store/warehouse.ts";
import type {Finding} from "./verdict.ts";

const gigabyte = 1e9;
/** Below the first a run may not fit; below the second it will not. */
const [scarce, tooLittle] = [gigabyte, 0.05 * gigabyte];

/** Throws RunError when nothing can be written in `folder`; makes it when it is not there. */
export function checkFolder(folder: Place): Finding {
  ensureWritable(folder);
  return {kind: "fine", message: `${folder.path} can be written`};
}

/** Opens the warehouse and closes it again. Throws TemporaryError while a run holds it. */
export async function checkWarehouse({warehouse: file, timezone, memory}: Config): Promise<Finding> {
  if (!existsSync(file)) {
    ensureWritable({setting: "warehouse", path: dirname(file)});
    return {kind: "fine", message: `${file} will be made by the first run`};
  }
  (await Warehouse.open(file, timezone, memory)).close();
  return {kind: "fine", message: `${file}, ${readableSize(statSync(file).size)}`};
}

/** The room left where the warehouse and the outputs are. */
export function checkDisk({warehouse, outputs}: Config): Finding {
  const free = Math.min(...[dirname(warehouse), outputs].map(freeBytes));
  const message = `${readableSize(free)} free`;
  if (free < tooLittle) throw new RunError(phrased`only ${message}: a run needs room for the tables and the figures`);
  return free < scarce ? {kind: "warning", message: `only ${message}`} : {kind: "fine", message};
}

/** Of the file system on which `folder`, or the nearest folder above it, is. */
function freeBytes(folder: string): number {
  if (!existsSync(folder)) return freeBytes(dirname(folder));
  const {bavail, bsize} = statfsSync(folder);
  return bavail * bsize;
}

function readableSize(bytes: number): string {
  return bytes < gigabyte ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / gigabyte).toFixed(1)} GB`;
}
