import type {ChartConfiguration, Plugin} from "chart.js";
import {baseOptions} from "../base.ts";
import type {Chart, Figure} from "../figure.ts";
import {type Heading, headingOf, paper} from "../heading.ts";
import {barLabels, labelWidth} from "../labels.ts";
import type {Period} from "../marts.ts";
import {productName} from "../productName.ts";
import {type Lettered, letterNames} from "../standIns.ts";
import {ellipsise, isolated} from "../text.ts";
import {colours, fontFamily, margin, sizes, type Theme} from "../theme.ts";

interface Product {
  readonly name: string;
  readonly sold_units: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  /** Of all products. */
  readonly rate_of_all: number | null;
  readonly products: number;
}

type Mark = Product & Lettered;

const most = 15;
const rowHeight = 27;
const widestName = 200;

/** What share of each product came back, as a point within its interval, beside that of all. */
export const returnRates: Chart<Product> = {
  name: "return-rates",
  section: {name: "returns", mart: "mart_return_rates"},
  sources: [],
  sql: `
select
    ${productName("mart_return_rates.name")} as name,
    sold_units,
    rate,
    low,
    high,
    (select rate from mart_return_rates where level = 'all') as rate_of_all,
    count(*) over () as products
from mart_return_rates
where level = 'product' and rate > 0
order by low desc, returned_units desc, mart_return_rates.name
limit ${most}`,
  draw(rows, period, theme) {
    if (rows.length < 2) return "Return rates are not drawn: fewer than two products have one.";
    const lettered = letterNames(
      rows.map(({name}) => name),
      "Product",
      theme.legible,
    );
    return figure(
      rows.map((row, i) => ({...row, ...lettered[i]!})),
      period,
      theme,
    );
  },
};

function figure(marks: readonly Mark[], period: Period, theme: Theme): Figure {
  const {formats} = theme;
  const [{rate_of_all: all, products}] = marks as [Mark];
  const title = headline(marks, theme, ({name}) => name);
  const shown =
    marks.length < products ? `The ${marks.length} of ${formats.number(products)} products that` : "Products that";
  const line = all === null ? "" : ` Dashed: all products, ${formats.percent(all)}.`;
  const subtitle = `${shown} surely come back most, ${formats.period(period.from, period.to)}: share of the units sold (point), and where it lies with ${formats.percent(0.95, "whole")} probability (bar).${line}`;
  const told = marks.map(
    ({name, rate, low, high}) => `${name}: ${[rate, low, high].map((share) => formats.percent(share)).join(", ")}`,
  );
  const alt = `${title}. ${subtitle} Rate, least and most: ${told.join("; ")}.`;
  const drawn = headline(marks, theme, ({shown: name}) =>
    ellipsise(name, 300, (text) => theme.measure(text, sizes.title, 600)),
  );
  const heading = headingOf(drawn, subtitle, theme);
  const height = margin.top + heading.height + rowHeight * marks.length + 8 + margin.bottom;
  return {title, subtitle, alt, height, configuration: configuration(marks, all, heading, theme), names: marks};
}

function headline(marks: readonly Mark[], {formats}: Theme, nameOf: (mark: Mark) => string): string {
  const [first] = marks as [Mark];
  const all = first.rate_of_all;
  if (all === null || first.low <= all) return "No product clearly comes back more often than all";
  const rate = `${formats.percent(first.rate)} of ${formats.number(first.sold_units)} units came back`;
  return `${isolated(nameOf(first))}: ${rate}, clearly more than of all`;
}

function configuration(marks: readonly Mark[], all: number | null, heading: Heading, theme: Theme): ChartConfiguration {
  const {formats, measure} = theme;
  const labels = marks.map(({rate, high, sold_units}, y) => ({
    x: high,
    y,
    strong: formats.percent(rate),
    text: `of ${formats.number(sold_units)}`,
  }));
  const room = Math.max(...labels.map((label) => labelWidth(label, measure)));
  const names = marks.map(({shown}) => ellipsise(shown, widestName, (text) => measure(text, sizes.label)));
  const data = marks.map(({low, high}): [number, number] => [low, high]);
  const bars = {data, backgroundColor: colours.paleBlue, barThickness: 9, borderSkipped: false};
  const rates = marks.map(({rate}) => rate);
  return {
    type: "bar",
    data: {labels: names, datasets: [bars]},
    options: {...baseOptions(heading, {right: room + 6}), indexAxis: "y", scales: scales(marks, all)},
    plugins: [paper(heading), ...(all === null ? [] : [lineAt(all)]), points(rates), barLabels(labels, measure)],
  } as ChartConfiguration;
}

/** Across all rows, at the rate of all. */
function lineAt(value: number): Plugin {
  return {
    id: "lineAt",
    afterDatasetsDraw({ctx, scales: {x}, chartArea: {top, bottom}}) {
      const at = x!.getPixelForValue(value);
      ctx.save();
      Object.assign(ctx, {strokeStyle: colours.vermilion, lineWidth: 1.4});
      ctx.setLineDash([6, 4]);
      ctx.beginPath();
      ctx.moveTo(at, top);
      ctx.lineTo(at, bottom);
      ctx.stroke();
      ctx.restore();
    },
  };
}

function points(values: readonly number[]): Plugin {
  return {
    id: "points",
    afterDatasetsDraw({ctx, scales: {x, y}}) {
      ctx.save();
      Object.assign(ctx, {fillStyle: colours.blue, strokeStyle: colours.paper, lineWidth: 1.5});
      values.forEach((value, row) => {
        ctx.beginPath();
        ctx.arc(x!.getPixelForValue(value), y!.getPixelForValue(row), 4.5, 0, 2 * Math.PI);
        ctx.fill();
        ctx.stroke();
      });
      ctx.restore();
    },
  };
}

/** No shares along the axis: they stand at the points. */
function scales(marks: readonly Mark[], all: number | null) {
  const font = {family: fontFamily, size: sizes.label};
  return {
    x: {display: false, min: 0, max: Math.max(all ?? 0, ...marks.map(({high}) => high))},
    y: {
      grid: {display: false},
      border: {color: colours.axis},
      ticks: {font, color: colours.ink, autoSkip: false, crossAlign: "far", padding: 6},
    },
  };
}
