import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Config} from "../config/config.ts";
import {defined} from "../lib/defined.ts";
import {failureOf} from "../lib/failure.ts";
import type {Warehouse} from "../store/warehouse.ts";
import {composeReport} from "./compose.ts";
import {readFacts, readInputs} from "./figures.ts";
import {fillIn, type Images, layOut} from "./html/page.ts";
import {describeOutput, listOutputs, type Output, type RunFacts, writeManifest} from "./manifest.ts";
import type {Sum} from "./orders/assembly.ts";
import type {OrdersTable} from "./orders/ordersTable.ts";
import type {Figure, Report} from "./report.ts";
import {writeTables} from "./tables.ts";
import {renderText} from "./text/page.ts";
import type {Occasion} from "./warnings.ts";

export interface ReportContext extends Occasion {
  readonly warehouse: Warehouse;
  readonly config: Config;
  readonly folder: string;
  /** Resolves when the figures are in the folder. Absent: they are there. */
  readonly figures?: () => Promise<unknown>;
  readonly run: RunFacts;
  /** The table of orders, where it was begun. */
  readonly orders?: OrdersTable;
}

/** Marts and figures → `tables/`, `report.json`, `report.html`, `report.txt` and, last, `manifest.json`. Throws RunError where there are no marts, or no room on the disk. */
export async function writeReport(context: ReportContext): Promise<Report> {
  const {warehouse, config, folder, run, figures} = context;
  const started = performance.now();
  const composed = composeReport(await readFacts(warehouse, config.sections), config, context);
  const inputs = await readInputs(warehouse);
  try {
    const tables = await writeAndSum(context, join(config.outputs, composed.as_of));
    const [, drafted] = await Promise.all([figures?.(), draft(composed)]);
    const report = present(composed, folder);
    // A figure that is not there after all is not spoken of.
    const pages = report.figures.length === composed.figures.length ? drafted : await draft(report);
    writeFileSync(join(folder, "report.json"), pages.json);
    writeFileSync(join(folder, "report.txt"), pages.text);
    writeFileSync(join(folder, "report.html"), fillIn(pages.html, readImages(report.figures, folder)));
    const ms = Math.round(performance.now() - started);
    writeManifest(folder, report.as_of, config, inputs, run, ms, await listOutputs(folder, await tables.sums()));
    return report;
  } catch (error) {
    throw failureOf(error, {setting: "outputs", path: config.outputs});
  }
}

/** Writes the tables; their sums are taken while other things are done. */
async function writeAndSum({warehouse, folder, config, orders}: ReportContext, destination: string) {
  const outputs: Promise<Output>[] = [];
  const note = (file: string, sum?: Sum) => {
    const output = sum ? Promise.resolve({file, ...sum}) : describeOutput(folder, file);
    output.catch(() => {}); // Told by `sums`, if it comes to that.
    outputs.push(output);
  };
  const asked = defined({asked: config.tables, orders});
  await writeTables({warehouse, folder, destination, ...asked}, note);
  return {sums: () => Promise.all(outputs)};
}

/** The pages without their pictures, laid out while these are drawn. */
async function draft(report: Report) {
  return {json: `${JSON.stringify(report, null, 2)}\n`, text: renderText(report), html: layOut(report)};
}

/** Without the figures whose files are not there. */
function present(report: Report, folder: string): Report {
  return {...report, figures: report.figures.filter(({file}) => existsSync(join(folder, file)))};
}

function readImages(figures: readonly Figure[], folder: string): Images {
  return new Map(figures.map(({name, file}) => [name, readFileSync(join(folder, file))]));
}
