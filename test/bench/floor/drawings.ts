import {createRequire} from "node:module";
import {type Canvas, createCanvas, GlobalFonts} from "@napi-rs/canvas";
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  type ChartItem,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  ScatterController,
  Title,
} from "chart.js";

export interface Drawn {
  readonly days: readonly {readonly day: string; readonly revenue: number; readonly sessions: number | null}[];
  readonly campaigns: readonly {readonly name: string; readonly revenue: number}[];
  readonly r: number | null;
}

type Point = readonly [x: number, y: number];

Chart.register(BarController, BarElement, LineController, LineElement, PointElement, ScatterController);
Chart.register(CategoryScale, LinearScale, Legend, Title);
const {resolve} = createRequire(import.meta.url);
GlobalFonts.registerFromPath(resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"), "Floor");
// A CSS pixel is a 96th of an inch: 3.125 of ours make 300 to the inch.
Object.assign(Chart.defaults, {animation: false, responsive: false, devicePixelRatio: 3.125, color: "#222"});
Chart.defaults.font.family = "Floor";
Chart.defaults.elements.point.radius = 0;

/** One picture each, made of panels from the top down. */
export const drawings: Readonly<Record<string, (drawn: Drawn) => Canvas[]>> = {
  "daily-sales": ({days}) => {
    const fitted = lineThrough(days.map(({revenue}, place) => [place, revenue]));
    const revenue = {label: "Revenue", data: days.map((day) => day.revenue), borderColor: "#1f6f9c", borderWidth: 2};
    const trend = {label: "Trend", data: days.map((_, place) => fitted(place)), ...dashed};
    const data = {labels: days.map(({day}) => day), datasets: [revenue, trend]};
    return [
      panel(1344, 576, {type: "line", data, options: {plugins: titled("Daily sales"), scales: byDay("Revenue")}}),
    ];
  },
  "top-campaigns": ({campaigns}) => {
    const bars = {label: "Revenue", data: campaigns.map(({revenue}) => revenue), backgroundColor: "#41599e"};
    const data = {labels: campaigns.map(({name}) => name), datasets: [bars]};
    const options = {indexAxis: "y" as const, layout: {padding: {right: 60}}, plugins: titled("Top campaigns")};
    return [panel(1152, 768, {type: "bar", data, options, plugins: [valueAtEachBar]})];
  },
  "traffic-vs-sales": ({days, r}) => [bothByDay(days), cloud(days, r)],
};

const dashed = {borderColor: "#c22", borderDash: [6, 4], borderWidth: 2};

function bothByDay(days: Drawn["days"]): Canvas {
  const revenue = {label: "Revenue", data: days.map((day) => day.revenue), borderColor: "#1f6f9c", borderWidth: 2};
  const data = days.map((day) => day.sessions);
  const sessions = {label: "Sessions", data, yAxisID: "right", borderColor: "#99386a", borderWidth: 2};
  const right = {position: "right" as const, title: {display: true, text: "Sessions"}, grid: {display: false}};
  const options = {plugins: titled("Sales and web traffic"), scales: {...byDay("Revenue"), right}};
  return panel(1344, 480, {
    type: "line",
    data: {labels: days.map(({day}) => day), datasets: [revenue, sessions]},
    options,
  });
}

function cloud(days: Drawn["days"], r: number | null): Canvas {
  const points = days.flatMap(({sessions, revenue}): Point[] => (sessions === null ? [] : [[sessions, revenue]]));
  const fitted = lineThrough(points);
  const ends = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const dots = {pointRadius: 4, pointBackgroundColor: "#e8902299", pointBorderColor: "black", pointBorderWidth: 0.5};
  const datasets = [
    {label: "Days", data: points.map(([x, y]) => ({x, y})), ...dots},
    {type: "line" as const, label: "Fit", data: ends.map((x) => ({x, y: fitted(x)})), ...dashed},
  ];
  const options = {plugins: titled(`Sessions and revenue, r = ${r?.toFixed(3)}`)};
  return panel(1344, 480, {type: "scatter", data: {datasets}, options} as ChartConfiguration);
}

const white: Plugin = {
  id: "white",
  beforeDraw({ctx, width, height}) {
    ctx.fillStyle = "#fff";
    ctx.fillRect(0, 0, width, height);
  },
};

const valueAtEachBar: Plugin = {
  id: "values",
  afterDatasetsDraw(chart) {
    const {ctx, data} = chart;
    Object.assign(ctx, {fillStyle: "#222", font: "11px Floor", textBaseline: "middle"});
    const values = data.datasets[0]!.data as number[];
    for (const [place, {x, y}] of chart.getDatasetMeta(0).data.entries())
      ctx.fillText(Math.round(values[place]!).toLocaleString("en"), x + 5, y);
  },
};

function panel(width: number, height: number, config: ChartConfiguration): Canvas {
  const canvas = createCanvas(width, height);
  new Chart(canvas.getContext("2d") as unknown as ChartItem, {...config, plugins: [white, ...(config.plugins ?? [])]});
  return canvas;
}

function titled(text: string) {
  return {title: {display: true, text, font: {size: 16}}};
}

function byDay(text: string) {
  return {x: {title: {display: true, text: "Day"}, ticks: {maxTicksLimit: 13}}, y: {title: {display: true, text}}};
}

/** The straight line of least squares. */
function lineThrough(points: readonly Point[]): (x: number) => number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const shared = mean(points.map(([x, y]) => (x - meanX) * (y - meanY)));
  const slope = shared / mean(points.map(([x]) => (x - meanX) ** 2));
  return (x) => meanY + slope * (x - meanX);
}
