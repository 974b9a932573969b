import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {daybook} from "../../support/program.ts";
import {edit, makeShop, removeFolder} from "../../support/shop.ts";

let folder: string;
beforeAll(() => {
  folder = makeShop();
  edit(folder, "config.yaml", "sources:", `schedule: {cron: "0 7 * * *"}\nsources:`);
  writeFileSync(join(folder, "libraries.cjs"), reporter);
});
afterAll(() => removeFolder(folder));

/** Names the native libraries of the process when it ends. */
const reporter = `process.on("exit", () => {
  for (const library of process.report.getReport().sharedObjects) process.stderr.write(library + "\\n");
});`;

async function nativeLibraries(args: readonly string[]): Promise<string[]> {
  const {code, err} = await daybook(args, {cwd: folder, env: {NODE_OPTIONS: "--require ./libraries.cjs"}});
  expect(code, err).toBe(0);
  return err.split("\n").filter((library) => library.includes("node_modules"));
}

test("next loads neither the engine nor anything that draws", async () => {
  expect(await nativeLibraries(["check"])).toContainEqual(expect.stringContaining("duckdb"));
  expect(await nativeLibraries(["next"])).toEqual([]);
});
