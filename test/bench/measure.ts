import {spawn} from "node:child_process";
import {mkdirSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import type {Usage} from "./results.ts";

/** What `probe.cts` leaves of a thread; all but the heap are of the whole process. */
interface ThreadFacts {
  /** Bytes. */
  readonly heap: number;
  /** Microseconds. */
  readonly cpu: number;
  /** KiB. */
  readonly rss: number;
  /** Bytes handed to the system, to whatever file; null where the system does not count them. */
  readonly written: number | null;
}

export interface Ended {
  readonly usage: Usage;
  readonly out: string;
}

const probe = fileURLToPath(new URL("./probe.cjs", import.meta.url));
const mebi = 2 ** 20;

/** Runs a program of Node's from its start to its end. Throws what it said when it fails. `facts` is a folder to be emptied and used. */
export async function measure(args: readonly string[], facts: string): Promise<Ended> {
  rmSync(facts, {recursive: true, force: true});
  mkdirSync(facts, {recursive: true});
  const [ms, out] = await run(["--require", probe, ...args], {PROBE: facts});
  return {usage: usageOf(ms, facts), out};
}

function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<[ms: number, out: string]> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {env: {...process.env, NO_COLOR: "1", ...environment}});
  const stop = () => child.kill("SIGKILL");
  process.prependOnceListener("exit", stop);
  const [out, err]: [string[], string[]] = [[], []];
  let ms = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
  child.once("exit", () => {
    ms = performance.now() - started;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      process.off("exit", stop);
      if (code === 0) resolve([ms, out.join("")]);
      else
        reject(
          new Error(`${args.at(-2)} ${args.at(-1)} ended with ${code ?? signal}:\n${out.join("")}${err.join("")}`),
        );
    });
  });
}

function usageOf(ms: number, folder: string): Usage {
  const threads = readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as ThreadFacts,
  );
  const most = (fact: (thread: ThreadFacts) => number) => Math.max(...threads.map(fact));
  return {
    ms: Math.round(ms),
    cpu_ms: Math.round(most(({cpu}) => cpu) / 1000),
    rss_mib: Math.round(most(({rss}) => rss) / 1024),
    heap_mib: Math.round(threads.reduce((sum, {heap}) => sum + heap, 0) / mebi),
    written_mib: threads.some(({written}) => written === null)
      ? null
      : Math.round((most(({written}) => written!) / mebi) * 10) / 10,
  };
}
