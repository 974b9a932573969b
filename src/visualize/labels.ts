import type {Chart, Plugin} from "chart.js";
import {type Anchor, type Box, distance, nearest, placeLabels, spread} from "./placement.ts";
import type {Measure} from "./text.ts";
import {colours, fontFamily, margin, sizes} from "./theme.ts";

type Context = Chart["ctx"];

/** A text beside a place of the chart, in the values of its axes. */
export interface PointLabel {
  readonly x: number;
  readonly y: number;
  /** Set semibold, before `text`. */
  readonly strong: string;
  readonly text: string;
}

const lineHeight = 16;
const labelHeight = 12;

/** Marks points of a series and letters them without overlaps, where nothing of what reaches up to `series` on its day is drawn; the first is the most important. */
export function pointLabels(labels: readonly PointLabel[], series: readonly number[], measure: Measure): Plugin {
  return {
    id: "pointLabels",
    afterDatasetsDraw(chart) {
      const {left, right, top, bottom} = chart.chartArea;
      const anchors = labels.map((label) => ({
        x: chart.scales.x!.getPixelForValue(label.x),
        y: chart.scales.y!.getPixelForValue(label.y),
        width: labelWidth(label, measure) + 6,
        height: labelHeight,
      }));
      const area = {left, top, width: right - left, height: bottom - top};
      const boxes = placeLabels(anchors, area, columns(chart, series));
      anchors.forEach((anchor, i) => {
        drawLeader(chart.ctx, anchor, boxes[i]);
        drawDot(chart.ctx, anchor);
      });
      labels.forEach((label, i) => {
        const box = boxes[i];
        if (box) drawLabel(chart.ctx, label, box.left + 3, box.top + labelHeight / 2, measure);
      });
    },
  };
}

/** What stands under the series, day by day, with the slopes to either side. */
function columns({scales, chartArea}: Chart, series: readonly number[]): Box[] {
  return series.map((value, i) => {
    const top = scales.y!.getPixelForValue(value) - 2;
    return {left: scales.x!.getPixelForValue(i) - 1, top, width: 2, height: chartArea.bottom - top};
  });
}

/** Letters the end of each line, to the right of the plot; lines that end close together get their labels moved apart. */
export function endLabels(ends: readonly {y: number; lines: readonly string[]; color: string}[]): Plugin {
  return {
    id: "endLabels",
    afterDatasetsDraw(chart) {
      const centres = spread(
        ends.map(({y}) => chart.scales.y!.getPixelForValue(y)),
        ends.map(({lines}) => lines.length * lineHeight + 3),
      );
      ends.forEach(({lines, color}, i) => {
        const first = centres[i]! - ((lines.length - 1) * lineHeight) / 2;
        lines.forEach((line, row) => {
          write(chart.ctx, line, chart.chartArea.right + 8, first + row * lineHeight, 400, color);
        });
      });
    },
  };
}

/** Letters bars behind their far ends: the value, then what qualifies it. */
export function barLabels(labels: readonly PointLabel[], measure: Measure): Plugin {
  return {
    id: "barLabels",
    afterDatasetsDraw(chart) {
      labels.forEach((label) => {
        const x = chart.scales.x!.getPixelForValue(label.x) + 6;
        drawLabel(chart.ctx, label, x, chart.scales.y!.getPixelForValue(label.y), measure);
      });
    },
  };
}

/** Marks points of a curve that rises ever less, and letters them where it leaves room: to their right, a little lower; on the left below, where the plot ends. */
export function sideLabels(labels: readonly PointLabel[], measure: Measure): Plugin {
  return {
    id: "sideLabels",
    afterDatasetsDraw({ctx, scales, chartArea}) {
      for (const label of labels) {
        const [x, y] = [scales.x!.getPixelForValue(label.x), scales.y!.getPixelForValue(label.y)];
        const width = labelWidth(label, measure);
        const isRight = x + 10 + width <= chartArea.right;
        drawDot(ctx, {x, y});
        drawLabel(
          ctx,
          label,
          isRight ? x + 10 : x - width,
          Math.min(y + (isRight ? 7 : 18), chartArea.bottom - 8),
          measure,
        );
      }
    },
  };
}

/** CSS pixels over a panel. */
export const panelTitleHeight = 18;

/** A small heading over each panel or axis, at a height in the values of the axis. */
export function panelTitles(
  titles: readonly {axis: string; text: string; color: string; align: "left" | "right"}[],
): Plugin {
  return {
    id: "panelTitles",
    afterDraw(chart) {
      for (const {axis, text, color, align} of titles) {
        const x = align === "left" ? margin.left : chart.width - margin.right;
        write(chart.ctx, text, x, chart.scales[axis]!.top - panelTitleHeight, 600, color, align);
      }
    },
  };
}

/** The width a label takes. */
export function labelWidth({strong, text}: Pick<PointLabel, "strong" | "text">, measure: Measure): number {
  return measure(`${strong} `, sizes.label, 600) + measure(text, sizes.label);
}

function drawLabel(context: Context, {strong, text}: PointLabel, x: number, y: number, measure: Measure): void {
  write(context, strong, x, y, 600, colours.ink);
  write(context, text, x + measure(`${strong} `, sizes.label, 600), y, 400, colours.quiet);
}

/** With a seam of paper around the letters, so that lines behind them do not disturb. */
function write(
  context: Context,
  text: string,
  x: number,
  y: number,
  weight: 400 | 600,
  color: string,
  align: "left" | "right" = "left",
): void {
  context.save();
  Object.assign(context, {
    font: `${weight} ${sizes.label}px ${fontFamily}`,
    textAlign: align,
    textBaseline: "middle",
    lineJoin: "round",
    lineWidth: 3,
    strokeStyle: colours.paper,
    fillStyle: color,
  });
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
  context.restore();
}

/** A fine line to a label that does not stand right beside its point. */
function drawLeader(context: Context, point: Anchor, box: Box | null | undefined): void {
  if (!box || distance(box, point) < 12) return;
  const end = nearest(box, point);
  context.save();
  context.beginPath();
  context.moveTo(point.x, point.y);
  context.lineTo(end.x, end.y);
  Object.assign(context, {strokeStyle: colours.axis, lineWidth: 1});
  context.stroke();
  context.restore();
}

function drawDot(context: Context, {x, y}: Pick<Anchor, "x" | "y">): void {
  context.save();
  context.beginPath();
  context.arc(x, y, 4, 0, 2 * Math.PI);
  Object.assign(context, {fillStyle: colours.vermilion, strokeStyle: colours.paper, lineWidth: 1.5});
  context.fill();
  context.stroke();
  context.restore();
}
