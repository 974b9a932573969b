import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {Manifest} from "../report/manifest.ts";
import type {Report} from "../report/report.ts";
import type {Ledger} from "../store/ledger.ts";
import type {JobContext} from "./context.ts";
import {filesBelow} from "./files.ts";
import type {JobResult} from "./job.ts";

/** The report that an earlier run for the same slot published, by the same config, if it still lies there. */
export function publishedBefore({config, log, asOf}: JobContext, ledger: Ledger, slot: string): JobResult | undefined {
  if (asOf === undefined) return undefined;
  const folder = join(config.outputs, asOf);
  const manifest = read<Manifest>(join(folder, "manifest.json"));
  const report = read<Report>(join(folder, "report.json"));
  if (!manifest || !report || manifest.config_hash !== config.hash) return undefined;
  const isOwn = ledger.row("select 1 from runs where run_id = ? and slot = ?", [manifest.run, slot]) !== undefined;
  if (!isOwn) return undefined;
  log.info({as_of: asOf, made_by: manifest.run}, "report made earlier");
  return {report, stages: [], notes: [], folder, files: filesBelow(folder), ms: 0};
}

function read<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}
