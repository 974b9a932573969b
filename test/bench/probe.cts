// Loaded before a program that is measured, into each of its threads: leaves what they used as PROBE/<thread>.json.
import fs = require("node:fs");
import path = require("node:path");
import v8 = require("node:v8");
import threads = require("node:worker_threads");

const milliseconds = 10;
let heap = 0;

function look(): void {
  heap = Math.max(heap, v8.getHeapStatistics().total_heap_size);
}

/** A number of /proc/self, where there is one: of the whole process, its ended threads included. */
function factOf(file: string, name: string): number | null {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(fs.readFileSync(`/proc/self/${file}`, "utf8"))?.[1]);
  } catch {
    return null;
  }
}

setInterval(look, milliseconds).unref();
process.on("exit", () => {
  look();
  const {userCPUTime, systemCPUTime, maxRSS} = process.resourceUsage();
  // Not maxRSS where it can be helped: it starts at what the parent had.
  const rss = factOf("status", "VmHWM") ?? maxRSS;
  const facts = {heap, cpu: userCPUTime + systemCPUTime, rss, written: factOf("io", "wchar")};
  fs.writeFileSync(path.join(process.env.PROBE!, `${threads.threadId}.json`), JSON.stringify(facts));
});
