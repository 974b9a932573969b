import {uptime} from "node:os";

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
