import {existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {RunError} from "../../src/lib/errors.ts";
import {ensureWritable} from "../../src/lib/folder.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "daybook-folder-"));
});
afterEach(() => rmSync(root, {recursive: true}));

test("a folder that can be written is made, and stays empty", () => {
  const path = join(root, "a", "b");
  ensureWritable({setting: "outputs", path});
  ensureWritable({setting: "outputs", path});
  expect(existsSync(path)).toBe(true);
  expect(readdirSync(path)).toEqual([]);
});

test.for([
  ["a file in its place", "file"],
  ["a file above it", "file/outputs"],
] as const)("a folder that cannot be written is refused: %s", ([, name]) => {
  writeFileSync(join(root, "file"), "");
  const path = join(root, name);
  const refusal = `outputs (${path}): no folder can be made there; name another place in the config; earlier reports are untouched`;
  const refused = () => ensureWritable({setting: "outputs", path});
  expect(refused).toThrow(RunError);
  expect(refused).toThrow(refusal);
});
