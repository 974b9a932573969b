import type {Plugin} from "chart.js";
import {colours, fontFamily, sizes} from "./theme.ts";

/** One cell, in the values of the axes; `weight` from 0 (paper) to 1 (darkest). */
export interface HeatCell {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
  /** Lettered in it. */
  readonly text: string;
}

const gap = 1.5;
/** From so much on, light letters stand out more than dark ones. */
const darkFrom = 0.6;
/** From light to dark, even to the eye: blue of one hue. */
const shades = [
  [238, 245, 250],
  [169, 209, 234],
  [0, 114, 178],
  [0, 58, 92],
] as const;

/** Rectangles one unit wide and high around their places, darker for more, each with its number: nobody has to tell shades apart. */
export function heatCells(cells: readonly HeatCell[], letterSize: number = sizes.label): Plugin {
  return {
    id: "heatCells",
    beforeDatasetsDraw({ctx, scales}) {
      const [width, height] = [scales.x!, scales.y!].map((scale) =>
        Math.abs(scale.getPixelForValue(1) - scale.getPixelForValue(0)),
      ) as [number, number];
      ctx.save();
      Object.assign(ctx, {font: `400 ${letterSize}px ${fontFamily}`, textAlign: "center", textBaseline: "middle"});
      for (const {x, y, weight, text} of cells) {
        const [centreX, centreY] = [scales.x!.getPixelForValue(x), scales.y!.getPixelForValue(y)];
        ctx.fillStyle = shadeOf(weight);
        ctx.fillRect(centreX - width / 2 + gap / 2, centreY - height / 2 + gap / 2, width - gap, height - gap);
        ctx.fillStyle = weight > darkFrom ? colours.paper : colours.ink;
        ctx.fillText(text, centreX, centreY);
      }
      ctx.restore();
    },
  };
}

/** `rgb(…)` for a weight from 0 to 1. */
export function shadeOf(weight: number): string {
  const place = Math.min(1, Math.max(0, weight)) * (shades.length - 1);
  const below = Math.min(shades.length - 2, Math.floor(place));
  const [from, to] = [shades[below]!, shades[below + 1]!];
  return `rgb(${from.map((value, i) => Math.round(value + (to[i]! - value) * (place - below))).join(", ")})`;
}
