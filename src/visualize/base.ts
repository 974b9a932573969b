import type {ChartOptions} from "chart.js";
import type {Heading} from "./heading.ts";
import {colours, dotsPerPixel, fontFamily, margin, sizes} from "./theme.ts";

/** What all figures share: fonts, margins, room for the heading; no legend (marks are labelled where they are), nothing that moves. `room` is kept free besides, in CSS pixels. */
export function baseOptions(heading: Heading, room: {top?: number; right?: number} = {}): ChartOptions {
  const top = margin.top + heading.height + (room.top ?? 0);
  return {
    animation: false,
    responsive: false,
    devicePixelRatio: dotsPerPixel,
    font: {family: fontFamily, size: sizes.label},
    color: colours.ink,
    layout: {padding: {...margin, top, right: margin.right + (room.right ?? 0)}},
    plugins: {legend: {display: false}, tooltip: {enabled: false}},
  };
}
