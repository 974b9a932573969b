import type {ChartConfiguration} from "chart.js";
import {baseOptions} from "../base.ts";
import type {Chart, Figure} from "../figure.ts";
import {type Heading, headingOf, paper} from "../heading.ts";
import {barLabels, labelWidth, type PointLabel} from "../labels.ts";
import type {Period} from "../marts.ts";
import {colours, fontFamily, margin, sizes, type Theme} from "../theme.ts";

/** Visits of the whole period by how far they got; NULL where no event tells of a step. */
interface Funnel {
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly visits: number;
  readonly carts: number | null;
  readonly checkouts: number | null;
  readonly purchases: number | null;
  readonly carts_decided: number;
  readonly carts_abandoned: number;
}

const rowHeight = 44;

/** How many visits get how far, each step before those that the step before had. */
export const webFunnel: Chart<Funnel> = {
  name: "web-funnel",
  section: {name: "funnel", mart: "mart_funnel"},
  sources: ["events"],
  sql: `
select
    min(day) as first_day,
    max(day) as last_day,
    coalesce(sum(visits), 0) as visits,
    sum(carts) as carts,
    sum(checkouts) as checkouts,
    sum(purchases) as purchases,
    coalesce(sum(carts_decided), 0) as carts_decided,
    coalesce(sum(carts_abandoned), 0) as carts_abandoned
from mart_funnel`,
  draw([funnel], period, theme) {
    if (!funnel || funnel.visits === 0) return "The web funnel is not drawn: no event names a session or a user.";
    const steps = stepsOf(funnel);
    if (steps.length < 2) return "The web funnel is not drawn: events tell of one step only.";
    return figure(funnel, steps, period, theme);
  },
};

interface Step {
  readonly name: string;
  readonly visits: number;
  /** Those of the step before; of the first, its own. */
  readonly before: number;
}

function stepsOf({visits, carts, checkouts, purchases}: Funnel): Step[] {
  const counts = [
    {name: "Visited", visits},
    {name: "Put in the cart", visits: carts},
    {name: "To the checkout", visits: checkouts},
    {name: "Bought", visits: purchases},
  ].filter((step): step is {name: string; visits: number} => step.visits !== null);
  return counts.map((step, i) => ({...step, before: counts[i - 1]?.visits ?? step.visits}));
}

function figure(funnel: Funnel, steps: readonly Step[], period: Period, theme: Theme): Figure {
  const title = headline(funnel, steps, theme);
  const subtitle = explanation(funnel, period, theme);
  const heading = headingOf(title, subtitle, theme);
  const named = steps.map((step, row) => `${step.name}: ${lettered(step, row, theme)}`).join("; ");
  return {
    title,
    subtitle,
    alt: `${title}. ${subtitle} ${named}.`,
    height: margin.top + heading.height + rowHeight * steps.length + margin.bottom,
    configuration: configuration(steps, heading, theme),
  };
}

function headline({visits, carts, purchases}: Funnel, steps: readonly Step[], {formats}: Theme): string {
  // Hundredths of a percent are noise where many buy.
  const rate = (share: number) => formats.percent(share, share < 0.1 ? "rate" : "plain");
  const last = steps.at(-1)!;
  if (purchases === null)
    return `${rate(last.visits / visits)} of visits get as far as the ${carts === last.visits ? "cart" : "checkout"}`;
  const all = `${rate(purchases / visits)} of visits buy`;
  return carts === null || carts === 0
    ? all
    : `${all}, ${formats.percent(purchases / carts)} of those that fill a cart`;
}

function explanation(
  {first_day: first, last_day: last, carts_decided: decided, carts_abandoned: abandoned, purchases}: Funnel,
  period: Period,
  {formats}: Theme,
): string {
  const span = formats.period(first ?? period.from, last ?? period.to);
  const left =
    decided === 0 || purchases === null
      ? ""
      : ` ${formats.percent(abandoned / decided)} of carts see no purchase within 24 hours.`;
  return `Visits of the web shop by how far they got, ${span}. Pale: the step before.${left}`;
}

function lettered({visits, before}: Step, row: number, {formats}: Theme): string {
  const share = row === 0 || before === 0 ? "" : ` (${formats.percent(visits / before)} of the step before)`;
  return `${formats.number(visits)}${share}`;
}

function labelOf({visits, before}: Step, row: number, {formats}: Theme): PointLabel {
  const text = row === 0 || before === 0 ? "" : `${formats.percent(visits / before)} of the step before`;
  return {x: Math.max(visits, before), y: row, strong: formats.number(visits), text};
}

function configuration(steps: readonly Step[], heading: Heading, theme: Theme): ChartConfiguration {
  const labels = steps.map((step, row) => labelOf(step, row, theme));
  // The first two end where the axis does; those below have room beside them.
  const room = Math.max(...labels.map((label) => labelWidth(label, theme.measure))) + 8;
  const look = {grouped: false, minBarLength: 2};
  return {
    type: "bar",
    data: {
      labels: steps.map(({name}) => name),
      datasets: [
        {...look, data: steps.map(({visits}) => visits), backgroundColor: colours.blue, barThickness: 18, order: 1},
        {
          ...look,
          data: steps.map(({before}, row) => (row === 0 ? null : before)),
          backgroundColor: colours.paleBlue,
          barThickness: 30,
          order: 2,
        },
      ],
    },
    options: {...baseOptions(heading, {right: room}), indexAxis: "y", scales: scales(Math.max(1, steps[0]!.visits))},
    plugins: [paper(heading), barLabels(labels, theme.measure)],
  } as ChartConfiguration;
}

/** No amounts along the axis: they stand at the bars. */
function scales(max: number) {
  return {
    x: {display: false, min: 0, max},
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
