import {hostname, uptime} from "node:os";

/**
 * Whether the process that bore the number `pid` at `since` still lives. Our own number was another's before us, and a
 * number noted before the machine was started says nothing any more.
 */
export function isAlive(pid: number, since: Date, now: Date): boolean {
  if (pid === process.pid || since.getTime() < now.getTime() - uptime() * 1000) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A process as it is noted for others to see; `host` is the machine or container it runs on, null: this one. */
export interface ProcessMark {
  readonly pid: number;
  readonly host: string | null;
}

/** Whether what a process began at `since` is left over. Of one elsewhere nothing is known, but that its work takes no more than `longest` milliseconds. */
export function isLeftOver({pid, host}: ProcessMark, since: Date, now: Date, longest: number): boolean {
  const isHere = host === null || host === hostname();
  return isHere ? !isAlive(pid, since, now) : now.getTime() - since.getTime() > longest;
}
