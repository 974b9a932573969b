import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {lastLines} from "../../src/lib/logTail.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-tail-"));
});
afterEach(() => rmSync(folder, {recursive: true}));

const line = (run: string, msg: string) => JSON.stringify({time: "t", level: "info", run, msg});
const write = (...lines: readonly string[]) => writeFileSync(join(folder, "daybook.log"), `${lines.join("\n")}\n`);

test("are those of one run, as they are, the last so many", () => {
  write(line("a", "1"), line("b", "2"), line("a", "3"), line("a", "4"));
  expect(lastLines(folder, "a", 2)).toEqual([line("a", "3"), line("a", "4")]);
  expect(lastLines(folder, "c", 2)).toEqual([]);
});

test("are found at the end of a long log", () => {
  write(...Array.from({length: 9000}, (_, i) => line("a", `${i} ${"x".repeat(60)}`)), line("b", "last"));
  expect(lastLines(folder, "b", 5)).toEqual([line("b", "last")]);
  expect(lastLines(folder, "a", 5)).toHaveLength(5);
});

test("are none where there is no log", () => {
  expect(lastLines(join(folder, "gone"), "a", 5)).toEqual([]);
});
