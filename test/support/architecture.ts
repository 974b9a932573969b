import {catalog} from "../../src/config/catalog.ts";

/** A file of `src/`: its path below it, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The map: who may import whom, directly or by way of others. Folders and single files of `src/`. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  main: ["cli"],
  cli: ["daemon", "sample"],
  daemon: ["job"],
  job: ["pipeline", "report", "mail"],
  mail: ["report"],
  pipeline: ["runTables", "integrate", "normalize", "federate", "visualize"],
  integrate: ["stage"],
  normalize: ["stage"],
  federate: ["stage", "reach"],
  visualize: ["stage"],
  report: ["stage", "reach"],
  runTables: ["stage"],
  reach: ["store"],
  stage: ["config", "store"],
  config: ["lib"],
  store: ["lib"],
  sample: ["lib"],
  lib: [],
};

/** The one place of each package: a file, or a folder where several files share its work. Node's own modules are free. */
const owners: Readonly<Record<string, readonly string[]>> = {
  "@duckdb/node-bindings": ["store/engine.ts"],
  "better-sqlite3": ["integrate/", "sample/database.ts", "store/ledger.ts"],
  "csv-parse": ["integrate/"],
  yaml: ["config/document.ts"],
  zod: ["config/"],
  luxon: ["lib/time.ts", "lib/format.ts", "config/kinds.ts", "daemon/"],
  "node-cron": ["daemon/"],
  nodemailer: ["mail/"],
  pino: ["lib/runLog.ts"],
  jstat: ["lib/statistics.ts"],
  "pure-rand": ["sample/random.ts"],
  "chartjs-node-canvas": ["visualize/"],
  "chart.js": ["visualize/"],
  "@napi-rs/canvas": ["visualize/"],
  "opentype.js": ["visualize/"],
  "@expo-google-fonts/inter": ["visualize/"],
  "dejavu-fonts-ttf": ["visualize/"],
};

/** Who may name the tables of each layer. */
const tableOwners: Readonly<Record<string, readonly string[]>> = {
  raw: ["integrate/", "normalize/", "report/figures.ts"],
  clean: ["normalize/", "federate/", "report/figures.ts"],
  rejected: ["normalize/", "report/figures.ts"],
  duplicates: ["normalize/", "report/figures.ts"],
  mart: ["federate/", "visualize/", "report/figures.ts", "report/sections/"],
};

const stages = ["integrate/", "normalize/", "federate/", "visualize/"];
const clock =
  /\bDate\.now\(|\bnew Date\(\)|\bDateTime\.(now|local|utc)\(\)|\bcurrent_(date|timestamp)\b|(?<![.\w])now\(\)/i;
const longest = 250;

const sources = catalog.map(({name}) => name).join("|");
const tableNames: Readonly<Record<string, string>> = {
  raw: `${sources}|files|faults|columns|\\$`,
  clean: `${sources}|counts|\\$`,
  rejected: `${sources}|\\$`,
  duplicates: `${sources}|\\$`,
  mart: "[a-z]|\\$",
};

/** Everything in `files` that breaks the map, one sentence each. */
export function violations(files: readonly SourceFile[]): string[] {
  return [...files.flatMap(faultsOf), ...circles(files)];
}

function faultsOf(file: SourceFile): string[] {
  const code = withoutComments(file.text);
  return [
    ...importsOf(code).flatMap((target) => importFault(file.path, target)),
    ...tableFaults(file.path, code),
    ...(isIn(file.path, stages) && clock.test(code) ? [`${file.path} reads the clock`] : []),
    ...(file.text.split("\n").length > longest ? [`${file.path} has more than ${longest} lines`] : []),
  ];
}

function importFault(path: string, target: string): string[] {
  if (target.startsWith("node:")) return [];
  if (!target.startsWith(".")) return packageFault(path, packageOf(target));
  const [from, to] = [partOf(path), partOf(resolve(path, target))];
  return from === to || reachable(from).has(to) ? [] : [`${path} imports ${to}: ${from} is not above it in the map`];
}

function packageFault(path: string, name: string): string[] {
  return isIn(path, owners[name] ?? [])
    ? []
    : [`${path} imports ${name}, which belongs to ${owners[name] ?? "nobody"}`];
}

function tableFaults(path: string, code: string): string[] {
  return Object.entries(tableOwners)
    .filter(([layer, places]) => new RegExp(`\\b${layer}_(${tableNames[layer]})`).test(code) && !isIn(path, places))
    .map(([layer]) => `${path} names a table of ${layer}_*`);
}

/** Files that import each other in a circle, however long, each circle by one of its files. */
function circles(files: readonly SourceFile[]): string[] {
  const imports = new Map(files.map(({path, text}) => [path, relativeImports(path, text)]));
  return [...imports.keys()].filter((path) => leadsTo(path, path, imports)).map((path) => `${path} imports itself`);
}

function leadsTo(from: string, to: string, imports: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const queue = [...(imports.get(from) ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === to) return true;
    if (!seen.has(next)) queue.push(...(imports.get(next) ?? []));
    seen.add(next);
  }
  return false;
}

function relativeImports(path: string, text: string): string[] {
  return importsOf(withoutComments(text))
    .filter((target) => target.startsWith("."))
    .map((target) => resolve(path, target));
}

function reachable(part: string): Set<string> {
  const next = arrows[part] ?? [];
  return new Set(next.flatMap((below) => [below, ...reachable(below)]));
}

/** `from "x"`, `import "x"`, `import("x")` and `export … from "x"`. */
function importsOf(code: string): string[] {
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([\w@./-]+)"/g)].map((match) => match[1]!);
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*(\/\/|--).*$/gm, "");
}

function resolve(path: string, target: string): string {
  return new URL(target, `file:///${path}`).pathname.slice(1);
}

function partOf(path: string): string {
  return path.split("/")[0]!.replace(/\.ts$/, "");
}

function packageOf(target: string): string {
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}

function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || (place.endsWith("/") && path.startsWith(place)));
}
