import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Config} from "../config/config.ts";
import {formatsFor} from "../lib/format.ts";
import type {Log} from "../lib/log.ts";
import type {Note, Stage} from "../stage.ts";
import type {Row} from "../store/warehouse.ts";
import {openMeasure, renderFigure} from "./canvas.ts";
import {charts} from "./charts.ts";
import {coverage} from "./fonts.ts";
import {type Covers, legible, missingCharacters} from "./legible.ts";
import {drawableFormats, specimen} from "./lettering.ts";
import {readPeriod} from "./marts.ts";
import {type Drawn, figureFile, keepFigures} from "./runFigures.ts";
import type {Theme} from "./theme.ts";

export {checkFonts} from "./fonts.ts";

/** mart_* → PNG figures in `figures/` of the run's folder, and table `run_figures`, which says of each what it shows. */
export const visualize: Stage = {
  name: "visualize",
  async run({warehouse, config, log, folder}) {
    const period = await readPeriod(warehouse);
    const rows: Row[][] = [];
    for (const {sql} of charts) rows.push(await warehouse.rows(sql));
    const texts = [...new Set(rows.flat().flatMap(textsOf))];
    const covers = coverage([...texts, specimen(formatsFor(config.locale, config.currency))]);
    const drawings = charts.map(({name, draw}, i) => ({
      name,
      drawing: draw(rows[i]!, period, themeOf(config, covers)),
    }));
    const figures = drawings.flatMap(({name, drawing}) => (typeof drawing === "string" ? [] : [{name, ...drawing}]));
    const leftOut = drawings.flatMap(({drawing}) => (typeof drawing === "string" ? [info(drawing)] : []));
    writeFigures(figures, folder, log);
    await keepFigures(warehouse, figures);
    return {
      counts: {figures: {drawn: figures.length, left_out: leftOut.length}},
      notes: [...leftOut, ...letteringNotes(config, texts, covers, log)],
    };
  },
};

function themeOf({locale, currency}: Config, covers: Covers): Theme {
  return {
    formats: drawableFormats(locale, currency, covers),
    measure: openMeasure(),
    legible: (text) => legible(text, covers),
  };
}

function textsOf(row: Row): string[] {
  return Object.values(row).filter((value) => typeof value === "string");
}

function writeFigures(figures: readonly Drawn[], folder: string, log: Log): void {
  mkdirSync(join(folder, "figures"), {recursive: true});
  for (const figure of figures) {
    const started = performance.now();
    const png = renderFigure(figure);
    writeFileSync(join(folder, figureFile(figure.name)), png);
    log.info({figure: figure.name, bytes: png.length, ms: Math.round(performance.now() - started)}, "figure drawn");
  }
}

/** What could not be lettered as it is written. The log gets the characters only. */
function letteringNotes({locale, currency}: Config, texts: readonly string[], covers: Covers, log: Log): Note[] {
  const notes: Note[] = [];
  if (missingCharacters(specimen(formatsFor(locale, currency)), covers).length > 0)
    notes.push(
      info(`The figures write numbers and dates in English: no bundled font has all the letters of ${locale}.`),
    );
  const odd = texts.filter((text) => missingCharacters(text, covers).length > 0);
  if (odd.length === 0) return notes;
  const characters = [...new Set(odd.flatMap((text) => missingCharacters(text, covers)))];
  log.warn({characters: characters.map(codePoint)}, "characters without a glyph");
  return [
    ...notes,
    info(`The bundled fonts have no glyph for ${characters.join(" ")} in ${quoted(odd)}; the figures show · there.`),
  ];
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}

function quoted(texts: readonly string[]): string {
  const few = texts
    .slice(0, 3)
    .map((text) => `“${text}”`)
    .join(", ");
  return texts.length > 3 ? `${few} and ${texts.length - 3} more` : few;
}

function info(message: string): Note {
  return {kind: "info", source: "", message};
}
