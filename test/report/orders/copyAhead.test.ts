import {appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {Assembly} from "../../../src/report/orders/assembly.ts";
import {CopyAhead} from "../../../src/report/orders/copyAhead.ts";

let folder: string;
let copy: CopyAhead;
let stopping: AbortController;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-copy-"));
  stopping = new AbortController();
  copy = new CopyAhead(at("copy"), stopping.signal);
  writeFileSync(at("earlier"), "one\r\n");
});
afterEach(async () => {
  await copy.giveUp();
  rmSync(folder, {recursive: true});
});

const at = (name: string) => join(folder, name);

/** What the copy is when it is taken and finished. */
async function taken(name: string): Promise<string> {
  const assembly = await copy.take(at(name));
  await assembly.finish();
  await assembly.abandon();
  return readFileSync(at("copy"), "utf8");
}

test("a copy that was begun is the one taken", async () => {
  copy.begin(at("earlier"));
  const made = await copy.take(at("earlier"));
  appendFileSync(at("earlier"), "two\r\n");
  await made.finish();
  await made.abandon();
  await copy.giveUp();
  expect(readFileSync(at("copy"), "utf8")).toBe("one\r\n");
});

test("a copy is made when it is asked for, where none was begun or one of another table", async () => {
  expect(await taken("earlier")).toBe("one\r\n");
  writeFileSync(at("other"), "two\r\n");
  copy.begin(at("earlier"));
  expect(await taken("other")).toBe("two\r\n");
});

test("a copy given up writes no more, and another may be taken after it", async () => {
  writeFileSync(at("earlier"), Buffer.alloc(80 << 20, "x"));
  copy.begin(at("earlier"));
  await copy.giveUp();
  rmSync(at("copy"), {force: true});
  expect(copy.isBegun).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(existsSync(at("copy"))).toBe(false);
  expect((await taken("earlier")).length).toBe(80 << 20);
});

test("a copy begun after one that was given up is as good as the first", async () => {
  copy.begin(at("missing"));
  await copy.giveUp();
  copy.begin(at("earlier"));
  expect(await taken("earlier")).toBe("one\r\n");
});

test("a copy that was taken stops with the work of whoever took it", async () => {
  copy.begin(at("earlier"));
  const made = await copy.take(at("earlier"));
  stopping.abort();
  await expect(made.finish()).rejects.toThrow(/abort/i);
  await made.abandon();
});

test("what went wrong with a copy is tried once more by whoever takes it, and told to nobody else", async () => {
  copy.begin(at("missing"));
  await copy.giveUp();
  copy.begin(at("missing"));
  await expect(copy.take(at("missing"))).rejects.toThrow(/ENOENT/);
  copy.begin(at("late"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  writeFileSync(at("late"), "three\r\n");
  expect(await taken("late")).toBe("three\r\n");
});

test("work on a file ends where nobody wants it any more", async () => {
  const assembly = await Assembly.create(at("copy"), false, stopping.signal);
  stopping.abort();
  await expect(assembly.takeFile(at("earlier")).then(() => assembly.finish())).rejects.toThrow(/abort/i);
  await assembly.abandon();
});
