import type {ChartConfiguration, Plugin, ScriptableContext} from "chart.js";
import {baseOptions} from "../base.ts";
import type {Chart, Figure} from "../figure.ts";
import {type Heading, headingOf, paper} from "../heading.ts";
import {barLabels, labelWidth, type PointLabel} from "../labels.ts";
import {productName} from "../productName.ts";
import {type Lettered, letterNames} from "../standIns.ts";
import {ellipsise} from "../text.ts";
import {colours, fontFamily, margin, sizes, type Theme} from "../theme.ts";
import {daysPhrase, endOf, isLate, type Product, stockHeadline, stockSubtitle} from "./stockWords.ts";

const most = 15;
const rowHeight = 27;
const widestName = 200;
/** How long what is on hand lasts, the shortest on top, beside how long it takes to get more. */
export const stockCover: Chart<Product> = {
  name: "stock-cover",
  section: {name: "stock", mart: "mart_stock_products"},
  sources: ["inventory"],
  sql: `
select
    product_id,
    ${productName("product_id", "'Product ' || product_id")} as name,
    state,
    days_of_cover,
    cast(lead_time_days as double) as lead_time,
    last_open_on,
    count(*) over () as products,
    count(case when state = 'out' then 1 end) over () as products_out,
    count(case when state <> 'out' and days_of_cover < lead_time_days then 1 end) over () as products_late
from mart_stock_products
cross join mart_period
where daily_demand > 0 and not is_doubtful and (state <> 'out' or last_open_on >= as_of - 28)
order by days_of_cover, daily_demand desc, product_id
limit ${most}`,
  draw(rows, period, theme) {
    if (rows.length === 0) return "Stock cover is not drawn: no product of the inventory is sold.";
    const lettered = letterNames(
      rows.map(({name}) => name),
      "Product",
      theme.legible,
    );
    const bars = lettered.map((letters, i) => ({...letters, ...rows[i]!, name: letters.name}));
    const title = stockHeadline(
      rows,
      bars.map(({name}) => name),
      theme,
    );
    const subtitle = stockSubtitle(rows, period, theme);
    const named = bars.map((bar) => `${bar.name}: ${stateOf(bar, theme)}`).join("; ");
    const heading = headingOf(
      stockHeadline(
        rows,
        bars.map(({shown}) => shown),
        theme,
      ),
      subtitle,
      theme,
    );
    const height = margin.top + heading.height + rowHeight * bars.length + margin.bottom;
    const configuration = configurationOf(bars, heading, theme);
    return {
      title,
      subtitle,
      alt: `${title}. ${subtitle} ${named}.`,
      height,
      configuration,
      names: bars,
    } satisfies Figure;
  },
};

interface Bar extends Product, Lettered {
  readonly name: string;
}

/** Told in words as well, so that no colour is needed. */
function stateOf({state, days_of_cover: days, lead_time: lead, last_open_on: last}: Bar, {formats}: Theme): string {
  if (state === "out") return last ? `out since ${formats.shortDay(last)}` : "out";
  const takes = lead === null ? "" : `, ${daysPhrase(Math.ceil(lead), formats)} to get more`;
  return `${daysPhrase(days, formats)}${takes}`;
}

function labelOf(bar: Bar, row: number, end: number, {formats}: Theme): PointLabel {
  const {state, days_of_cover: days, lead_time: lead, last_open_on: last} = bar;
  const x = Math.min(Math.max(days, lead ?? 0), end);
  if (state === "out") return {x, y: row, strong: "Out", text: last ? `since ${formats.shortDay(last)}` : ""};
  return {
    x,
    y: row,
    strong: daysPhrase(days, formats),
    text: isLate(bar) ? `${daysPhrase(Math.ceil(lead!), formats)} to get more` : "",
  };
}

function configurationOf(bars: readonly Bar[], heading: Heading, theme: Theme): ChartConfiguration {
  const leads = bars.map(({lead_time: lead}) => lead ?? 0);
  const end = endOf(bars);
  const labels = bars.map((bar, row) => labelOf(bar, row, end, theme));
  const room = Math.max(...labels.map((label) => labelWidth(label, theme.measure))) + 8;
  return {
    type: "bar",
    data: {
      labels: bars.map(({shown}) => ellipsise(shown, widestName, (text) => theme.measure(text, sizes.label))),
      datasets: [
        {
          data: bars.map(({state, days_of_cover: days}) => (state === "out" ? null : Math.min(days, end))),
          backgroundColor: ({dataIndex, chart}: BarContext) => groundOf(bars[dataIndex]!, end, chart),
          barThickness: 13,
          minBarLength: 2,
        },
      ],
    },
    options: {...baseOptions(heading, {right: room}), indexAxis: "y", scales: scales(end)},
    plugins: [paper(heading), leadTimes(leads), barLabels(labels, theme.measure)],
  } as ChartConfiguration;
}

type BarContext = Pick<ScriptableContext<"bar">, "dataIndex" | "chart">;

/** A bar that ends before what is there does fades out. */
function groundOf(bar: Bar | undefined, end: number, {ctx, scales: {x}}: BarContext["chart"]) {
  if (!bar || !x || bar.days_of_cover <= end) return bar && isLate(bar) ? colours.vermilion : colours.blue;
  const fade = ctx.createLinearGradient(x.getPixelForValue(0.75 * end), 0, x.getPixelForValue(end), 0);
  fade.addColorStop(0, colours.blue);
  fade.addColorStop(1, colours.paleBlue);
  return fade;
}

/** No amounts along the axis: they stand at the bars. */
function scales(end: number) {
  return {
    x: {display: false, min: 0, max: end},
    y: {
      grid: {display: false},
      border: {display: true, color: colours.axis},
      ticks: {
        font: {family: fontFamily, size: sizes.label},
        color: colours.ink,
        autoSkip: false,
        crossAlign: "far",
        padding: 6,
      },
    },
  };
}

/** An upright line where more can be there. */
function leadTimes(leads: readonly number[]): Plugin {
  return {
    id: "leadTimes",
    afterDatasetsDraw({ctx, scales: {x, y}}) {
      const stroke = (look: {strokeStyle: string; lineWidth: number}) => {
        ctx.save();
        ctx.beginPath();
        leads.forEach((lead, row) => {
          if (lead <= 0) return;
          const [at, middle] = [x!.getPixelForValue(lead), y!.getPixelForValue(row)];
          ctx.moveTo(at, middle - 9);
          ctx.lineTo(at, middle + 9);
        });
        Object.assign(ctx, look);
        ctx.stroke();
        ctx.restore();
      };
      // A seam of paper, so that it stands out from the bar.
      stroke({strokeStyle: colours.paper, lineWidth: 5});
      stroke({strokeStyle: colours.ink, lineWidth: 2});
    },
  };
}
