import type {ScaleOptionsByType} from "chart.js";
import type {Formats, MoneyStyle} from "../lib/format.ts";
import {colours, fontFamily, sizes} from "./theme.ts";
import {type DayTick, dayTicks} from "./timeAxis.ts";

type LinearScale = ScaleOptionsByType<"linear">;
type Options = {[K in keyof LinearScale]?: unknown};

const font = {family: fontFamily, size: sizes.label};

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

/** Amounts that start at zero, with a light grid and the zero line drawn darker; `highest` leaves room above the data. */
export function amountAxis(letter: (value: number) => string, more: Options = {}): Options {
  return {
    type: "linear",
    beginAtZero: true,
    offset: false,
    grid: {
      offset: false,
      color: ({tick}: {tick?: {value: number}}) => (tick?.value === 0 ? colours.axis : colours.grid),
      drawTicks: false,
    },
    border: {display: false},
    ...more,
    ticks: {
      font,
      color: colours.quiet,
      maxTicksLimit: 6,
      padding: 6,
      callback: (value: number | string) => letter(Number(value)),
      ...(more.ticks as object | undefined),
    },
  };
}

/** Money on an axis that reaches up to `highest`: short where it is large, exact where it is small. */
export function moneyLetters(highest: number, formats: Formats): (value: number) => string {
  const style: MoneyStyle = highest >= 100_000 ? "axis" : highest >= 20 ? "whole" : "cents";
  return (value) => formats.money(value, style);
}
