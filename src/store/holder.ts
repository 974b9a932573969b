import {readFileSync, rmSync, writeFileSync} from "node:fs";

/** The engine locks its file but cannot say for whom. A small file beside it can. */
function holderFile(warehouse: string): string {
  return `${warehouse}.holder`;
}

/** Says who we are to whoever finds the warehouse locked. */
export function noteHolder(warehouse: string): void {
  if (warehouse === ":memory:") return;
  const command = process.argv.slice(2).join(" ") || "run";
  writeFileSync(holderFile(warehouse), JSON.stringify({pid: process.pid, command, since: new Date().toISOString()}));
}

export function forgetHolder(warehouse: string): void {
  rmSync(holderFile(warehouse), {force: true});
}

/** The process that holds the warehouse, from its note and the engine's own message. */
export function describeHolder(warehouse: string, engineMessage: string): string {
  const pid = /PID (\d+)/.exec(engineMessage)?.[1];
  const note = readNote(warehouse);
  return note && (pid === undefined || String(note.pid) === pid)
    ? `\`${note.command}\` (process ${note.pid}, since ${note.since})`
    : `process ${pid ?? "unknown"}`;
}

function readNote(warehouse: string): {pid: number; command: string; since: string} | undefined {
  try {
    return JSON.parse(readFileSync(holderFile(warehouse), "utf8"));
  } catch {
    return undefined;
  }
}
