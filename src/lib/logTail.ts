import {closeSync, fstatSync, openSync, readSync} from "node:fs";
import {join} from "node:path";

const readBytes = 256 * 1024;

/** The last `count` lines that a run has written to the log in `folder`, as they are; fewer, or none, where it has none there. */
export function lastLines(folder: string, run: string, count: number): string[] {
  const own = `"run":${JSON.stringify(run)}`;
  const lines = endOf(join(folder, "daybook.log")).split("\n");
  return lines.filter((line) => line.includes(own)).slice(-count);
}

function endOf(file: string): string {
  try {
    const descriptor = openSync(file, "r");
    try {
      const start = Math.max(0, fstatSync(descriptor).size - readBytes);
      const bytes = Buffer.alloc(readBytes);
      return bytes.toString("utf8", 0, readSync(descriptor, bytes, 0, readBytes, start));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return ""; // Without a log there is nothing to quote: what is told stays true.
  }
}
