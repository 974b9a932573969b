import type {ChartConfiguration} from "chart.js";
import {baseOptions} from "../base.ts";
import type {Chart, Figure} from "../figure.ts";
import {type Heading, headingOf, paper} from "../heading.ts";
import {barLabels, labelWidth} from "../labels.ts";
import {amount} from "../phrases.ts";
import {type Lettered, letterNames} from "../standIns.ts";
import {ellipsise, isolated} from "../text.ts";
import {colours, fontFamily, margin, sizes, type Theme} from "../theme.ts";

interface Campaign {
  readonly campaign_name: string;
  readonly lift: number;
  readonly lift_low: number;
  readonly lift_high: number;
  readonly extra_revenue: string;
  readonly campaigns: number;
}

const most = 15;
const rowHeight = 27;
const axisHeight = 26;
const widestName = 170;

/** How much better what a campaign is for sold while it ran, as intervals; the most extra revenue on top. */
export const campaignEffect: Chart<Campaign> = {
  name: "campaign-effect",
  section: {name: "effect", mart: "mart_campaign_effects"},
  sources: ["campaigns"],
  sql: `
select campaign_name, lift, lift_low, lift_high, extra_revenue, count(*) over () as campaigns
from mart_campaign_effects
where lift is not null
order by extra_revenue desc, campaign_name
limit ${most}`,
  draw(rows, period, theme) {
    if (rows.length === 0)
      return "The effect of campaigns is not drawn: no campaign has enough sales on its days and enough days without it to compare with.";
    const names = letterNames(
      rows.map(({campaign_name}) => campaign_name),
      "Campaign",
      theme.legible,
    );
    const marks = rows.map((row, i) => ({...row, ...names[i]!}));
    return figure(marks, theme.formats.period(period.from, period.to), theme);
  },
};

type Mark = Campaign & Lettered;

function figure(marks: readonly Mark[], span: string, theme: Theme): Figure {
  const {formats} = theme;
  const all = marks[0]!.campaigns;
  const which =
    marks.length < all
      ? ` The ${marks.length} campaigns with the most extra revenue of ${formats.number(all)} that can be estimated.`
      : all > 1
        ? ` The ${formats.number(all)} campaigns that can be estimated.`
        : "";
  const subtitle = `Lift: how much more was sold of what a campaign is for than without it, ${span}. Dots are estimates, not proof; bars their ${formats.percent(0.95, "whole")} intervals, hollow and grey where these hold 0.${which}`;
  const alt = `${headline(marks, theme, "name")}. ${subtitle} ${marks.map((mark) => `${mark.name}: ${percent(mark.lift, theme)}, ${interval(mark, theme)}`).join("; ")}.`;
  const heading = headingOf(headline(marks, theme, "shown"), subtitle, theme);
  const height = margin.top + heading.height + rowHeight * marks.length + axisHeight + margin.bottom;
  const title = headline(marks, theme, "name");
  return {title, subtitle, alt, height, configuration: configuration(marks, heading, theme), names: marks};
}

function headline(marks: readonly Mark[], theme: Theme, letter: "name" | "shown"): string {
  const clear = marks.filter(isClear);
  const [first] = clear.filter(({lift}) => lift > 0);
  if (!first) return "No campaign clearly sold more than would have been sold without it";
  const who = isolated(ellipsise(first[letter], 330, (text) => theme.measure(text, sizes.title, 600)));
  return `${who}: an estimated ${theme.formats.percent(first.lift)} more sold than without it`;
}

function isClear({lift_low, lift_high}: Campaign): boolean {
  return lift_low > 0 || lift_high < 0;
}

function percent(share: number, {formats}: Theme): string {
  return formats.percent(share, "signed");
}

function interval({lift_low, lift_high}: Campaign, theme: Theme): string {
  return `${percent(lift_low, theme)} to ${percent(lift_high, theme)}`;
}

function configuration(marks: readonly Mark[], heading: Heading, theme: Theme): ChartConfiguration {
  const range = rangeOf(marks);
  const labels = marks.map((mark, y) => ({
    x: range.max,
    y,
    strong: percent(mark.lift, theme),
    text: `${amount(Number(mark.extra_revenue), theme.formats)} extra`,
  }));
  const room = Math.max(...labels.map((label) => labelWidth(label, theme.measure)));
  const names = marks.map(({shown}) => ellipsise(shown, widestName, (text) => theme.measure(text, sizes.label)));
  return {
    type: "bar",
    data: {labels: names, datasets: datasets(marks, range)},
    options: {...baseOptions(heading, {right: room}), indexAxis: "y", scales: scales(range, theme)},
    plugins: [paper(heading), barLabels(labels, theme.measure)],
  } as ChartConfiguration;
}

/** As far as the estimates need and most intervals reach: one that says nothing is not to squeeze the others. */
function rangeOf(marks: readonly Campaign[]): {min: number; max: number} {
  const highs = marks.map(({lift_high}) => lift_high).sort((a, b) => a - b);
  const usual = highs[Math.floor((highs.length - 1) * 0.8)]!;
  const furthest = Math.max(...marks.map(({lift}) => lift), 0.1);
  const max = Math.min(highs.at(-1)!, Math.max(1.5 * usual, 1.2 * furthest));
  const min = Math.min(0, ...marks.map(({lift_low}) => lift_low));
  return {min: Math.max(min, -max), max};
}

function datasets(marks: readonly Campaign[], {min, max}: {min: number; max: number}) {
  const colour = (mark: Campaign) =>
    isClear(mark) ? (mark.lift > 0 ? colours.blue : colours.vermilion) : colours.axis;
  const within = (value: number) => Math.min(max, Math.max(min, value));
  const bars = {
    type: "bar" as const,
    data: marks.map(({lift_low, lift_high}) => [within(lift_low), within(lift_high)]),
    backgroundColor: marks.map((mark) => (isClear(mark) ? colour(mark) : colours.axis)),
    barThickness: 3,
    grouped: false,
    order: 2,
  };
  const dots = {
    type: "line" as const,
    data: marks.map((mark, y) => ({x: mark.lift, y})),
    showLine: false,
    pointRadius: 5,
    pointBorderWidth: 2,
    pointBorderColor: marks.map(colour),
    pointBackgroundColor: marks.map((mark) => (isClear(mark) ? colour(mark) : colours.paper)),
    clip: false,
    order: 1,
  };
  return [dots, bars];
}

function scales({min, max}: {min: number; max: number}, {formats}: Theme) {
  const font = {family: fontFamily, size: sizes.label};
  return {
    x: {
      type: "linear",
      min,
      max,
      border: {display: false},
      grid: {
        drawTicks: false,
        color: ({tick}: {tick: {value: number}}) => (tick.value === 0 ? colours.ink : colours.grid),
      },
      ticks: {
        font,
        color: colours.quiet,
        maxTicksLimit: 7,
        includeBounds: false,
        padding: 4,
        callback: (value: number | string) =>
          `${Number(value) > 0 ? "+" : ""}${formats.percent(Number(value), "whole")}`,
      },
    },
    y: {
      grid: {display: false},
      border: {display: false},
      ticks: {font, color: colours.ink, autoSkip: false, crossAlign: "far", padding: 6},
    },
  };
}
