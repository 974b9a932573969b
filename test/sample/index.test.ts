import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import Database from "better-sqlite3";
import {describe, expect, test} from "vitest";
import {parseConfig} from "../../src/config/load.ts";
import {RunError, UsageError} from "../../src/lib/errors.ts";
import {configText} from "../../src/sample/files.ts";
import {writeSample} from "../../src/sample/index.ts";
import {realData} from "../support/realData.ts";
import {temporaryFolder} from "./folder.ts";

const names = ["config.yaml", "iot_stream.csv", "marketing.csv", "smartretail.db", "truth.json", "web_traffic.json"];

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
  expect(names.filter((name) => one[name] === other[name])).toEqual(["config.yaml"]);
});

test("data/ is the sample of 1,000 orders, seed 1", async () => {
  expect(bytesOf(fileURLToPath(new URL("../../data", import.meta.url)))).toEqual(await bytesOfSample(1000, 1));
});

test("says what it wrote", async () => {
  const folder = temporaryFolder();
  const {files, ...summary} = await writeSample({orders: 20, seed: 1, folder});
  expect(files.map(({file}) => file).sort()).toEqual(names.map((name) => join(folder, name)));
  expect(files.map(({file, bytes}) => readFileSync(file).length - bytes)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(summary).toMatchObject({folder, orders: 20, to: "2024-12-31", revenue: expect.stringMatching(/^\d+\.\d\d$/)});
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

test("writes a config of under 15 lines that is complete", () => {
  const environment = {variable: () => undefined, secretFile: () => ""};
  const config = parseConfig(configText, {file: "/shop/config.yaml", environment});
  expect(configText.split("\n").length).toBeLessThan(15);
  expect(config.sources.map(({name, input}) => [name, input.path])).toEqual([
    ["orders", "/shop/smartretail.db"],
    ["campaigns", "/shop/marketing.csv"],
    ["web_traffic", "/shop/web_traffic.json"],
    ["footfall", "/shop/iot_stream.csv"],
  ]);
});

const real = realData("smart-retail");

test.skipIf(real === undefined)("has the form of the real files", async () => {
  const folder = temporaryFolder();
  await writeSample({orders: 20, seed: 1, folder});
  for (const name of ["marketing.csv", "iot_stream.csv"])
    expect(readFileSync(join(folder, name), "utf8").split("\n")[0]).toBe(
      readFileSync(join(real!, name), "utf8").split("\n")[0],
    );
  const keys = (root: string) => Object.keys(JSON.parse(readFileSync(join(root, "web_traffic.json"), "utf8"))[0]);
  expect(keys(folder)).toEqual(keys(real!));
  expect(columnsOf(folder)).toEqual(columnsOf(real!));
});

function columnsOf(folder: string): unknown {
  const database = new Database(join(folder, "smartretail.db"), {readonly: true});
  try {
    return database.prepare("select name, type from pragma_table_info('orders')").all();
  } finally {
    database.close();
  }
}
