import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {arch, cpus, platform, release, tmpdir, totalmem} from "node:os";
import {join, resolve} from "node:path";
import {Contest} from "./contest.ts";
import {type Options, readOptions, usage} from "./options.ts";
import {comparison} from "./print/comparison.ts";
import {figures} from "./print/figures.ts";
import {markdown} from "./print/markdown.ts";
import {promises} from "./print/promises.ts";
import {type Machine, type Measured, type Results, withSummaries} from "./results.ts";
import {measureShop} from "./scenarios.ts";
import {Shop} from "./shop/shop.ts";

/** Compiled, this file stands one folder below the repository. */
const root = resolve(import.meta.dirname, "..");

function machine(): Machine {
  return {
    processor: cpus()[0]?.model ?? "unknown",
    processors: cpus().length,
    memory_gib: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
  };
}

async function measureAll(options: Options): Promise<Results> {
  const program = resolve(options.program ?? join(root, "main.js"));
  const {version} = JSON.parse(readFileSync(join(program, "..", "package.json"), "utf8"));
  const measured: Measured[] = [];
  for (const orders of options.sizes) measured.push(...(await measureSize(orders, program, options)));
  return {version, taken: new Date().toISOString(), machine: machine(), measured};
}

async function measureSize(orders: number, program: string, options: Options): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), "daybook-bench-"));
  const remove = () => rmSync(folder, {recursive: true, force: true});
  process.once("exit", remove);
  try {
    say(`${orders.toLocaleString("en")} orders: making them up`);
    const shop = new Shop(orders, join(folder, "shop"));
    shop.write();
    const contest = new Contest(shop, join(folder, "contest"), {program, memory: options.memory, sums: options.sums});
    return await measureShop(shop, contest, options.scenarios, options.pairs, (scenario, {daybook, floor}) => {
      say(`${orders.toLocaleString("en")} orders, ${scenario}: ${daybook.ms} ms, floor ${floor.ms} ms`);
    });
  } finally {
    remove();
    process.off("exit", remove);
  }
}

/** Progress goes beside the figures, so that those can be piped. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function read(file: string): Results {
  return JSON.parse(readFileSync(file, "utf8"));
}

async function bench(options: Options): Promise<void> {
  const results = options.show === undefined ? await measureAll(options) : read(options.show);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(withSummaries(results), null, 2)}\n`);
  const parts = options.markdown ? [markdown(results)] : [figures(results), promises(results)];
  if (options.against !== undefined) parts.push(comparison(read(options.against), results));
  process.stdout.write(`${parts.join("\n")}\n`);
}

// By way of "exit", which clears away.
process.on("SIGINT", () => process.exit(130)).on("SIGTERM", () => process.exit(143));
try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) process.stdout.write(usage);
  else await bench(options);
} catch (error) {
  say(`bench: ${(error as Error).message}`);
  process.exitCode = 1;
}
