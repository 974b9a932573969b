import {text, type Warehouse} from "../store/warehouse.ts";
import type {Words} from "./drawing.ts";
import {width} from "./theme.ts";

/** A figure of this run, and the name of its chart. */
export interface Drawn extends Words {
  readonly name: string;
  readonly section?: string;
}

/** The file of a figure, relative to the folder of the run. */
export function figureFile(name: string): string {
  return `figures/${name}.png`;
}

/** Table `run_figures`: one row per figure drawn, in the order of the report; `width` and `height` in CSS pixels. */
export async function keepFigures(warehouse: Warehouse, figures: readonly Drawn[]): Promise<void> {
  const rows = figures.length > 0 ? `; insert into run_figures values ${figures.map(values).join(", ")}` : "";
  await warehouse.transaction(() =>
    warehouse.run(`
create or replace table run_figures (
    position integer, name varchar, section varchar, file varchar, title varchar, subtitle varchar, alt varchar, width integer, height integer
)${rows}`),
  );
}

function values({name, section, title, subtitle, alt, height}: Drawn, position: number): string {
  const texts = [figureFile(name), title, subtitle, alt].map(text).join(", ");
  return `(${position + 1}, ${text(name)}, ${section ? text(section) : "null"}, ${texts}, ${width}, ${height})`;
}
