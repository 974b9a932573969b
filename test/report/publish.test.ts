import {spawnSync} from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {RunError} from "../../src/lib/errors.ts";
import {discard, publish, publishPart, stagingFolder} from "../../src/report/publish.ts";

let root: string;
let outputs: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "daybook-publish-"));
  outputs = join(root, "outputs");
});
afterEach(() => rmSync(root, {recursive: true}));

const day = "2024-12-31";
const read = (...path: string[]) => readFileSync(join(outputs, ...path), "utf8");
const present = () => readdirSync(outputs).sort();

function staged(content: string): string {
  const staging = stagingFolder(outputs);
  mkdirSync(join(staging, "figures"));
  writeFileSync(join(staging, "report.txt"), content);
  writeFileSync(join(staging, "figures", "a.png"), content);
  return staging;
}

/** The number of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

test("puts a run's folder in its place, and latest points to it by a relative name", async () => {
  const {folder, notes} = await publish(staged("one"), day);
  expect(folder).toBe(join(outputs, day));
  expect(notes).toEqual([]);
  expect(read("latest", "report.txt")).toBe("one");
  expect(readlinkSync(join(outputs, "latest"))).toBe(day);
  expect(present()).toEqual([day, "latest"]);
});

test("replaces the whole folder of a day that runs again", async () => {
  const first = staged("one");
  writeFileSync(join(first, "only-then.txt"), "");
  await publish(first, day);
  await publish(staged("two"), day);
  expect(read(day, "report.txt")).toBe("two");
  expect(readdirSync(join(outputs, day)).sort()).toEqual(["figures", "report.txt"]);
  expect(present()).toEqual([day, "latest"]);
});

test("latest stays at the newest day when an older one is made again", async () => {
  await publish(staged("one"), "2024-12-30");
  expect(readlinkSync(join(outputs, "latest"))).toBe("2024-12-30");
  await publish(staged("two"), day);
  expect(readlinkSync(join(outputs, "latest"))).toBe(day);
  await publish(staged("three"), "2024-12-29");
  expect(readlinkSync(join(outputs, "latest"))).toBe(day);
});

test("a folder that cannot be put in place leaves what was there", async () => {
  await publish(staged("one"), day);
  const staging = staged("two");
  rmSync(staging, {recursive: true});
  await expect(publish(staging, day)).rejects.toThrow("earlier reports are untouched");
  expect(read(day, "report.txt")).toBe("one");
  expect(present()).toEqual([day, "latest"]);
});

test("says so when latest is something else, and publishes all the same", async () => {
  mkdirSync(join(outputs, "latest"), {recursive: true});
  const {notes} = await publish(staged("one"), day);
  expect(notes).toEqual([
    {kind: "info", source: "", message: expect.stringContaining("outputs/latest could not be pointed to 2024-12-31")},
  ]);
  expect(read(day, "report.txt")).toBe("one");
  expect(lstatSync(join(outputs, "latest")).isDirectory()).toBe(true);
});

describe("a part alone", () => {
  test("replaces that subfolder, and the manifest lists what is there now", async () => {
    const first = staged("one");
    writeFileSync(join(first, "manifest.json"), JSON.stringify({run: "r1", outputs: []}));
    await publish(first, day);
    await publishPart(staged("two"), day, "figures");
    expect(read(day, "figures", "a.png")).toBe("two");
    expect(read(day, "report.txt")).toBe("one");
    const manifest = JSON.parse(read(day, "manifest.json"));
    expect(manifest).toMatchObject({run: "r1", outputs: [{file: "figures/a.png", bytes: 3}, {file: "report.txt"}]});
    expect(manifest.outputs[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(present()).toEqual([day, "latest"]);
  });

  test("makes the folder of a day that has none, and leaves latest at the last report", async () => {
    await publishPart(staged("one"), day, "figures");
    expect(readdirSync(join(outputs, day))).toEqual(["figures"]);
    expect(existsSync(join(outputs, "latest"))).toBe(false);
    await publish(staged("two"), day);
    await publishPart(staged("three"), "2024-12-30", "figures");
    expect(readlinkSync(join(outputs, "latest"))).toBe(day);
  });
});

describe("what earlier runs left behind", () => {
  test("goes when its process is dead, and stays while it lives", () => {
    const dead = join(outputs, `.run.${deadProcess()}.tmp`);
    const alive = join(outputs, `.run.${process.ppid}.tmp`);
    for (const folder of [dead, alive]) mkdirSync(folder, {recursive: true});
    stagingFolder(outputs);
    expect(existsSync(dead)).toBe(false);
    expect(existsSync(alive)).toBe(true);
  });

  test("comes back when it is the only copy: the run died between two renames", () => {
    const pid = deadProcess();
    for (const folder of [`.${day}.${pid}.old.tmp`, `2024-12-30/.figures.${pid}.old.tmp`]) {
      mkdirSync(join(outputs, folder), {recursive: true});
      writeFileSync(join(outputs, folder, "report.txt"), "only copy");
    }
    stagingFolder(outputs);
    expect(read(day, "report.txt")).toBe("only copy");
    expect(read("2024-12-30", "figures", "report.txt")).toBe("only copy");
  });

  test("goes when the new folder made it to its place", () => {
    const aside = join(outputs, `.${day}.${deadProcess()}.old.tmp`);
    for (const folder of [aside, join(outputs, day)]) mkdirSync(folder, {recursive: true});
    stagingFolder(outputs);
    expect(present()).toEqual([`.run.${process.pid}.tmp`, day].sort());
  });

  test("of our own number is from before us: the folder is empty", () => {
    writeFileSync(join(stagingFolder(outputs), "old.txt"), "");
    expect(readdirSync(stagingFolder(outputs))).toEqual([]);
  });

  test("is nothing after a run is discarded", () => {
    discard(staged("one"));
    expect(present()).toEqual([]);
  });
});

test("a folder that cannot be written is refused before any work", () => {
  writeFileSync(join(root, "file"), "");
  expect(() => stagingFolder(join(root, "file"))).toThrow(RunError);
});
