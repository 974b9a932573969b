import {spawn, spawnSync} from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import {tmpdir} from "node:os";
import {delimiter, dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, expect, test} from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
let copy: string;

/** What somebody has who just cloned, with a small source: what set-up does does not depend on what it builds. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "daybook-setup-"));
  for (const file of [
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "main.js",
    "src/join.mjs",
    "src/setup.mjs",
    "src/setupLock.mjs",
  ])
    copyIn(file);
  write("src/main.ts", mainSource);
  write("src/models/a.sql", "select 1");
  write("src/parts/part.sql", "select 1");
  write("src/parts/part.ts", partSource);
  write("src/parts/aloneThread.ts", threadSource);
  write("tools/npm", standInForNpm);
  chmodSync(join(copy, "tools/npm"), 0o755);
});
afterAll(() => rmSync(copy, {recursive: true}));

const mainSource = `import {Worker} from "node:worker_threads";
import {part, thread} from "./parts/part.ts";

const word: string = "hello";
console.log(word);
if (process.argv.includes("--part")) console.log(part());
if (process.argv.includes("--thread")) new Worker(thread);
`;

/** It finds the SQL and the thread beside it. */
const partSource = `import {readFileSync} from "node:fs";
export const part = (): string => readFileSync(new URL("./part.sql", import.meta.url), "utf8");
export const thread: URL = new URL("./aloneThread.js", import.meta.url);
`;
const threadSource = 'import {part} from "./part.ts";\nconsole.log("thread: " + part());\n';

/** Notes how it was called, and "installs" the compiler that is already here. */
const standInForNpm = `#!/bin/sh
echo "$@" >> npm-calls
sleep 0.3
rm -rf node_modules && mkdir node_modules
ln -s "${join(root, "node_modules", "typescript")}" "${join(root, "node_modules", "@types")}" \
  "${join(root, "node_modules", "rolldown")}" node_modules/
`;

function write(file: string, text: string): void {
  mkdirSync(dirname(join(copy, file)), {recursive: true});
  writeFileSync(join(copy, file), text);
}

function copyIn(file: string): void {
  mkdirSync(dirname(join(copy, file)), {recursive: true});
  cpSync(join(root, file), join(copy, file));
}

const environment = () => ({...process.env, PATH: `${join(copy, "tools")}${delimiter}${process.env.PATH}`});

function node(...args: string[]) {
  const options = {cwd: copy, encoding: "utf8", env: environment()} as const;
  const {status, stdout, stderr} = spawnSync(process.execPath, args, options);
  return {status, stdout, stderr};
}

function startSetUp(): Promise<number | null> {
  const child = spawn(process.execPath, ["src/setup.mjs"], {cwd: copy, env: environment(), stdio: "ignore"});
  return new Promise((resolve) => child.once("exit", resolve));
}

const setUp = () => node("src/setup.mjs");
const npmCalls = () => readFileSync(join(copy, "npm-calls"), "utf8").trimEnd().split("\n");

test("without set-up, `node main` says in one line what to do", () => {
  expect(node("main")).toEqual({
    status: 2,
    stdout: "",
    stderr: expect.stringMatching(/^Daybook is not set up yet: run `npm start` once .*\n$/),
  });
});

test("set-up installs from the lock file and builds, and shows that it does", () => {
  const {status, stderr} = setUp();
  const steps =
    /^setup: installing packages .*\nsetup: installing packages.*: done in .*\nsetup: building …\nsetup: building: done in [\d.]+ s\n$/;
  expect({status, stderr}).toEqual({status: 0, stderr: expect.stringMatching(steps)});
  expect(npmCalls()).toEqual([expect.stringMatching(/^ci\b/)]);
  expect(node("main").stdout).toBe("hello\n");
  expect(existsSync(join(copy, "dist/models/a.sql"))).toBe(true);
});

test("what is built is joined into few files, which find what lies beside their sources", () => {
  expect(existsSync(join(copy, "dist/parts/part.js"))).toBe(false);
  expect(node("main", "--part", "--thread").stdout).toBe("hello\nselect 1\nthread: select 1\n");
});

test("a second set-up does nothing and says nothing", () => {
  const built = () => statSync(join(copy, "dist/main.js")).mtimeMs;
  const before = built();
  expect(setUp()).toEqual({status: 0, stdout: "", stderr: ""});
  expect(built()).toBe(before);
  expect(npmCalls()).toHaveLength(1);
});

test("a changed source is built again, and leaves nothing of a removed one", () => {
  rmSync(join(copy, "src/models"), {recursive: true});
  appendFileSync(join(copy, "src/main.ts"), 'console.log("again");\n');
  expect(setUp().status).toBe(0);
  expect(node("main").stdout).toBe("hello\nagain\n");
  expect(existsSync(join(copy, "dist/models"))).toBe(false);
  expect(npmCalls()).toHaveLength(1);
});

test("a changed lock file is installed again, once, even by two set-ups at a time", async () => {
  appendFileSync(join(copy, "package-lock.json"), "\n");
  const codes = await Promise.all([startSetUp(), startSetUp()]);
  expect(codes).toEqual([0, 0]);
  expect(npmCalls()).toHaveLength(2);
});

const deadProcess = spawnSync(process.execPath, ["-e", ""]).pid;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

test.for([
  ["a process that died", `${deadProcess} 0`, 1],
  ["a number that is another process's by now", `${process.pid} 0`, 16],
  ["a process that died before it could write", "", 16],
] as const)("a set-up locked out by %s goes on", ([, holder, minutes]) => {
  write(".setup.tmp", holder);
  utimesSync(join(copy, ".setup.tmp"), minutesAgo(minutes), minutesAgo(minutes));
  appendFileSync(join(copy, "src/main.ts"), "// changed\n");
  expect(setUp().status).toBe(0);
  expect(readdirSync(copy).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("a set-up waits for one that lives, however many find the lock of a dead one first", async () => {
  const calls = npmCalls().length;
  write(".setup.tmp", `${deadProcess} 0`);
  appendFileSync(join(copy, "package-lock.json"), "\n");
  expect(await Promise.all([1, 2, 3, 4].map(startSetUp))).toEqual([0, 0, 0, 0]);
  expect(npmCalls()).toHaveLength(calls + 1);
});

test.for([
  ["of a process that lives", `${process.pid} 0`],
  ["not yet written", ""],
] as const)("a set-up waits while there is a fresh lock %s", async ([, holder]) => {
  write(".setup.tmp", holder);
  appendFileSync(join(copy, "src/main.ts"), "// changed\n");
  let isDone = false;
  const end = startSetUp().finally(() => {
    isDone = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(isDone).toBe(false);
  rmSync(join(copy, ".setup.tmp"));
  expect(await end).toBe(0);
});

test("where files cannot be joined, they do the same as they are", () => {
  renameSync(join(copy, "node_modules/rolldown"), join(copy, "rolldown"));
  appendFileSync(join(copy, "src/main.ts"), "// changed\n");
  const {status, stderr} = setUp();
  expect({status, stderr}).toEqual({
    status: 0,
    stderr: expect.stringMatching(/the built files are not joined \(Error.*Cannot find package 'rolldown'/),
  });
  expect(existsSync(join(copy, "dist/parts/part.js"))).toBe(true);
  expect(node("main", "--part", "--thread").stdout).toBe("hello\nselect 1\nagain\nthread: select 1\n");
  renameSync(join(copy, "rolldown"), join(copy, "node_modules/rolldown"));
});

test("what an interrupted build left behind goes", () => {
  write("dist.old.tmp/main.js", "");
  write("dist.new.tmp/gone.js", "");
  appendFileSync(join(copy, "src/main.ts"), "// changed\n");
  expect(setUp().status).toBe(0);
  expect(readdirSync(copy).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  expect(existsSync(join(copy, "dist/gone.js"))).toBe(false);
});

test("a source that does not build fails the set-up, leaves the last build and no litter", () => {
  appendFileSync(join(copy, "src/main.ts"), "const broken: number = word;\n");
  const {status, stdout, stderr} = setUp();
  expect(status).toBe(1);
  expect(stdout + stderr).toContain("is not assignable to type 'number'");
  expect(stderr).toMatch(/setup: building failed/);
  expect(node("main").stdout).toBe("hello\nagain\n");
  expect(readdirSync(copy).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("a link in the place of the packages is not installed through", () => {
  const elsewhere = join(copy, "elsewhere");
  renameSync(join(copy, "node_modules"), elsewhere);
  symlinkSync(elsewhere, join(copy, "node_modules"));
  appendFileSync(join(copy, "package-lock.json"), "\n");
  const calls = npmCalls().length;
  expect(setUp()).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/node_modules is a link, and out of date: remove it/),
  });
  expect(npmCalls()).toHaveLength(calls);
  expect(existsSync(join(elsewhere, "typescript"))).toBe(true);
});
