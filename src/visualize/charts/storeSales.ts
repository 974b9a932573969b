import type {ChartConfiguration} from "chart.js";
import {baseOptions} from "../base.ts";
import type {Chart, Figure} from "../figure.ts";
import {type Heading, headingOf, paper} from "../heading.ts";
import {barLabels, labelWidth} from "../labels.ts";
import type {Period} from "../marts.ts";
import {amount} from "../phrases.ts";
import {type Lettered, letterNames} from "../standIns.ts";
import {ellipsise, isolated} from "../text.ts";
import {colours, fontFamily, margin, sizes, type Theme} from "../theme.ts";

interface Store {
  readonly name: string;
  /** Exact decimal texts. */
  readonly revenue: string;
  readonly revenue_per_visitor: string | null;
  readonly stores: number;
}

interface Bar extends Lettered {
  readonly revenue: number;
  readonly perVisitor: number | null;
}

const most = 15;
const rowHeight = 27;
const widestName = 200;

/** Stores by revenue, largest on top, with what each sells per visitor where they are counted. */
export const storeSales: Chart<Store> = {
  name: "store-sales",
  section: {name: "stores", mart: "mart_stores"},
  sources: [],
  sql: `select coalesce(store_name, store_id) as name, revenue, revenue_per_visitor, count(*) over () as stores
    from mart_stores where place is not null order by place, store_id limit ${most}`,
  draw(rows, period, theme) {
    if (rows.length < 2) return "Stores are not drawn: there are fewer than two.";
    if (rows.every(({revenue}) => Number(revenue) === 0)) return "Stores are not drawn: no sale names one.";
    const lettered = letterNames(
      rows.map(({name}) => name),
      "Store",
      theme.legible,
    );
    const bars = lettered.map((one, i) => ({
      ...one,
      revenue: Number(rows[i]!.revenue),
      perVisitor: rows[i]!.revenue_per_visitor === null ? null : Number(rows[i]!.revenue_per_visitor),
    }));
    return figure(bars, rows[0]!.stores, period, theme);
  },
};

function figure(bars: readonly Bar[], stores: number, period: Period, theme: Theme): Figure {
  const {formats} = theme;
  const title = headline(bars, theme, ({name}) => name);
  const shown = bars.length < stores ? `The first ${bars.length} of ${formats.number(stores)} stores` : "All stores";
  const visitors = bars.some(({perVisitor}) => perVisitor !== null)
    ? " Beside it: revenue per visitor, on days with a count."
    : "";
  const subtitle = `${shown} by revenue, ${formats.period(period.from, period.to)}.${visitors}`;
  const alt = `${title}. ${subtitle} ${bars.map(({name, revenue}) => `${name}: ${amount(revenue, formats)}`).join("; ")}.`;
  const drawn = headline(bars, theme, (bar) =>
    ellipsise(bar.shown, 300, (text) => theme.measure(text, sizes.title, 600)),
  );
  const heading = headingOf(drawn, subtitle, theme);
  const height = margin.top + heading.height + rowHeight * bars.length + margin.bottom;
  return {title, subtitle, alt, height, configuration: configuration(bars, heading, theme), names: bars};
}

function headline(bars: readonly Bar[], {formats}: Theme, nameOf: (bar: Bar) => string): string {
  const first = bars.filter(({revenue}) => revenue === bars[0]!.revenue);
  const money = amount(bars[0]!.revenue, formats);
  if (bars[0]!.revenue <= 0) return "No store took in more than it gave back";
  if (first.length > 1) return `${formats.number(first.length)} stores share the first place, with ${money} each`;
  return `${isolated(nameOf(bars[0]!))} sold most: ${money}`;
}

function configuration(bars: readonly Bar[], heading: Heading, theme: Theme): ChartConfiguration {
  const labels = bars.map(({revenue, perVisitor}, y) => ({
    x: Math.max(0, revenue),
    y,
    strong: amount(revenue, theme.formats),
    text: perVisitor === null ? "" : `${amount(perVisitor, theme.formats)} per visitor`,
  }));
  const room = Math.max(...labels.map((label) => labelWidth(label, theme.measure)));
  const names = bars.map(({shown}) => ellipsise(shown, widestName, (text) => theme.measure(text, sizes.label)));
  const data = bars.map(({revenue}) => revenue);
  return {
    type: "bar",
    data: {labels: names, datasets: [{data, backgroundColor: colours.blue, barThickness: 15, minBarLength: 1}]},
    options: {...baseOptions(heading, {right: room + 6}), indexAxis: "y", scales: scales(data)},
    plugins: [paper(heading), barLabels(labels, theme.measure)],
  } as ChartConfiguration;
}

/** No amounts along the axis: they stand at the bars. */
function scales(data: readonly number[]) {
  const [min, max] = [Math.min(0, ...data), Math.max(0, ...data)];
  const font = {family: fontFamily, size: sizes.label};
  return {
    x: {
      display: min < 0,
      min,
      max: max > min ? max : 1,
      ticks: {display: false},
      border: {display: false},
      grid: {
        drawTicks: false,
        color: ({tick}: {tick: {value: number}}) => (tick.value === 0 ? colours.axis : "transparent"),
      },
    },
    y: {
      grid: {display: false},
      border: {display: min >= 0, color: colours.axis},
      ticks: {font, color: colours.ink, autoSkip: false, crossAlign: "far", padding: 6},
    },
  };
}
