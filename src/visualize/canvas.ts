import {createRequire} from "node:module";
import type * as Canvas from "@napi-rs/canvas";
import type {Plugin} from "chart.js";
import type * as ChartJs from "chartjs-node-canvas";
import {messageOf} from "../lib/errors.ts";
import type {Figure} from "./figure.ts";
import {fontPath, fontProblems, fonts} from "./fonts.ts";
import {opaquePng} from "./png.ts";
import type {Measure} from "./text.ts";
import {dotsPerMetre, fontFamily, width} from "./theme.ts";

const require = createRequire(import.meta.url);

/** The drawing engine, loaded at first use: commands that draw nothing do not wait for it. */
export function loadCanvas(): typeof Canvas {
  process.env.DISABLE_SYSTEM_FONTS_LOAD = "1"; // The same bytes on every machine: bundled fonts only.
  const canvas = require("@napi-rs/canvas") as typeof Canvas;
  if (!canvas.GlobalFonts.has("Inter"))
    for (const {family, file} of fonts) canvas.GlobalFonts.registerFromPath(fontPath(file), family);
  return canvas;
}

/** What would keep figures from being drawn and lettered, a sentence each; none when all is well. */
export function checkFonts(): string[] {
  const problems = fontProblems();
  if (problems.length > 0) return problems;
  try {
    return loadCanvas().GlobalFonts.has("Inter") ? [] : ["the drawing engine does not accept the bundled fonts"];
  } catch (error) {
    return [`the drawing engine cannot be loaded on this machine: ${messageOf(error)}`];
  }
}

/** Measures text as it will be drawn. */
export function openMeasure(): Measure {
  const context = loadCanvas().createCanvas(1, 1).getContext("2d");
  return (text, size, weight = 400) => {
    context.font = `${weight} ${size}px ${fontFamily}`;
    return context.measureText(text).width;
  };
}

/** Loads all that draws. */
export function warmUp(): void {
  openDrawer();
}

/** The figure as an opaque PNG of 300 dots per inch; the same bytes for the same figure. */
export function renderFigure({configuration, height}: Figure): Buffer {
  const plugins = [sized(height), encoded, ...(configuration.plugins ?? [])];
  const options = {...configuration.options, maintainAspectRatio: false};
  return openDrawer().renderToBufferSync({...configuration, options, plugins});
}

/** Each drawer loads a copy of the chart library that nothing can unload: a process that draws for years makes one for all figures. */
let drawer: ChartJs.ChartJSNodeCanvas | undefined;

function openDrawer(): ChartJs.ChartJSNodeCanvas {
  loadCanvas();
  const {ChartJSNodeCanvas} = require("chartjs-node-canvas") as typeof ChartJs;
  drawer ??= new ChartJSNodeCanvas({width, height: 1});
  return drawer;
}

/** Gives the figure its own height: the drawer's is for all. */
function sized(height: number): Plugin {
  return {id: "sized", beforeInit: (chart) => chart.resize(width, height)};
}

/** The canvas's own encoder takes five times as long. */
const encoded: Plugin = {
  id: "encoded",
  beforeInit(chart) {
    const canvas = chart.canvas as unknown as Canvas.Canvas;
    canvas.toBuffer = () => opaquePng(canvas.width, canvas.height, canvas.data(), dotsPerMetre);
  },
};
