import {existsSync, mkdirSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {messageOf} from "../lib/errors.ts";
import {failureOf} from "../lib/failure.ts";
import {ensureWritable} from "../lib/folder.ts";
import type {Note} from "../stage.ts";
import {relistOutputs} from "./manifest.ts";

interface Published {
  /** The folder that readers see, absolute. */
  readonly folder: string;
  readonly notes: readonly Note[];
}

/** An empty folder beside the outputs of earlier days, for a run to work in. What runs that no longer live left behind is tidied up first. Throws RunError when nothing can be written there. */
export function stagingFolder(outputs: string): string {
  ensureWritable({setting: "outputs", path: outputs});
  recoverLeftovers(outputs);
  for (const day of foldersIn(outputs)) recoverLeftovers(join(outputs, day));
  const staging = join(outputs, `.run.${process.pid}.tmp`);
  rmSync(staging, {recursive: true, force: true});
  mkdirSync(staging);
  return staging;
}

/** Makes a finished staging folder the outputs of `asOf`, in place of earlier ones, and `latest` point to the newest day there is. */
export async function publish(staging: string, asOf: string): Promise<Published> {
  const outputs = dirname(staging);
  const folder = join(outputs, asOf);
  swapIn(staging, folder);
  return {folder, notes: pointLatest(outputs, newestDay(outputs))};
}

/** Replaces only the subfolder `part` of the outputs of `asOf`, which it returns, and discards the rest of the staging folder. `latest` stays at the newest whole report. */
export async function publishPart(staging: string, asOf: string, part: string): Promise<string> {
  const outputs = dirname(staging);
  const folder = join(outputs, asOf);
  mkdirSync(folder, {recursive: true});
  swapIn(join(staging, part), join(folder, part));
  discard(staging);
  await relistOutputs(folder);
  return folder;
}

export function discard(staging: string): void {
  rmSync(staging, {recursive: true, force: true});
}

/** Two renames, for folders cannot be exchanged in one: what was there stands aside until the new one is in place, and comes back if that fails. */
function swapIn(fresh: string, target: string): void {
  const aside = asideOf(target);
  const isReplacing = existsSync(target);
  try {
    if (isReplacing) renameSync(target, aside);
    try {
      renameSync(fresh, target);
    } catch (error) {
      if (isReplacing) renameSync(aside, target);
      throw error;
    }
  } catch (error) {
    throw failureOf(error, {setting: "outputs", path: dirname(target)});
  }
  rmSync(aside, {recursive: true, force: true});
}

/** `2024-12-31` → `.2024-12-31.<pid>.old.tmp`, in the same folder. */
function asideOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}.old.tmp`);
}

/** A process that died between two renames left the only copy aside: it goes back. Everything else of dead processes goes. */
function recoverLeftovers(outputs: string): void {
  for (const entry of readdirSync(outputs)) {
    const [, name, pid, isAside] = /^\.(.+)\.(\d+)(\.old)?\.tmp$/.exec(entry) ?? [];
    if (name === undefined || isAlive(Number(pid))) continue;
    const target = join(outputs, name);
    if (isAside && !existsSync(target)) renameSync(join(outputs, entry), target);
    else rmSync(join(outputs, entry), {recursive: true, force: true});
  }
}

function foldersIn(outputs: string): string[] {
  const entries = readdirSync(outputs, {withFileTypes: true});
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith(".")).map(({name}) => name);
}

/** Another process, that is: what carries our own number is from one before us. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A backfill of old days leaves the link of the morning alone. */
function newestDay(outputs: string): string {
  const days = foldersIn(outputs).filter((name) => existsSync(join(outputs, name, "report.txt")));
  return days
    .filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name))
    .sort()
    .at(-1)!;
}

/** One rename: the link is never missing. Only while the folder it names is itself replaced is there nothing behind it, for a moment. */
function pointLatest(outputs: string, asOf: string): Note[] {
  const link = join(outputs, "latest");
  const fresh = join(outputs, `.latest.${process.pid}.tmp`);
  try {
    if (existsSync(link) && readlinkSync(link) === asOf) return [];
    rmSync(fresh, {force: true});
    symlinkSync(asOf, fresh, "dir");
    renameSync(fresh, link);
    return [];
  } catch (error) {
    rmSync(fresh, {force: true});
    const message = `outputs/latest could not be pointed to ${asOf}: ${messageOf(error)}.`;
    return [{kind: "info", source: "", message}];
  }
}
