import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import Database from "better-sqlite3";
import {describe, expect, test} from "vitest";
import {catalog} from "../../src/config/catalog.ts";
import {parseConfig} from "../../src/config/load.ts";
import {RunError, UsageError} from "../../src/lib/errors.ts";
import {configText} from "../../src/sample/files.ts";
import {parseTruth, writeSample} from "../../src/sample/index.ts";
import {sourceFiles, sourceNames} from "../../src/sample/sourceFiles.ts";
import {realData} from "../support/realData.ts";
import {temporaryFolder} from "./folder.ts";

const names = ["config.yaml", "truth.json", ...Object.values(sourceFiles)].sort();
const four = ["orders", "campaigns", "web_traffic", "footfall"] as const;

function bytesOf(folder: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name)).toString("base64")]));
}

async function bytesOfSample(orders: number, seed: number): Promise<Record<string, string>> {
  const folder = temporaryFolder();
  await writeSample({orders, seed, folder});
  return bytesOf(folder);
}

test("writes the same bytes for the same orders and seed", async () => {
  expect(await bytesOfSample(700, 9)).toEqual(await bytesOfSample(700, 9));
});

test("writes another shop for another seed", async () => {
  const [one, other] = [await bytesOfSample(700, 9), await bytesOfSample(700, 10)];
  const same = ["calendar.csv", "config.yaml", "offers.csv", "stores.csv"];
  expect(names.filter((name) => one[name] === other[name])).toEqual(same);
});

test("data/ is the sample of 1,000 orders, seed 1", async () => {
  expect(bytesOf(fileURLToPath(new URL("../../data", import.meta.url)))).toEqual(await bytesOfSample(1000, 1));
});

test("says what it wrote", async () => {
  const folder = temporaryFolder();
  const {files, ...summary} = await writeSample({orders: 20, seed: 1, folder});
  expect(files.map(({file}) => file).sort()).toEqual(names.map((name) => join(folder, name)));
  expect(files.map(({file, bytes}) => readFileSync(file).length - bytes)).toEqual(names.map(() => 0));
  expect(summary).toMatchObject({folder, orders: 20, to: "2024-12-31", revenue: expect.stringMatching(/^\d+\.\d\d$/)});
});

test("writes only the sources asked for, with the same bytes, and says so in the truth", async () => {
  const [all, some] = [temporaryFolder(), temporaryFolder()];
  await writeSample({orders: 300, seed: 2, folder: all});
  await writeSample({orders: 300, seed: 2, folder: some, only: ["events", "campaigns"]});
  const files = ["events.csv", "marketing.csv", "smartretail.db"];
  expect(readdirSync(some).sort()).toEqual(["config.yaml", ...files, "truth.json"]);
  for (const name of files) expect(readFileSync(join(some, name))).toEqual(readFileSync(join(all, name)));
  const {quality} = parseTruth(readFileSync(join(some, "truth.json"), "utf8"));
  expect(Object.keys(quality).sort()).toEqual(["campaigns", "events", "orders"]);
  expect(sourcesOf(readFileSync(join(some, "config.yaml"), "utf8"))).toEqual(["orders", "campaigns", "events"]);
});

describe("a folder in use", () => {
  test("is written again when it is a sample, and keeps its own config", async () => {
    const folder = temporaryFolder();
    await writeSample({orders: 20, seed: 1, folder});
    writeFileSync(join(folder, "config.yaml"), "mine");
    await writeSample({orders: 30, seed: 1, folder});
    expect(readFileSync(join(folder, "config.yaml"), "utf8")).toBe("mine");
    expect(readFileSync(join(folder, "truth.json"), "utf8")).toContain('"orders":30');
    expect(readdirSync(folder).sort()).toEqual(names);
  });

  test("is left alone when it holds sources that are no sample", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "marketing.csv"), "mine");
    await expect(writeSample({orders: 20, seed: 1, folder})).rejects.toThrow(UsageError);
    expect(readdirSync(folder)).toEqual(["marketing.csv"]);
    expect(readFileSync(join(folder, "marketing.csv"), "utf8")).toBe("mine");
  });

  test("loses what an earlier database left beside it", async () => {
    const folder = temporaryFolder();
    await writeSample({orders: 20, seed: 1, folder});
    writeFileSync(join(folder, "smartretail.db-wal"), "old");
    await writeSample({orders: 20, seed: 2, folder});
    expect(existsSync(join(folder, "smartretail.db-wal"))).toBe(false);
  });
});

test("says when the folder cannot be written", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "occupied"), "");
  await expect(writeSample({orders: 1, seed: 1, folder: join(folder, "occupied")})).rejects.toThrow(RunError);
});

test("leaves nothing behind when a file is in the way", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "truth.json", "inside"), {recursive: true});
  await expect(writeSample({orders: 1, seed: 1, folder})).rejects.toThrow(RunError);
  expect(readdirSync(folder)).toEqual(["truth.json"]);
});

test.for([
  [0, 1],
  [1.5, 1],
  [Number.NaN, 1],
  [10, -1],
  [10, 2 ** 32],
] as const)("refuses %d orders with seed %d", async ([orders, seed]) => {
  await expect(writeSample({orders, seed, folder: "/nowhere"})).rejects.toThrow(UsageError);
});

test("writes a config of under 15 lines for four sources, and of one line more for each other", () => {
  expect(configText(four).split("\n").length).toBeLessThan(15);
  expect(configText().split("\n").length).toBe(configText(four).split("\n").length + sourceNames.length - four.length);
  expect(sourcesOf(configText())).toEqual(sourceNames);
});

test("knows every source there is", () => {
  expect([...sourceNames].sort()).toEqual(catalog.map(({name}) => name).sort());
});

function sourcesOf(text: string): string[] {
  const environment = {variable: () => undefined, secretFile: () => ""};
  const config = parseConfig(text, {file: "/shop/config.yaml", environment});
  expect(config.sources.map(({name, input}) => [name, input.path])).toEqual(
    config.sources.map(({name}) => [name, `/shop/${sourceFiles[name as keyof typeof sourceFiles]}`]),
  );
  return config.sources.map(({name}) => name);
}

const real = realData("smart-retail");

test.skipIf(real === undefined)("has the form of the real files, and columns of its own", async () => {
  const folder = temporaryFolder();
  await writeSample({orders: 20, seed: 1, folder});
  for (const name of ["marketing.csv", "iot_stream.csv"])
    expect(headerOf(folder, name)).toEqual(expect.arrayContaining(headerOf(real!, name)));
  const keys = (root: string) => Object.keys(JSON.parse(readFileSync(join(root, "web_traffic.json"), "utf8"))[0]);
  expect(keys(folder)).toEqual(keys(real!));
  expect(columnsOf(folder)).toEqual(expect.arrayContaining(columnsOf(real!)));
});

function headerOf(folder: string, name: string): string[] {
  return readFileSync(join(folder, name), "utf8").split("\n")[0]!.trim().split(",");
}

function columnsOf(folder: string): unknown[] {
  const database = new Database(join(folder, "smartretail.db"), {readonly: true});
  try {
    return database.prepare("select name, type from pragma_table_info('orders')").all();
  } finally {
    database.close();
  }
}
