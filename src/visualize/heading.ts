import type {Plugin} from "chart.js";
import {wrap} from "./text.ts";
import {colours, fontFamily, margin, sizes, type Theme, width} from "./theme.ts";

/** Title and subtitle, broken into lines as wide as the figure. */
export interface Heading {
  readonly lines: readonly HeadingLine[];
  /** CSS pixels below the upper margin, with the space that sets the heading off from the chart. */
  readonly height: number;
}

interface HeadingLine {
  readonly text: string;
  readonly size: number;
  readonly weight: 400 | 600;
  readonly color: string;
  /** Of its middle, below the upper margin. */
  readonly y: number;
}

const leading = 1.32;
const afterTitle = 4;
const afterSubtitle = 14;

export function headingOf(title: string, subtitle: string, {measure}: Theme): Heading {
  const line = width - margin.left - margin.right;
  const block = (text: string, size: number, weight: 400 | 600, color: string, top: number) =>
    wrap(text, line, (part) => measure(part, size, weight)).map((part, i) => ({
      ...{text: part, size, weight, color},
      y: top + (i + 0.5) * size * leading,
    }));
  const upper = block(title, sizes.title, 600, colours.ink, 0);
  const titleHeight = upper.length * sizes.title * leading + afterTitle;
  const lower = block(subtitle, sizes.subtitle, 400, colours.quiet, titleHeight);
  const height = titleHeight + lower.length * sizes.subtitle * leading + afterSubtitle;
  return {lines: [...upper, ...lower], height: Math.ceil(height)};
}

/** Paper under everything (mail programs with a dark background would show through), and the heading on it. */
export function paper(heading: Heading): Plugin {
  return {
    id: "paper",
    beforeDraw({ctx, width, height}) {
      ctx.save();
      ctx.fillStyle = colours.paper;
      ctx.fillRect(0, 0, width, height);
      Object.assign(ctx, {textAlign: "left", textBaseline: "middle"});
      for (const {text, size, weight, color, y} of heading.lines) {
        Object.assign(ctx, {font: `${weight} ${size}px ${fontFamily}`, fillStyle: color});
        ctx.fillText(text, margin.left, margin.top + y);
      }
      ctx.restore();
    },
  };
}
