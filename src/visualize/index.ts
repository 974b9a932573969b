import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Config} from "../config/config.ts";
import {formatsFor} from "../lib/format.ts";
import type {Log} from "../lib/log.ts";
import type {Stage, StageContext} from "../stage.ts";
import type {Row, Warehouse} from "../store/warehouse.ts";
import {charts} from "./charts.ts";
import type {Order, Sketch} from "./drawing.ts";
import {coverage} from "./fonts.ts";
import {missingCharacters} from "./legible.ts";
import {letteringNotes, specimen} from "./lettering.ts";
import {readPeriod} from "./marts.ts";
import {paint, type Work} from "./painters.ts";
import {type Drawn, figureFile, keepFigures} from "./runFigures.ts";

export {checkFonts} from "./canvas.ts";
export {startPainters} from "./painters.ts";

/** mart_* → PNG figures in `figures/` of the run's folder, and table `run_figures`, which says of each what it shows. The files may come `later`. */
export const visualize: Stage = {
  name: "visualize",
  async run(context) {
    const {warehouse, config, log, later} = context;
    const {orders, covers} = await commission(warehouse, config);
    const works = paint(orders);
    const sketches = await Promise.all(works.map(({sketch}) => sketch));
    const writing = writeFigures(orders, works, context);
    if (later) later(writing);
    else await writing;
    const figures = drawnOf(sketches);
    await keepFigures(warehouse, figures);
    const leftOut = charts.flatMap(({sources}, i) => {
      const sketch = sketches[i]!;
      return typeof sketch === "string" ? [{reason: sketch, isExpected: !isConfigured(sources, config)}] : [];
    });
    const names = figures.flatMap((figure) => figure.names ?? []);
    const surprises = leftOut.filter(({isExpected}) => !isExpected).map(({reason}) => reason);
    const messages = [...surprises, ...letteringNotes(config, names, covers, log)];
    return {
      counts: {figures: {drawn: figures.length, left_out: leftOut.length}},
      notes: messages.map((message) => ({kind: "info", source: "", message})),
    };
  },
};

async function commission(warehouse: Warehouse, {locale, currency}: Config) {
  const period = await readPeriod(warehouse);
  const rows = await readRows(warehouse);
  const texts = [...new Set(rows.flat().flatMap(textsOf)), specimen(formatsFor(locale, currency))];
  const covers = coverage(texts);
  const uncovered = missingCharacters(texts.join(" "), covers);
  const orders = charts.map(({name}, i) => ({name, rows: rows[i]!, period, locale, currency, uncovered}));
  return {orders, covers};
}

function isConfigured(sources: readonly string[], config: Config): boolean {
  return config.sources.some(({name}) => sources.includes(name));
}

function drawnOf(sketches: readonly Sketch[]): Drawn[] {
  return sketches.flatMap((sketch, i) => (typeof sketch === "string" ? [] : [{name: charts[i]!.name, ...sketch}]));
}

/** What each chart draws. One after the other: the engine has one connection. */
async function readRows(warehouse: Warehouse): Promise<Row[][]> {
  const rows: Row[][] = [];
  for (const {sql} of charts) rows.push(await warehouse.rows(sql));
  return rows;
}

function textsOf(row: Row): string[] {
  return Object.values(row).filter((value) => typeof value === "string");
}

/** Replaces the figures of an earlier attempt. */
async function writeFigures(
  orders: readonly Order[],
  works: readonly Work[],
  {folder, log}: StageContext,
): Promise<void> {
  rmSync(join(folder, "figures"), {recursive: true, force: true});
  mkdirSync(join(folder, "figures"), {recursive: true});
  await Promise.all(works.map(({png}, i) => writeFigure(orders[i]!.name, png, folder, log)));
}

async function writeFigure(name: string, png: Work["png"], folder: string, log: Log): Promise<void> {
  const started = performance.now();
  const bytes = await png;
  if (!bytes) return;
  writeFileSync(join(folder, figureFile(name)), bytes);
  log.info({figure: name, bytes: bytes.length, ms: Math.round(performance.now() - started)}, "figure drawn");
}
