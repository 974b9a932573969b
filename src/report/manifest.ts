import {createHash} from "node:crypto";
import {createReadStream, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync} from "node:fs";
import {dirname, join, relative, sep} from "node:path";
import type {Config} from "../config/config.ts";
import {version} from "../lib/version.ts";
import type {InputFacts} from "./figures.ts";

/** What the job knows of its run, for the manifest. */
export interface RunFacts {
  /** Names the run, in the log as well. */
  readonly id: string;
  /** ISO instant. */
  readonly started: string;
  /** The ISO instant it is now: asked once, when everything else is written. */
  readonly now: () => string;
  readonly stages: readonly StageFacts[];
}

interface StageFacts {
  readonly stage: string;
  readonly ms: number;
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly changes?: Readonly<Record<string, string>>;
}

/** Where the numbers come from and what they became: everything that differs between two runs stands here, and only here. */
export interface Manifest {
  readonly version: string;
  readonly config_hash: string;
  readonly as_of: string;
  readonly run: string;
  readonly started: string;
  readonly finished: string;
  readonly inputs: readonly InputFacts[];
  /** Rows by stage, then by table or source. */
  readonly counts: Readonly<Record<string, StageFacts["counts"]>>;
  /** By stage, then by source or part: what it was found to be, or why it was made again. */
  readonly changes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By stage, and of the report. */
  readonly timings_ms: Readonly<Record<string, number>>;
  readonly outputs: readonly Output[];
}

/** `file` is relative to the manifest, with `/`. */
export interface Output {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

const fileName = "manifest.json";

/** Nothing where there is none that can be read. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, fileName), "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}

/** Writes `manifest.json` over the files of `folder`. */
export function writeManifest(
  folder: string,
  asOf: string,
  config: Config,
  inputs: readonly InputFacts[],
  run: RunFacts,
  reportMs: number,
  outputs: readonly Output[],
): void {
  const base = dirname(config.file);
  write(folder, {
    version: version(),
    config_hash: config.hash,
    as_of: asOf,
    run: run.id,
    started: run.started,
    finished: run.now(),
    inputs: inputs.map((input) => ({...input, path: slashed(relative(base, input.path))})),
    counts: Object.fromEntries(run.stages.map(({stage, counts}) => [stage, counts])),
    changes: Object.fromEntries(run.stages.flatMap(({stage, changes}) => (changes ? [[stage, changes]] : []))),
    timings_ms: {...Object.fromEntries(run.stages.map(({stage, ms}) => [stage, ms])), report: reportMs},
    outputs,
  });
}

/** Brings the list of outputs up to date after a part of them was replaced. A folder without a manifest stays without. */
export async function relistOutputs(folder: string): Promise<void> {
  const file = join(folder, fileName);
  if (!existsSync(file)) return;
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  write(folder, {...manifest, outputs: await listOutputs(folder)});
}

function write(folder: string, manifest: Manifest): void {
  const fresh = join(folder, `.${fileName}.tmp`);
  writeFileSync(fresh, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(fresh, join(folder, fileName));
}

/** Every file of `folder` but the manifest. Those that are `known` are not read again. */
export async function listOutputs(folder: string, known: readonly Output[] = []): Promise<Output[]> {
  const before = new Map(known.map((output) => [output.file, output]));
  const files = filesIn(folder).filter((file) => file !== fileName);
  return Promise.all(files.map((file) => before.get(file) ?? describeOutput(folder, file)));
}

function filesIn(folder: string): string[] {
  const files = readdirSync(folder, {recursive: true, encoding: "utf8"});
  return files
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort()
    .map(slashed);
}

/** What a file of `folder` holds, in two numbers. */
export async function describeOutput(folder: string, file: string): Promise<Output> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(join(folder, file), {highWaterMark: 1 << 18})) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return {file, bytes, sha256: hash.digest("hex")};
}

function slashed(path: string): string {
  return path.replaceAll(sep, "/");
}
