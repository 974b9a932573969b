import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Config} from "../config/config.ts";
import {formatsFor} from "../lib/format.ts";
import type {Log} from "../lib/log.ts";
import type {Stage} from "../stage.ts";
import type {Row, Warehouse} from "../store/warehouse.ts";
import {openMeasure, renderFigure} from "./canvas.ts";
import {charts} from "./charts.ts";
import {coverage} from "./fonts.ts";
import {type Covers, legible} from "./legible.ts";
import {drawableFormats, letteringNotes, specimen} from "./lettering.ts";
import {readPeriod} from "./marts.ts";
import {type Drawn, figureFile, keepFigures} from "./runFigures.ts";
import type {Theme} from "./theme.ts";

export {checkFonts} from "./canvas.ts";

/** mart_* → PNG figures in `figures/` of the run's folder, and table `run_figures`, which says of each what it shows. */
export const visualize: Stage = {
  name: "visualize",
  async run({warehouse, config, log, folder}) {
    const period = await readPeriod(warehouse);
    const rows = await readRows(warehouse);
    const texts = [...new Set(rows.flat().flatMap(textsOf))];
    const covers = coverage([...texts, specimen(formatsFor(config.locale, config.currency))]);
    const theme = themeOf(config, covers);
    const drawings = charts.map((chart, i) => ({...chart, drawing: chart.draw(rows[i]!, period, theme)}));
    const figures = drawings.flatMap(({name, drawing}) => (typeof drawing === "string" ? [] : [{name, ...drawing}]));
    const leftOut = drawings.flatMap(({drawing, sources}) =>
      typeof drawing === "string"
        ? [{reason: drawing, isExpected: !config.sources.some(({name}) => sources.includes(name))}]
        : [],
    );
    writeFigures(figures, folder, log);
    await keepFigures(warehouse, figures);
    const names = figures.flatMap((figure) => figure.names ?? []);
    const surprises = leftOut.filter(({isExpected}) => !isExpected).map(({reason}) => reason);
    const messages = [...surprises, ...letteringNotes(config, names, covers, log)];
    return {
      counts: {figures: {drawn: figures.length, left_out: leftOut.length}},
      notes: messages.map((message) => ({kind: "info", source: "", message})),
    };
  },
};

/** What each chart draws. One after the other: the engine has one connection. */
async function readRows(warehouse: Warehouse): Promise<Row[][]> {
  const rows: Row[][] = [];
  for (const {sql} of charts) rows.push(await warehouse.rows(sql));
  return rows;
}

function textsOf(row: Row): string[] {
  return Object.values(row).filter((value) => typeof value === "string");
}

function themeOf({locale, currency}: Config, covers: Covers): Theme {
  return {
    formats: drawableFormats(locale, currency, covers),
    measure: openMeasure(),
    legible: (text) => legible(text, covers),
  };
}

/** Replaces the figures of an earlier attempt. */
function writeFigures(figures: readonly Drawn[], folder: string, log: Log): void {
  rmSync(join(folder, "figures"), {recursive: true, force: true});
  mkdirSync(join(folder, "figures"), {recursive: true});
  for (const figure of figures) {
    const started = performance.now();
    const png = renderFigure(figure);
    writeFileSync(join(folder, figureFile(figure.name)), png);
    log.info({figure: figure.name, bytes: png.length, ms: Math.round(performance.now() - started)}, "figure drawn");
  }
}
