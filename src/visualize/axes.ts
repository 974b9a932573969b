import type {ScaleOptionsByType} from "chart.js";
import type {Formats, MoneyStyle} from "../lib/format.ts";
import {type Range, ticksOf} from "./range.ts";
import {colours, fontFamily, sizes, type Theme} from "./theme.ts";
import {type DayTick, dayTicks} from "./timeAxis.ts";

type LinearScale = ScaleOptionsByType<"linear">;
export type Options = {[K in keyof LinearScale]?: unknown};

const labelGap = 6;
export const font = {family: fontFamily, size: sizes.label};

/** Days as their distance from the first one, marked where people expect marks. */
export function dayAxis(first: string, days: number, formats: Formats): Options {
  const marks = dayTicks(first, days, formats);
  return {
    type: "linear",
    min: -0.5,
    max: days - 0.5,
    offset: false,
    grid: {offset: false, drawOnChartArea: false, color: colours.axis, tickLength: 5},
    border: {display: false},
    afterBuildTicks: (axis: {ticks: {value: number}[]}) => {
      axis.ticks = marks.map(({at}) => ({value: at}));
    },
    ticks: {font, color: colours.quiet, autoSkip: false, maxRotation: 0, callback: labelOf(marks)},
  };
}

function labelOf(marks: readonly DayTick[]): (value: number | string) => string[] {
  const labels = new Map(marks.map(({at, label}) => [at, [...label]]));
  return (value) => labels.get(Number(value)) ?? [];
}

/** Amounts over a range, with a light grid and the zero line drawn darker. `axis.width` keeps the labels whole where axes share a column. */
export function amountAxis({low, high, step}: Range, letter: (value: number) => string, theme: Theme): Options {
  const width = Math.max(...ticksOf({low, high, step}).map((value) => theme.measure(letter(value), sizes.label)));
  return {
    type: "linear",
    min: low,
    max: high,
    offset: false,
    grid: {offset: false, color: zeroDarker, drawTicks: false},
    border: {display: false},
    ticks: {
      font,
      color: colours.quiet,
      stepSize: step,
      padding: labelGap,
      callback: (value: number | string) => letter(Number(value)),
    },
    afterFit: (axis: {axis: string; width: number}) => {
      if (axis.axis === "y") axis.width = Math.ceil(width) + 2 * labelGap;
    },
  };
}

function zeroDarker({tick}: {tick?: {value: number}}): string {
  return tick?.value === 0 ? colours.axis : colours.grid;
}

/** Money on an axis over the range: short where it is large, exact where it is small. */
export function moneyLetters({low, high}: Range, formats: Formats): (value: number) => string {
  const furthest = Math.max(-low, high);
  const style: MoneyStyle = furthest >= 100_000 ? "axis" : furthest >= 20 ? "whole" : "cents";
  return (value) => formats.money(value, style);
}
