import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {daybook} from "../../support/program.ts";
import {makeShop, removeFolder} from "../../support/shop.ts";

let folder: string;
beforeAll(() => {
  folder = makeShop();
  const config = readFileSync(join(folder, "config.yaml"), "utf8");
  writeFileSync(join(folder, "scheduled.yaml"), `schedule: {cron: "0 7 * * *"}\n${config}`);
  writeFileSync(join(folder, "wrong.yaml"), "sources: {orders: {csv: orders.csv, colums: {}}}\n");
  writeFileSync(join(folder, "libraries.cjs"), reporter);
});
afterAll(() => removeFolder(folder));

/** Names the native libraries of the process when it ends. */
const reporter = `process.on("exit", () => {
  for (const library of process.report.getReport().sharedObjects) process.stderr.write(library + "\\n");
});`;

async function nativeLibraries(args: readonly string[], expected = 0): Promise<string[]> {
  const {code, err} = await daybook(args, {cwd: folder, env: {NODE_OPTIONS: "--require ./libraries.cjs"}});
  expect(code, err).toBe(expected);
  return err.split("\n").filter((library) => library.includes("node_modules"));
}

test("a check of everything loads the engine and what draws", async () => {
  const libraries = await nativeLibraries(["check"]);
  for (const name of ["duckdb", "skia"]) expect(libraries).toContainEqual(expect.stringContaining(name));
});

test.for([
  ["--help", [], 0],
  ["--version", [], 0],
  ["next", ["--config", "scheduled.yaml"], 0],
  ["check", ["--config", "wrong.yaml"], 2],
] as const)("%s %s loads no native library at all", async ([command, options, code]) => {
  expect(await nativeLibraries([command, ...options], code)).toEqual([]);
});

test.for(["status", "outbox"])(
  "%s loads the ledger, and neither the engine nor anything that draws",
  async (command) => {
    expect(await nativeLibraries([command])).toEqual([expect.stringContaining("better_sqlite3")]);
  },
);
