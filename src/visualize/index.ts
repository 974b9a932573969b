import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Config, SectionName} from "../config/config.ts";
import {formatsFor} from "../lib/format.ts";
import type {Log} from "../lib/log.ts";
import type {Stage, StageContext} from "../stage.ts";
import type {Row, Warehouse} from "../store/warehouse.ts";
import {charts} from "./charts.ts";
import type {Order, Sketch} from "./drawing.ts";
import type {Chart} from "./figure.ts";
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
    const {orders, covers, charts} = await commission(warehouse, config);
    const works = paint(orders);
    const sketches = await Promise.all(works.map(({sketch}) => sketch));
    const writing = writeFigures(orders, works, context);
    if (later) later(writing);
    else await writing;
    const figures = drawnOf(charts, sketches);
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

async function commission(warehouse: Warehouse, {locale, currency, sections}: Config) {
  const period = await readPeriod(warehouse);
  const charts = await chartsOf(warehouse, sections);
  const rows = await readRows(warehouse, charts);
  const texts = [...new Set(rows.flat().flatMap(textsOf)), specimen(formatsFor(locale, currency))];
  const covers = coverage(texts);
  const uncovered = missingCharacters(texts.join(" "), covers);
  const orders = charts.map(({name}, i) => ({name, rows: rows[i]!, period, locale, currency, uncovered}));
  return {orders, covers, charts};
}

function isConfigured(sources: readonly string[], config: Config): boolean {
  return config.sources.some(({name}) => sources.includes(name));
}

/** Those of the whole report, and those of the sections wanted, in the order of these. */
async function chartsOf(warehouse: Warehouse, sections: readonly SectionName[]): Promise<readonly Chart[]> {
  const tables = new Set(await warehouse.tables());
  const own = charts.filter(({section}) => section !== undefined && tables.has(section.mart));
  return [
    ...charts.filter(({section}) => section === undefined),
    ...sections.flatMap((name) => own.filter(({section}) => section!.name === name)),
  ];
}

function drawnOf(drawn: readonly Chart[], sketches: readonly Sketch[]): Drawn[] {
  return sketches.flatMap((sketch, i) => {
    if (typeof sketch === "string") return [];
    const {name, section} = drawn[i]!;
    return [{name, ...(section && {section: section.name}), ...sketch}];
  });
}

/** What each chart draws. One after the other: the engine has one connection. */
async function readRows(warehouse: Warehouse, wanted: readonly Chart[]): Promise<Row[][]> {
  const rows: Row[][] = [];
  for (const {sql} of wanted) rows.push(await warehouse.rows(sql));
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
