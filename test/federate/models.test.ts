import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from "vitest";
import {reportTables} from "../../src/config/config.ts";
import {computed} from "../../src/federate/computed/index.ts";
import {inOrder, loadModels, parseModel} from "../../src/federate/models.ts";
import {Warehouse} from "../../src/store/warehouse.ts";
import {casesIn, compareWithExpected, loadTables} from "./tables.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const sources = fileURLToPath(new URL("../../src/federate/", import.meta.url));
const folders = ["models", "attribution", "audits"] as const;
const all = folders.flatMap((folder) => loadModels(join(sources, folder)).map((model) => ({folder, ...model})));

/** What models read that is no file. */
const standIns = [
  "parameters",
  "sales_with_ids",
  "lines_to_sum",
  "all_lines",
  "last_lineup",
  "orders_to_sum",
  "traffic_to_sum",
  "footfall_to_sum",
  "events_to_sum",
  "events_of_sessions",
  "sale_days_summed",
  "traffic_days_summed",
  "footfall_days_summed",
  "cells_to_attribute",
  "sales_to_class",
  "matched_to_attribute",
  "row_numbers",
];

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await Warehouse.open(":memory:");
});
afterAll(() => warehouse.close());

/** Of what is made in a test the next one sees nothing. */
beforeEach(() => warehouse.run("begin transaction"));
afterEach(() => warehouse.run("rollback"));

describe.each(folders)("%s", (folder) => {
  test.for(casesIn(join(here, folder)))("$model: $name", async ({model, path}) => {
    await loadTables(warehouse, path);
    const {sql} = all.find((candidate) => candidate.folder === folder && candidate.name === model)!;
    const {found, expected} = await compareWithExpected(warehouse, sql, path);
    expect(found).toEqual(expected);
  });
});

test("every mart can be asked for as a file, and nothing else", () => {
  const marts = [...all, ...computed].map(({name}) => name).filter((name) => name.startsWith("mart_"));
  expect([...reportTables].map((name) => `mart_${name}`).sort()).toEqual([...marts, "mart_audits"].sort());
});

test("every audit is shown to find a fault", () => {
  const shown = new Set(casesIn(join(here, "audits")).map(({model}) => model));
  expect(all.filter(({folder, name}) => folder === "audits" && !shown.has(name)).map(({name}) => name)).toEqual([]);
});

test.for(all)("the header of $folder/$name names what it reads", ({sql, reads}) => {
  const known = new Set([
    ...standIns,
    "flight_weights",
    "clean_counts",
    ...[...all, ...computed].map(({name}) => name),
  ]);
  const body = sql.replace(/^--.*$/gm, "");
  const tables = [...body.matchAll(/\b(?:from|join)\s+([a-z_]+)/g)]
    .map(([, table]) => table!)
    .filter((table) => known.has(table) || /^(clean|rejected|raw)_/.test(table));
  expect([...reads].sort()).toEqual([...new Set(tables)].sort());
});

test.for(all)("$folder/$name is plain SQL", ({sql}) => {
  expect(sql.toLowerCase()).not.toMatch(/group by all|qualify|exclude|replace \(|::|\blist\(|unnest/);
});

test("orders models after what they read", () => {
  const model = (name: string, reads: string) =>
    parseModel(name, `-- About ${name}. One row.\n-- Reads: ${reads}. Read by: nobody.\nselect 1`);
  const models = [model("a", "c, other"), model("b", "a"), model("c", "other")];
  expect(inOrder(models).map(({name}) => name)).toEqual(["c", "a", "b"]);
  expect(() => inOrder([model("a", "b"), model("b", "a")])).toThrow("models read each other in a circle: a, b");
});
