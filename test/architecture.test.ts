import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, test} from "vitest";
import {type SourceFile, violations} from "./support/architecture.ts";

const source = fileURLToPath(new URL("../src", import.meta.url));

function sourceFiles(): SourceFile[] {
  return readdirSync(source, {recursive: true, encoding: "utf8"})
    .filter((path) => /\.(ts|sql)$/.test(path) && !path.endsWith(".d.ts"))
    .map((path) => ({path: path.replaceAll("\\", "/"), text: readFileSync(join(source, path), "utf8")}));
}

test("the source keeps to the map", () => {
  const files = sourceFiles();
  expect(files.length).toBeGreaterThan(20);
  expect(violations(files)).toEqual([]);
});

describe("the map", () => {
  test.for([
    ["an arrow that points up", "lib/money.ts", 'import {run} from "../cli/commands/run.ts";', "imports cli"],
    ["a stage that imports a stage", "federate/a.ts", 'import {x} from "../normalize/x.ts";', "imports normalize"],
    ["a type from above", "store/a.ts", 'import type {Config} from "../config/config.ts";', "imports config"],
    ["a lazy import of what is above", "report/a.ts", 'await import("../job/job.ts")', "imports job"],
    ["a new export from above", "stage.ts", 'export * from "./pipeline.ts";', "imports pipeline"],
    ["a package outside its owner", "report/a.ts", 'import pino from "pino";', "imports pino"],
    ["a part of a package outside its owner", "job/a.ts", 'import {parse} from "csv-parse/sync";', "imports csv-parse"],
    ["a package nobody owns", "lib/a.ts", 'import "left-pad";', "belongs to nobody"],
    [
      "a mart outside its owners",
      "report/html.ts",
      "const sql = `select * from mart_orders`;",
      "names a table of mart_*",
    ],
    ["a table whose name is put together", "job/a.ts", "`select * from raw_${name}`", "names a table of raw_*"],
    ["the clock in a stage", "federate/a.ts", "const today = new Date();", "reads the clock"],
    ["the clock in a model", "federate/models/a.sql", "select now() as seen", "reads the clock"],
    ["a file that got away", "lib/a.ts", "\n".repeat(250), "more than 250 lines"],
  ] as const)("does not let %s pass", ([, path, text, fault]) => {
    expect(violations([{path, text}])).toEqual([expect.stringContaining(fault)]);
  });

  test("does not let two files import each other", () => {
    const a = {path: "lib/a.ts", text: 'import "./b.ts";'};
    const b = {path: "lib/b.ts", text: 'import "./a.ts";'};
    expect(violations([a, b])).toEqual(["lib/a.ts imports itself", "lib/b.ts imports itself"]);
  });

  test("lets comments speak of anything, and arrows point down", () => {
    const text = [
      "/** Reads mart_orders. */",
      '// import "left-pad";',
      'import {x} from "../lib/x.ts";',
      'import {readFileSync} from "node:fs";',
    ].join("\n");
    expect(violations([{path: "job/a.ts", text}])).toEqual([]);
  });
});
