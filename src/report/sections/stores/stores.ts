import type {Formats} from "../../../lib/format.ts";
import {round, trim} from "../../../lib/money.ts";
import type {TableBlock} from "../../block.ts";
import {filled, listed, named} from "../wording.ts";

/** By place, sales without a store last. */
export interface Store {
  readonly name: string;
  readonly region: string | null;
  /** NULL for sales without a store. */
  readonly place: number | null;
  readonly ties: number | null;
  readonly revenue: string;
  readonly share: number | null;
  readonly units: number | null;
  readonly orders: number;
  readonly visitors: number | null;
  readonly days_counted: number;
  readonly revenue_per_visitor: string | null;
  readonly change_28: number | null;
}

export interface Spread {
  readonly stores: number;
  readonly unsold: number;
  /** Those that sold something on the last day. */
  readonly sold_today: number;
}

interface Visited {
  readonly name: string;
  readonly revenue_per_visitor: string | null;
  readonly visitors: number | null;
  readonly days_counted: number;
}

const perVisitor =
  "Per visitor: what was sold on the days on which the store's visitors were counted, over these visitors.";

const lastDays = "Last 28 days: revenue against the 28 before.";

export function storeSentences(
  stores: readonly Store[],
  {spread, best, worst}: {spread: Spread; best?: Visited | undefined; worst?: Visited | undefined},
  formats: Formats,
): string[] {
  const {unsold} = spread;
  const without = stores.find(({place}) => place === null);
  return [
    ...firstPlace(stores, spread, formats),
    ...visitorSentence(best, worst, formats),
    ...(unsold > 0
      ? [`${formats.number(unsold)} of ${formats.number(spread.stores)} stores sold nothing in the whole period.`]
      : []),
    ...(without && without.share !== null && without.share > 0
      ? [`${formats.percent(without.share)} of the revenue names no store.`]
      : []),
  ];
}

function firstPlace(stores: readonly Store[], spread: Spread, formats: Formats): string[] {
  const first = stores.filter(({place}) => place === 1);
  if (spread.stores < 2 || first.length === 0 || !(Number(first[0]!.revenue) > 0)) return [];
  const money = formats.money(first[0]!.revenue, "whole");
  const share = first[0]!.share === null ? "" : `, ${formats.percent(first[0]!.share)} of all`;
  if (first.length === 1) return [`${named(first[0]!.name)} sold most: ${money}${share}.`];
  const [shown, more] = [first.slice(0, 3).map(({name}) => named(name)), (first[0]!.ties ?? 0) + 1 - 3];
  const names = more > 0 ? `${shown.join(", ")} and ${formats.number(more)} more` : listed(shown);
  return [`${names} share the first place, with ${money} each.`];
}

/** Below this factor nobody would call one more than the other. */
const alike = 1.05;

function visitorSentence(best: Visited | undefined, worst: Visited | undefined, formats: Formats): string[] {
  if (!best || !worst || best.revenue_per_visitor === worst.revenue_per_visitor) return [];
  const words = ({name, revenue_per_visitor, days_counted}: Visited) =>
    `${named(name)} (${formats.money(revenue_per_visitor!)} on ${formats.number(days_counted)} days with a count)`;
  const isMore = Number(best.revenue_per_visitor) > alike * Number(worst.revenue_per_visitor);
  if (isMore) return [`Most is sold per visitor in ${words(best)}, least in ${words(worst)}.`];
  const money = (store: Visited) => `${formats.money(store.revenue_per_visitor!)} in ${named(store.name)}`;
  return [`Stores sell about as much per visitor: from ${money(worst)} to ${money(best)}.`];
}

/** Stores that fell silent, where the others did not: a holiday closes all of them. */
export function silentSentences(
  silent: readonly {readonly name: string}[],
  {stores, sold_today: sold}: Spread,
  asOf: string,
  formats: Formats,
): string[] {
  if (2 * sold < stores) return [];
  const [weekday, day] = [formats.weekdayName(asOf), formats.period(asOf, asOf)];
  return silent.map(
    ({name}) => `${named(name)} has no sale on ${day}, though it had some on each of the eight ${weekday}s before.`,
  );
}

export function storeTable(stores: readonly Store[], spread: Spread, formats: Formats): TableBlock {
  const rows = stores.map((store) => ({
    ...store,
    place: placeOf(store),
    revenue: trim(store.revenue),
    revenue_per_visitor: store.revenue_per_visitor === null ? null : round(store.revenue_per_visitor),
  }));
  const notes = [
    ...(rows.some(({ties}) => (ties ?? 0) > 0) ? ["Stores with the same revenue share a place, marked =."] : []),
    ...(rows.some(({revenue_per_visitor}) => revenue_per_visitor !== null) ? [perVisitor] : []),
    ...(spread.stores > stores.length ? [`The first of ${formats.number(spread.stores)} stores.`] : []),
  ];
  return {
    kind: "table",
    key: "stores",
    title: "Stores by revenue",
    ...(notes.length > 0 ? {note: notes.join(" ")} : {}),
    columns: filled(
      [
        {key: "name", title: "Store", kind: "name"},
        {key: "place", title: "Place", kind: "digits"},
        {key: "region", title: "Region", kind: "text", isMinor: true},
        {key: "revenue", title: "Revenue", kind: "money"},
        {key: "share", title: "Share", kind: "percent", isMinor: true},
        {key: "units", title: "Units", kind: "count", isMinor: true},
        {key: "orders", title: "Orders", kind: "count"},
        {key: "visitors", title: "Visitors", kind: "count", isMinor: true},
        {key: "revenue_per_visitor", title: "Per visitor", kind: "money"},
        {key: "change_28", title: "Last 28 days", kind: "change", isMinor: true, about: lastDays},
      ],
      rows,
    ),
    rows,
  };
}

/** "2", or "2=" where others share it. */
export function placeOf({place, ties}: {readonly place: number | null; readonly ties: number | null}): string | null {
  return place === null ? null : `${place}${(ties ?? 0) > 0 ? "=" : ""}`;
}
