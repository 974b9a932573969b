// Install and build, only when missing or out of date. Plain JavaScript with no packages: it runs before there are any.
import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import {dirname, join, relative} from "node:path";
import {fileURLToPath} from "node:url";
import {lock} from "./setupLock.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const packagesFile = join(root, "node_modules", ".daybook-packages");
const buildFile = join(dist, ".daybook-build");
const [major] = process.versions.node.split(".").map(Number);

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}

/** Runs a command with its output shown, and stops the set-up when it fails. */
function run(what, command, args) {
  const started = Date.now();
  say(`${what} …`);
  const shell = process.platform === "win32";
  const {status, error} = spawnSync(command, args, {cwd: root, stdio: ["ignore", "inherit", "inherit"], shell});
  if (error) fail(`${command} could not be started: ${error.message}`);
  if (status !== 0) fail(`${what} failed (${command} ${args.join(" ")} ended with ${status})`);
  say(`${what}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function filesBelow(folder) {
  return readdirSync(folder, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** A text that changes when what it was made from changes: packages and Node's ABI, or the sources' names, sizes and times. */
function packagesStamp() {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .update(`${process.versions.modules} ${process.platform} ${process.arch}`)
    .digest("hex");
}

function buildStamp(packages) {
  const hash = createHash("sha256")
    .update(packages)
    .update(readFileSync(join(root, "tsconfig.json")));
  for (const file of filesBelow(join(root, "src"))) {
    const {size, mtimeMs} = statSync(file);
    hash.update(`${relative(root, file)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

function removeFolder(folder) {
  rmSync(folder, {recursive: true, force: true});
}

function isCurrent(stampFile, stamp) {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
}

function install(stamp) {
  if (isCurrent(packagesFile, stamp)) return;
  const modules = join(root, "node_modules");
  // npm would empty what the link points to, which is somebody else's.
  if (lstatSync(modules, {throwIfNoEntry: false})?.isSymbolicLink())
    fail(`${modules} is a link, and out of date: remove it`);
  run("installing packages (once; up to two minutes where SQLite is compiled)", "npm", [
    "ci",
    "--no-fund",
    "--no-audit",
  ]);
  writeFileSync(packagesFile, stamp);
}

/** Builds beside and swaps by two renames, so that `dist` is whole whenever it is there, and the old one where the new one does not build. */
function build(stamp) {
  if (isCurrent(buildFile, stamp)) return;
  const [compiled, fresh, old] = ["compiled", "new", "old"].map((name) => join(root, `dist.${name}.tmp`));
  const removeAll = () => [compiled, fresh, old].forEach(removeFolder);
  removeAll();
  // Before the lock is given back: the next set-up uses the same names.
  process.prependOnceListener("exit", removeAll);
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  run("building", process.execPath, [compiler, "-p", root, "--outDir", compiled, "--noEmitOnError"]);
  joinFiles(compiled, fresh);
  copyOtherFiles(join(root, "src"), fresh);
  writeFileSync(join(fresh, ".daybook-build"), stamp);
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
}

/** Few files start faster than many. Where they cannot be joined, the many do the same. */
function joinFiles(compiled, fresh) {
  const args = [join(root, "src", "join.mjs"), compiled, fresh];
  const {status, stderr} = spawnSync(process.execPath, args, {cwd: root, encoding: "utf8"});
  if (status === 0) return;
  const reason = /^\w*Error.*: .*$/m.exec(stderr)?.[0] ?? `ended with ${status}`;
  say(`the built files are not joined (${reason}): everything works, and starts a little later`);
  removeFolder(fresh);
  renameSync(compiled, fresh);
}

/** SQL models, schemas: what the compiler leaves behind. */
function copyOtherFiles(from, to) {
  for (const file of filesBelow(from).filter((name) => !/\.(ts|mjs)$/.test(name))) {
    const target = join(to, relative(from, file));
    mkdirSync(dirname(target), {recursive: true});
    copyFileSync(file, target);
  }
}

if (major < 20) fail(`Node ${process.versions.node} is too old: Daybook needs Node 20 or newer`);
const packages = packagesStamp();
const sources = buildStamp(packages);
if (!isCurrent(packagesFile, packages) || !isCurrent(buildFile, sources)) {
  lock(join(root, ".setup.tmp"), () => say("another set-up is at work; waiting for it …"));
  install(packages);
  build(sources);
}
