import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {daybook} from "../../support/program.ts";
import {makeShop, removeFolder} from "../../support/shop.ts";

let folder: string;
beforeAll(() => {
  folder = makeShop();
  writeFileSync(join(folder, "modules.cjs"), reporter);
});
afterAll(() => removeFolder(folder));

/** Names the native libraries of the process when it ends. */
const reporter = `process.on("exit", () => {
  for (const library of process.report.getReport().sharedObjects) process.stderr.write(library + "\\n");
});`;

test.for(["status", "outbox"])(
  "%s loads the ledger, and neither the engine nor anything that draws",
  async (command) => {
    const {code, err} = await daybook([command], {cwd: folder, env: {NODE_OPTIONS: "--require ./modules.cjs"}});
    expect(code, err).toBe(0);
    const libraries = err.split("\n").filter((library) => library.includes("node_modules"));
    expect(libraries).toEqual([expect.stringContaining("better_sqlite3")]);
  },
);
