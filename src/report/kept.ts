import {existsSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {version} from "../lib/version.ts";
import {composeReport} from "./compose.ts";
import {readFacts, readInputs} from "./figures.ts";
import type {ReportContext} from "./index.ts";
import {type Manifest, readManifest, writeManifest} from "./manifest.ts";
import type {Report} from "./report.ts";

/**
 * The report that lies in the outputs, where the marts are as they were when it was made and this run would write the same to
 * the byte: same day, config and version, every file there. Its manifest then tells of this run.
 */
export async function keepReport(
  context: Omit<ReportContext, "folder" | "figures">,
): Promise<{readonly report: Report; readonly folder: string} | undefined> {
  const {warehouse, config, run} = context;
  const report = composeReport(await readFacts(warehouse, config.sections), config, context);
  const folder = join(config.outputs, report.as_of);
  const manifest = readManifest(folder);
  if (!manifest || manifest.version !== version() || manifest.config_hash !== config.hash) return undefined;
  if (!isWhole(folder, manifest) || !isSame(folder, report)) return undefined;
  writeManifest(folder, report.as_of, config, await readInputs(warehouse), run, 0, manifest.outputs);
  return {report, folder};
}

function isWhole(folder: string, {outputs}: Manifest): boolean {
  return outputs.every(({file, bytes}) => {
    const path = join(folder, file);
    return existsSync(path) && statSync(path).size === bytes;
  });
}

function isSame(folder: string, report: Report): boolean {
  const file = join(folder, "report.json");
  return existsSync(file) && readFileSync(file, "utf8") === `${JSON.stringify(report, null, 2)}\n`;
}
