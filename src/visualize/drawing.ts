import type {Value} from "../store/values.ts";
import {renderFigure} from "./canvas.ts";
import {charts} from "./charts.ts";
import type {Figure} from "./figure.ts";
import {legible} from "./legible.ts";
import {drawableFormats} from "./lettering.ts";
import type {Period} from "./marts.ts";
import type {Lettered} from "./standIns.ts";
import type {Measure} from "./text.ts";
import type {Theme} from "./theme.ts";

/** All that is needed to draw one figure, as plain data. */
export interface Order {
  /** The name of its chart. */
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, Value>>[];
  readonly period: Period;
  readonly locale: string;
  readonly currency: string;
  /** Characters of the names, and of the locale, that no bundled font has. */
  readonly uncovered: readonly string[];
}

/** What a figure shows, in words; or the sentence that says why there is none. */
export type Sketch = Words | string;

export interface Words {
  readonly title: string;
  readonly subtitle: string;
  readonly alt: string;
  /** CSS pixels. */
  readonly height: number;
  readonly names?: readonly Lettered[];
}

/** What was found and, where there is something to draw, how to get its PNG. Takes little time until that is called. */
export function draw(order: Order, measure: Measure): {readonly sketch: Sketch; readonly picture?: () => Buffer} {
  const chart = charts.find(({name}) => name === order.name)!;
  const drawn = chart.draw(order.rows, order.period, themeOf(order, measure));
  if (typeof drawn === "string") return {sketch: drawn};
  return {sketch: wordsOf(drawn), picture: () => renderFigure(drawn)};
}

function themeOf({locale, currency, uncovered}: Order, measure: Measure): Theme {
  const missing = new Set(uncovered);
  const covers = (character: string) => !missing.has(character);
  return {formats: drawableFormats(locale, currency, covers), measure, legible: (text) => legible(text, covers)};
}

function wordsOf({title, subtitle, alt, height, names}: Figure): Words {
  return {title, subtitle, alt, height, ...(names ? {names} : {})};
}
