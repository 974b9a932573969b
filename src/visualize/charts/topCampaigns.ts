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

interface Campaign {
  readonly campaign_name: string;
  /** Exact decimal texts. */
  readonly attributed_revenue: string;
  readonly full_credit_revenue: string;
  /** Of all campaigns together, and of the one that earned least. */
  readonly total_attributed: string;
  readonly least_attributed: string;
  readonly campaigns: number;
}

const most = 15;
const rowHeight = 27;
const widestName = 200;

/** How each model shares one sale among the flights that match it. */
const models: Readonly<Record<string, string>> = {
  linear: "Linear attribution: each sale is shared equally among its campaigns",
  first_touch: "First-touch attribution: each sale goes to the campaign that started first",
  last_touch: "Last-touch attribution: each sale goes to the campaign that started last",
  position_based:
    "Position-based attribution: 40 % of a sale go to its first and to its last campaign each, 20 % between them",
  time_decay:
    "Time-decay attribution: each sale is shared in favour of the campaigns that started last (half-life 7 days)",
  any_touch:
    "Any-touch attribution: each of its campaigns gets a sale in full, so the amounts add up to more than was sold",
};

/** The campaigns that earned most, largest on top: what was attributed to them, before what they would have with full credit. */
export const topCampaigns: Chart<Campaign> = {
  name: "top-campaigns",
  sources: ["campaigns"],
  sql: `
select
    campaign_name,
    attributed_revenue,
    full_credit_revenue,
    sum(attributed_revenue) over () as total_attributed,
    min(attributed_revenue) over () as least_attributed,
    count(*) over () as campaigns
from mart_campaign_sales
where credits > 0
order by attributed_revenue desc, full_credit_revenue desc, campaign_name
limit ${most}`,
  draw(rows, period, theme) {
    if (rows.length === 0) return "Top campaigns are not drawn: no campaign matched a sale of the period.";
    const names = rows.map((row) => row.campaign_name);
    const bars = letterNames(names, "Campaign", theme.legible).map((lettered, i) => ({
      ...lettered,
      attributed: Number(rows[i]!.attributed_revenue),
      full: Number(rows[i]!.full_credit_revenue),
    }));
    return figure({bars, all: rows[0]!, period, theme});
  },
};

interface Ranking {
  readonly bars: readonly Bar[];
  /** For what it says of all campaigns. */
  readonly all: Pick<Campaign, "total_attributed" | "least_attributed" | "campaigns">;
  readonly period: Period;
  readonly theme: Theme;
}

interface Bar extends Lettered {
  readonly attributed: number;
  readonly full: number;
}

function figure(ranking: Ranking): Figure {
  const {bars, theme} = ranking;
  const title = headline(ranking, bars[0]!.name);
  const subtitle = explanation(ranking);
  const alt = `${title}. ${subtitle} ${bars.map(({name, attributed}) => `${name}: ${amount(attributed, theme.formats)}`).join("; ")}.`;
  const heading = headingOf(headline(ranking, bars[0]!.shown), subtitle, theme);
  const height = margin.top + heading.height + rowHeight * bars.length + margin.bottom;
  return {title, subtitle, alt, height, configuration: configuration(ranking, heading), names: bars};
}

function headline({bars, all, period, theme: {formats, measure}}: Ranking, first: string): string {
  const who = isolated(ellipsise(first, 380, (text) => measure(text, sizes.title, 600)));
  const money = amount(bars[0]!.attributed, formats);
  if (bars[0]!.attributed <= 0) return "No campaign earned more than came back as returns";
  if (period.attribution === "any_touch") return `${who} touched the most sales: ${money}`;
  if (bars.length === 1) return `${who} earned ${money}`;
  if (Number(all.least_attributed) < 0) return `${who} earned the most: ${money}`;
  return `${who} earned the most: ${money} of ${amount(Number(all.total_attributed), formats)} attributed`;
}

function explanation({bars, all: {campaigns}, period, theme: {formats}}: Ranking): string {
  const shown =
    bars.length < campaigns
      ? `Top ${bars.length} of ${formats.number(campaigns)} campaigns`
      : "All campaigns with sales";
  const model = models[period.attribution] ?? period.attribution;
  const behind = hasFullCredit(period) ? " Pale: full credit (each sale counted whole)." : "";
  return `${shown}, ${formats.period(period.from, period.to)}. ${model}.${behind}`;
}

/** With any-touch, what is attributed is the full credit. */
function hasFullCredit({attribution}: Period): boolean {
  return attribution !== "any_touch";
}

function configuration(ranking: Ranking, heading: Heading): ChartConfiguration {
  const {bars, period, theme} = ranking;
  const labels = bars.map((bar, row) => labelOf(bar, row, period, theme));
  const room = Math.max(...labels.map((label) => labelWidth(label, theme.measure)));
  const names = bars.map(({shown}) => ellipsise(shown, widestName, (text) => theme.measure(text, sizes.label)));
  return {
    type: "bar",
    data: {labels: names, datasets: datasets(bars, period)},
    options: {...baseOptions(heading, {right: room}), indexAxis: "y", scales: scales(bars)},
    plugins: [paper(heading), barLabels(labels, theme.measure)],
  } as ChartConfiguration;
}

function labelOf({attributed, full}: Bar, row: number, period: Period, {formats}: Theme) {
  const text = hasFullCredit(period) ? `of ${amount(full, formats)}` : "";
  return {
    x: Math.max(attributed, hasFullCredit(period) ? full : 0, 0),
    y: row,
    strong: amount(attributed, formats),
    text,
  };
}

function datasets(bars: readonly Bar[], period: Period) {
  const look = {grouped: false, minBarLength: 1};
  const attributed = {
    ...look,
    data: bars.map((bar) => bar.attributed),
    backgroundColor: colours.blue,
    barThickness: 11,
    order: 1,
  };
  const full = {
    ...look,
    data: bars.map((bar) => bar.full),
    backgroundColor: colours.paleBlue,
    barThickness: 19,
    order: 2,
  };
  return hasFullCredit(period) ? [attributed, full] : [attributed];
}

/** No amounts along the axis: they stand at the bars. */
function scales(bars: readonly Bar[]) {
  const ends = bars.flatMap(({attributed, full}) => [attributed, full]);
  const [min, max] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const isNegative = min < 0;
  return {
    x: {
      display: isNegative,
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
      border: {display: !isNegative, color: colours.axis},
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
