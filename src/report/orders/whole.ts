import {rmSync} from "node:fs";
import {Assembly, type Sum} from "./assembly.ts";
import {copyLines, partOf, type Task} from "./lineFiles.ts";

/** So many ranges are written by one statement, which has the lines of all in memory and needs no file for a part. */
const fewRanges = 3;

/** Few ranges at once, many one by one, so that few lines are in memory: while one is made, the one before is added to the file and summed up. */
export async function writeWhole(task: Task, ranges: readonly string[]): Promise<Sum | undefined> {
  if (ranges.length <= fewRanges) {
    const all = ranges.map((range) => [range]);
    await copyLines(task, task.file, all, true);
    return undefined;
  }
  const output = await Assembly.create(task.file, true);
  let end = Promise.resolve();
  try {
    for (const [i, range] of ranges.entries()) {
      const part = `${partOf(task.file)}${i}`;
      await copyLines(task, part, [[range]], i === 0);
      end = end.then(() => output.takeFile(part)).finally(() => rmSync(part, {force: true}));
      end.catch(() => {}); // Told below.
    }
    await end;
    return await output.finish();
  } finally {
    await end.catch(() => {}); // Told already, unless something else went wrong before.
    await output.abandon();
  }
}
