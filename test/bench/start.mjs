// Compiles test/bench and runs it: `npm run bench -- OPTIONS`. Plain JavaScript, since Node 20 runs no TypeScript.
import {spawn} from "node:child_process";
import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs Node to its end. Whoever stops us stops it, and we go on to clear away. */
function node(...args) {
  const child = spawn(process.execPath, args, {stdio: "inherit"});
  for (const signal of ["SIGINT", "SIGTERM"]) process.removeAllListeners(signal).on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
}

/** `npm test` checks the types; here only what stands in `files`, and what it imports, becomes JavaScript. */
function compile(folder) {
  const bench = join(root, "test", "bench");
  const files = ["bench.ts", "probe.cts", "floor/floor.ts", "floor/painter.ts", "floor/ordersWorker.ts"];
  const settings = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {rootDir: bench, outDir: folder, noCheck: true},
    include: [],
    files: files.map((file) => join(bench, file)),
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  return node(join(root, "node_modules", "typescript", "bin", "tsc"), "-p", folder);
}

// Within the repository, where packages are found, and by a name of its own, so that two may be at work.
const folder = join(root, `bench.${process.pid}.tmp`);
mkdirSync(folder, {recursive: true});
try {
  process.exitCode = (await compile(folder)) || (await node(join(folder, "bench.js"), ...process.argv.slice(2)));
} finally {
  rmSync(folder, {recursive: true, force: true});
}
