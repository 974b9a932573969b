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
interface Output {
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

/** Writes `manifest.json` over all other files of `folder`, or those `known` to be as they were. */
export async function writeManifest(
  folder: string,
  asOf: string,
  config: Config,
  inputs: readonly InputFacts[],
  run: RunFacts,
  reportMs: number,
  known?: readonly Output[],
): Promise<void> {
  const base = dirname(config.file);
  const outputs = known ?? (await listOutputs(folder));
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

async function listOutputs(folder: string): Promise<Output[]> {
  const files = readdirSync(folder, {recursive: true, encoding: "utf8"})
    .filter((file) => slashed(file) !== fileName && statSync(join(folder, file)).isFile())
    .sort();
  return Promise.all(files.map((file) => describeOutput(folder, file)));
}

async function describeOutput(folder: string, file: string): Promise<Output> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(join(folder, file))) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return {file: slashed(file), bytes, sha256: hash.digest("hex")};
}

function slashed(path: string): string {
  return path.replaceAll(sep, "/");
}
