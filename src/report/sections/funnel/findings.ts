import type {Formats} from "../../../lib/format.ts";
import {divide} from "../../../lib/money.ts";
import {compareShares, type DayShare} from "../../../lib/shares.ts";
import {isSignificant} from "../../../lib/statistics.ts";
import {addDays, daysBetween} from "../../../lib/time.ts";
import type {Day} from "../../report.ts";
import {rateWriter} from "./precision.ts";
import {leastVisits} from "./queries.ts";
import type {DaySteps, Steps, Total, Traffic} from "./rows.ts";

const window = 28;

export function funnelFindings(
  total: Total,
  recent: readonly DaySteps[],
  unbought: number,
  traffic: Traffic | undefined,
  asOf: Day,
  formats: Formats,
): string[] {
  return [
    stepSentence(total, formats),
    ...changeSentence(total, recent, asOf, formats),
    ...cartSentence(total, formats),
    ...orderSentence(total, formats),
    ...unboughtSentence(unbought, formats),
    ...nobodySentence(total, formats),
    ...trafficSentence(traffic, formats),
  ];
}

export interface Step {
  readonly name: string;
  readonly visits: number;
  /** Of the visits of the step before; NULL for the first, and where there are none. */
  readonly rate: number | null;
  /** Of all visits. */
  readonly share: number | null;
}

/** The steps that events tell of, the first first. */
export function stepsOf({visits, carts, checkouts, purchases}: Steps): Step[] {
  const known = [
    {name: "Visited", count: visits},
    {name: "Put something in the cart", count: carts},
    {name: "Went to the checkout", count: checkouts},
    {name: "Bought", count: purchases},
  ].filter((step): step is {name: string; count: number} => step.count !== null);
  return known.map(({name, count}, i) => {
    const before = known[i - 1]?.count ?? 0;
    return {name, visits: count, rate: before > 0 ? count / before : null, share: visits > 0 ? count / visits : null};
  });
}

function stepSentence(total: Total, formats: Formats): string {
  const {visits, carts, checkouts, purchases} = total;
  const all = `Of ${formats.number(visits)} ${visits === 1 ? "visit" : "visits"}`;
  const rate = rateWriter(total, formats);
  const share = (count: number) => rate(count / visits);
  const parts = [
    ...(purchases === null ? [] : [`${share(purchases)} bought something`]),
    ...(carts === null ? [] : [`${share(carts)} put something in the cart`]),
    ...(checkouts === null ? [] : [`${share(checkouts)} went to the checkout`]),
  ];
  if (parts.length === 0)
    return `${all} nothing is known but that they were: no event tells of a cart, a checkout or a purchase.`;
  return `${all}, ${parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`}.`;
}

const sharesOf = (days: readonly DaySteps[]): DayShare[] =>
  days.map(({visits, purchases}) => ({of: visits, count: purchases ?? 0}));

function changeSentence(total: Total, recent: readonly DaySteps[], asOf: Day, formats: Formats): string[] {
  const {first_day: first, purchases} = total;
  if (purchases === null || first === null || daysBetween(first, asOf) < 2 * window - 1) return [];
  const middle = addDays(asOf, -window);
  const compared = compareShares(
    sharesOf(recent.filter(({day}) => day > middle)),
    sharesOf(recent.filter(({day}) => day <= middle)),
  );
  if (!compared) return [];
  const verdict = isSignificant(compared)
    ? `${compared.now > compared.before ? "more" : "less"} than the`
    : "no significant difference from the";
  const rate = rateWriter(total, formats);
  return [
    `In the last ${window} days ${rate(compared.now)} of visits bought, ${verdict} ${rate(compared.before)} of the ${window} before.`,
  ];
}

function cartSentence(
  {carts_decided: decided, carts_abandoned: abandoned, purchases}: Total,
  formats: Formats,
): string[] {
  if (decided === 0 || purchases === null) return [];
  if (decided === 1)
    return [`The one cart was ${abandoned === 1 ? "left: nothing was bought within 24 hours" : "bought"}.`];
  return [
    `Of ${formats.number(decided)} carts, ${formats.percent(abandoned / decided)} were abandoned: nothing was bought within 24 hours.`,
  ];
}

function orderSentence({orders_valued: orders, value}: Total, formats: Formats): string[] {
  if (orders === 0 || value === null) return [];
  if (orders === 1) return [`The one order of the web shop came to ${formats.money(value)}.`];
  return [
    `An order of the web shop comes to ${formats.money(divide(value, orders))} on average (${formats.number(orders)} orders).`,
  ];
}

function unboughtSentence(unbought: number, formats: Formats): string[] {
  if (unbought === 0) return [];
  const products = unbought === 1 ? "1 product that was" : `${formats.number(unbought)} products that were each`;
  return [
    `${products} seen in ${formats.number(leastVisits)} visits or more ${unbought === 1 ? "was" : "were"} never bought.`,
  ];
}

function nobodySentence({events_of_nobody: events}: Total, formats: Formats): string[] {
  if (events === 0) return [];
  const [what, names, are] = events === 1 ? ["event", "names", "is"] : ["events", "name", "are"];
  return [`${formats.number(events)} ${what} ${names} neither a session nor a user and ${are} no visit of anybody.`];
}

/** Events and web traffic within a tenth of each other count the same. */
const alike = 0.1;

/** Two conversions in one report need a word where the visits of one are not the sessions of the other. */
function trafficSentence(traffic: Traffic | undefined, formats: Formats): string[] {
  const {visits, sessions} = traffic ?? {visits: 0, sessions: null};
  if (!sessions || Math.abs(visits / sessions - 1) <= alike) return [];
  const count = (number: number, what: string) => `${formats.number(number)} ${what}${number === 1 ? "" : "s"}`;
  return [
    `On the days both tell of, web traffic counts ${count(sessions, "session")} and events ${count(visits, "visit")}: here conversion is of visits, in “The day” of sessions.`,
  ];
}

/** Chance alone makes such an alarm once in years. */
const alarm = 0.001;
/** Purchases to be expected of a day, below which nothing can be missed. */
const leastExpected = 8;

/** Whether something is broken: no events, or far fewer purchases of the visits than in the four weeks before. */
export function funnelToday(total: Total, recent: readonly DaySteps[], asOf: Day, formats: Formats): string[] {
  const {purchases, days} = total;
  const before = recent.filter(({day}) => day < asOf && day >= addDays(asOf, -window));
  if (days < 8 || before.length < 7) return [];
  const last = recent.find(({day}) => day === asOf);
  const isSteady = before.length === window;
  if (!last) return isSteady ? [`No event of the web shop is of ${formats.day(asOf)}: are they still recorded?`] : [];
  if (purchases === null) return [];
  const compared = compareShares(sharesOf([last]), sharesOf(before));
  if (!compared || compared.now >= compared.before || compared.p >= alarm) return [];
  if (compared.before * last.visits < leastExpected) return [];
  const rate = rateWriter(total, formats);
  const few = last.purchases === 0 ? "None" : `Only ${rate(compared.now)}`;
  return [
    `${few} of the ${formats.number(last.visits)} visits of ${formats.day(asOf)} bought something, ${rate(compared.before)} did in the four weeks before: does the checkout work?`,
  ];
}
