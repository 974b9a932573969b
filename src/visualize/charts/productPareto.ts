import type {ChartConfiguration} from "chart.js";
import {amountAxis, font} from "../axes.ts";
import {baseOptions} from "../base.ts";
import type {Chart, Figure} from "../figure.ts";
import {type Heading, headingOf, paper} from "../heading.ts";
import {type PointLabel, sideLabels} from "../labels.ts";
import type {Period} from "../marts.ts";
import {productName} from "../productName.ts";
import {roundRange} from "../range.ts";
import {letterNames} from "../standIns.ts";
import {ellipsise} from "../text.ts";
import {colours, sizes, type Theme} from "../theme.ts";

interface Product {
  readonly name: string;
  /** Its place among the products sold, without ties. */
  readonly place: number;
  readonly share: number;
  readonly share_so_far: number;
  /** How many were sold, and how many of them make four fifths. */
  readonly products: number;
  readonly vital: number;
}

const line = 0.8;
const widestName = 170;
/** Of shares, so that two labels do not touch. */
const leastGap = 0.09;

/** How the revenue of all products builds up from the strongest to the weakest. Of thousands of products, some hundred places are drawn. */
export const productPareto: Chart<Product> = {
  name: "product-pareto",
  section: {name: "products", mart: "mart_products"},
  sources: [],
  sql: `
with sold as (
    select
        ${productName("product_id")} as name,
        row_number() over (order by place, product_id) as place,
        revenue,
        sum(revenue) over () as total,
        sum(revenue) over (order by place, product_id rows unbounded preceding) as so_far,
        count(*) over () as products
    from mart_products
    where revenue > 0 and product_id <> '(not given)'
),

shares as (
    select
        name,
        place,
        cast(revenue as double) / total as share,
        cast(so_far as double) / total as share_so_far,
        products,
        count(case when cast(so_far - revenue as double) / total < ${line} then 1 end) over () as vital
    from sold
)

select name, place, share, share_so_far, products, vital
from shares
where place <= 100 or place = products or place = vital or mod(place, 1 + cast(floor(products / 300.0) as bigint)) = 0
order by place`,
  draw(rows, period, theme) {
    if (rows.length < 3) return "Products are not drawn: fewer than three were sold.";
    return figure(rows, period, theme);
  },
};

function figure(rows: readonly Product[], period: Period, theme: Theme): Figure {
  const {formats} = theme;
  const {products, vital} = rows[0]!;
  const title = `It takes ${formats.number(vital)} of ${formats.number(products)} products to make ${formats.percent(line, "whole")} of the revenue`;
  const subtitle = `What the products bring together, strongest first, as a share of the revenue, ${formats.period(period.from, period.to)}. Dashed: as if all sold alike. Without products that gave back more than they took in.`;
  const names = letterNames(
    rows.slice(0, 3).map(({name}) => name),
    "Product",
    theme.legible,
  );
  const best = names.map(({name}, i) => `${name} ${formats.percent(rows[i]!.share)}`).join(", ");
  const alt = `${title}. ${subtitle} Strongest: ${best}.`;
  const shown = names.map(({shown: name}) => ellipsise(name, widestName, (text) => theme.measure(text, sizes.label)));
  const heading = headingOf(title, subtitle, theme);
  return {title, subtitle, alt, height: 400, configuration: configuration(rows, shown, heading, theme), names};
}

function configuration(
  rows: readonly Product[],
  names: readonly string[],
  heading: Heading,
  theme: Theme,
): ChartConfiguration {
  const {formats} = theme;
  const {products} = rows[0]!;
  const curve = rows.map(({place, share_so_far}) => ({x: place, y: share_so_far}));
  const labels = labelsOf(rows, names, theme);
  const datasets = [
    {
      type: "line",
      data: [{x: 0, y: 0}, ...curve],
      borderColor: colours.blue,
      backgroundColor: `${colours.paleBlue}80`,
      fill: "origin",
      borderWidth: 2.2,
      pointRadius: products <= 30 ? 2.5 : 0,
      pointBackgroundColor: colours.blue,
      order: 2,
    },
    {
      type: "line",
      data: [
        {x: 0, y: 0},
        {x: products, y: 1},
      ],
      borderColor: colours.axis,
      borderDash: [6, 4],
      borderWidth: 1.4,
      pointRadius: 0,
      order: 1,
    },
  ];
  const title = {display: true, text: "Products, strongest first", align: "end", color: colours.quiet, font};
  const along = roundRange([0, products], 1);
  const x = amountAxis(along, (value) => formats.number(value), theme);
  return {
    type: "line",
    data: {datasets},
    options: {
      ...baseOptions(heading, {top: 16, right: 10}),
      scales: {
        x: {...x, grid: {display: false}, min: 0, max: products, title},
        y: amountAxis({low: 0, high: 1, step: 0.2}, (value) => formats.percent(value, "whole"), theme),
      },
    },
    plugins: [paper(heading), sideLabels(labels, theme.measure)],
  } as unknown as ChartConfiguration;
}

/** Where four fifths are reached, and the first two products where there is room beside the curve. */
function labelsOf(rows: readonly Product[], names: readonly string[], {formats}: Theme): PointLabel[] {
  const {vital} = rows[0]!;
  const cut = rows.find(({place}) => place === vital)!;
  const first = rows.slice(0, 2).flatMap(({place, share, share_so_far: y}, i) => {
    const below = i === 0 ? 0 : rows[0]!.share_so_far;
    const isFree = place < vital && y - below >= leastGap && cut.share_so_far - y >= leastGap;
    return isFree ? [{x: place, y, strong: names[i]!, text: formats.percent(share)}] : [];
  });
  const strong = `${formats.number(vital)} ${vital === 1 ? "product" : "products"}`;
  return [...first, {x: vital, y: cut.share_so_far, strong, text: formats.percent(cut.share_so_far)}];
}
