import {spawn, spawnSync} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, test, vi} from "vitest";
import "../support/build.ts";
import {type Fact, type Measured, type Results, ratio, recordsPerSecond, stages} from "./results.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-bench-test-"));
  mkdirSync(join(folder, "tmp"));
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const start = join(root, "test", "bench", "start.mjs");

/** What is made on the way goes to a place that can be looked at. */
function environment() {
  return {...process.env, TMPDIR: join(folder, "tmp")};
}

function leftBy(pid: number | undefined): string[] {
  const compiled = readdirSync(root).filter((name) => name === `bench.${pid}.tmp`);
  return [...compiled, ...readdirSync(join(folder, "tmp"))];
}

function bench(...args: string[]) {
  const options = {encoding: "utf8", env: environment()} as const;
  const {pid, status, stdout, stderr} = spawnSync(process.execPath, [start, ...args], options);
  return {status, stdout, stderr, left: leftBy(pid)};
}

describe("a shop of 200 orders", () => {
  let ended: ReturnType<typeof bench>;
  let results: Results;

  // Daybook and the floor are compared within: where they do not agree on the totals, the benchmark fails.
  beforeAll(() => {
    const small = ["--sizes", "200", "--pairs", "1", "--scenarios", "first,day,campaign"];
    ended = bench(...small, "--json", join(folder, "figures.json"));
    expect(ended.status, ended.stderr).toBe(0);
    results = JSON.parse(readFileSync(join(folder, "figures.json"), "utf8"));
  }, 180_000);

  test("is measured from its first load on, and grows by a day", () => {
    expect(results.measured.map(({orders, scenario}) => `${orders} ${scenario}`)).toEqual([
      "200 first",
      "200 day",
      "200 campaign",
    ]);
    const [first, day] = [200 + 1000 + 2 * 1000, 60 + 2 * 3];
    expect(results.measured.map(({records}) => records)).toEqual([first, first + day, first + day]);
  });

  test.for(["daybook", "floor"] as const)("has figures of %s that can be", (who) => {
    for (const measured of results.measured) {
      const {ms, cpu_ms, rss_mib, heap_mib, written_mib} = measured.pairs[0]![who];
      for (const figure of [ms, cpu_ms, rss_mib, heap_mib]) expect(figure).toBeGreaterThan(0);
      expect(heap_mib).toBeLessThan(rss_mib);
      // Three figures of 300 dpi at least, where it is counted.
      if (written_mib !== null && measured.scenario === "first") expect(written_mib).toBeGreaterThan(0.3);
      expect(stages(measured, who)["start and end"]).toBeGreaterThan(0);
      expect(recordsPerSecond(measured, who)).toBe(Math.round((measured.records / ms) * 1000));
    }
  });

  test("says how long each stage took", () => {
    const [first] = results.measured as [Measured];
    const daybook = ["integrate", "normalize", "federate", "visualize", "report", "start and end"];
    expect(Object.keys(stages(first, "daybook"))).toEqual(expect.arrayContaining(daybook));
    expect(Object.keys(stages(first, "floor"))).toEqual(expect.arrayContaining(["orders", "marts", "tables"]));
  });

  test("is shown as a table, with what the figures must hold", () => {
    const header = /wall s +CPU s +records\/s +RSS MiB +heap MiB +written MiB +floor s/;
    for (const text of [header, /^200 orders/m, /^campaign edited +\d/m, /^What the figures must hold$/m])
      expect(ended.stdout).toMatch(text);
  });

  test("is shown again from its file, as Markdown and against itself", () => {
    const file = join(folder, "figures.json");
    const shown = bench("--show", file, "--markdown", "--against", file);
    expect(shown.stdout).toMatch(/^\| 200 \| one new day \| \d+\.\d+ s \|/m);
    expect(shown.stdout).toMatch(/^200 one new day +(\d+\.\d+) +\1 +0 % /m);
  });

  test("has its summaries in the file as well", () => {
    const [written] = results.measured as (Measured & {ratio: Record<Fact, unknown>})[];
    expect(written!.ratio.ms).toEqual(ratio(written!, "ms"));
  });

  test("leaves nothing behind", () => {
    expect(ended.left).toEqual([]);
  });
});

test("says what is wrong with its options", () => {
  expect(bench("--sizes", "many")).toMatchObject({status: 1, stderr: expect.stringContaining('"many" is not a whole')});
});

test("leaves nothing behind when it is stopped", async () => {
  const [program, started] = [join(folder, "main.js"), join(folder, "started")];
  writeFileSync(join(folder, "package.json"), '{"version": "0"}');
  writeFileSync(
    program,
    `require("node:fs").writeFileSync(${JSON.stringify(started)}, ""); setInterval(() => {}, 1000);`,
  );
  const child = spawn(process.execPath, [start, "--sizes", "1", "--program", program], {env: environment()});
  const ended = new Promise((resolve) => child.once("close", resolve));
  await vi.waitUntil(() => existsSync(started), {timeout: 30_000});
  child.kill("SIGTERM");
  expect(await ended).toBe(143);
  expect(leftBy(child.pid)).toEqual([]);
});

test("says what a program said that failed, and leaves nothing behind", () => {
  const program = join(folder, "main.js");
  writeFileSync(join(folder, "package.json"), '{"version": "0"}');
  writeFileSync(program, "throw new Error('no such luck')");
  const ended = bench("--sizes", "1", "--program", program);
  expect(ended).toMatchObject({status: 1, stderr: expect.stringContaining("no such luck"), left: []});
});
