// One set-up at a time: two that install into one folder undo each other.
import {linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";

const longestSetUp = 15 * 60_000;

/** Holds `file` until this process ends; calls `onWait` once when another holds it, and waits. What dead processes hold is taken. */
export function lock(file, onWait) {
  const own = `${process.pid} ${Date.now()}`;
  for (let waits = 0; !tryLock(file, own); waits++) {
    if (waits === 0) onWait();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  }
  process.once("exit", () => unlock(file, own));
}

function tryLock(file, own) {
  try {
    writeFileSync(file, own, {flag: "wx"});
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const held = lockIn(file);
    if (held && isStale(held)) unlock(file, held.text);
    return false;
  }
}

/** What the lock says and its age in milliseconds; nothing when it is gone. */
function lockIn(file) {
  try {
    return {text: readFileSync(file, "utf8"), age: Date.now() - statSync(file).mtimeMs};
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return undefined;
  }
}

/** Of a dead process, or older than any set-up takes: its number may be another's by now. One not yet written is fresh. */
function isStale({text, age}) {
  const pid = Number.parseInt(text, 10);
  return age > longestSetUp || pid === process.pid || (pid > 0 && !isAlive(pid));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Removes the lock that says `text`: it is moved first, so that of two who found it stale the second puts back what the first has locked since. */
function unlock(file, text) {
  const aside = `${file}.${process.pid}.tmp`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, "utf8") !== text) linkSync(aside, file);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes(error.code)) throw error;
  } finally {
    rmSync(aside, {force: true});
  }
}
