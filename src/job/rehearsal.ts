import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {SourceConfig} from "../config/config.ts";
import {silentLog} from "../lib/log.ts";
import {runStages, type StageRun} from "../pipeline.ts";
import {readQuality} from "../report/figures.ts";
import type {SourceQuality} from "../report/report.ts";
import {text, Warehouse} from "../store/warehouse.ts";
import {mergeAlike} from "./alike.ts";
import type {JobContext} from "./context.ts";
import {checkGates} from "./gates.ts";
import type {Finding} from "./verdict.ts";

/** Reads and types one source as a run would, in memory. Throws what the run would throw because of it. */
export async function rehearse(source: SourceConfig, context: JobContext): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), "daybook-check-"));
  const warehouse = await Warehouse.open(":memory:", context.config.timezone, context.config.memory);
  const remove = () => rmSync(folder, {recursive: true, force: true});
  context.signal.addEventListener("abort", remove, {once: true});
  try {
    await warehouse.run(`set temp_directory = ${text(folder)}`);
    const config = {...context.config, sources: [source]};
    const stage = {config, warehouse, log: silentLog, today: context.today, folder};
    const read = await runStages(["integrate"], stage);
    // An optional source that cannot be read leaves nothing to go on with.
    if (read[0]!.counts[source.name] === undefined) return finding(read, undefined);
    const runs = [...read, ...(await runStages(["normalize"], stage))];
    const quality = await readQuality(warehouse);
    checkGates([source], quality);
    return finding(runs, quality[source.name]);
  } finally {
    context.signal.removeEventListener("abort", remove);
    warehouse.close();
    remove();
  }
}

function finding(runs: readonly StageRun[], quality: SourceQuality | undefined): Finding {
  const notes = runs.flatMap((run) => run.notes);
  const kind = notes.some((note) => note.kind === "degraded") ? "warning" : "fine";
  const sentences = mergeAlike(notes.map(({message}) => message));
  return {kind, message: [...(quality ? [counted(quality)] : []), ...sentences].join("\n")};
}

function counted({raw, rejected, duplicates}: SourceQuality): string {
  const parts = [`${raw.toLocaleString("en")} ${raw === 1 ? "record" : "records"}`];
  if (rejected > 0) parts.push(`${rejected.toLocaleString("en")} cannot be used`);
  if (duplicates > 0)
    parts.push(`${duplicates.toLocaleString("en")} ${duplicates === 1 ? "repeats" : "repeat"} an earlier one`);
  return parts.join(", ");
}
