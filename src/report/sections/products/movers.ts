import type {Formats} from "../../../lib/format.ts";
import {trim} from "../../../lib/money.ts";
import type {TableBlock} from "../../block.ts";
import {compared, filled, listed, named, probability} from "../wording.ts";

/** The clear ones first, each part by how much revenue it moved. */
export interface Mover {
  readonly name: string;
  readonly count_before: number;
  readonly count_now: number;
  /** NULL for a product that was not sold before. */
  readonly change: number | null;
  readonly change_revenue: string;
  readonly p_adjusted: number | null;
  readonly is_significant: boolean | null;
}

/** All that were compared. */
export interface Moved {
  readonly products: number;
  readonly significant: number;
  readonly count_before: number | null;
  readonly count_now: number | null;
  /** "units" or "order lines". */
  readonly counted: string | null;
}

const mostNamed = 3;

export function moverSentence(movers: readonly Mover[], moved: Moved | undefined, formats: Formats): string[] {
  if (!moved || moved.products === 0) return [];
  const compared = `${formats.number(moved.products)} ${moved.products === 1 ? "product" : "products"} compared`;
  if (moved.significant === 0)
    return [`No product sold clearly more or less in the last 28 days than in the 28 before (${compared}).`];
  const clear = movers.filter(({is_significant}) => is_significant).slice(0, mostNamed);
  const changes = listed(clear.map((mover) => `${named(mover.name)} (${changeOf(mover, formats)})`));
  const more = moved.significant - clear.length;
  const others = more > 0 ? `, and ${formats.number(more)} more` : "";
  return [
    `${formats.number(moved.significant)} of ${compared} sold clearly more or less in the last 28 days than in the 28 before: ${changes}${others}.${shop(moved, formats)}`,
  ];
}

/** What the whole shop did, which a product may only have followed. */
function shop({count_before: before, count_now: now, counted}: Moved, formats: Formats): string {
  if (!(Number(before) > 0)) return "";
  return ` The whole shop sold ${compared(Number(now) / Number(before) - 1, formats)} before, in ${counted}.`;
}

function changeOf({change}: Mover, formats: Formats): string {
  return change === null ? "new" : formats.percent(change, "signed");
}

export function moverTable(movers: readonly Mover[], moved: Moved | undefined, formats: Formats): TableBlock {
  const counted = moved?.counted ?? "units";
  const rows = movers.map((mover) => ({
    ...mover,
    change_revenue: trim(mover.change_revenue),
    p: mover.p_adjusted === null ? null : probability(mover.p_adjusted, formats),
    clear: mover.is_significant ? "yes" : "no",
  }));
  return {
    kind: "table",
    key: "movers",
    title: "Movers: the last 28 days vs the 28 before",
    note: `Counts are ${counted}. Clear: hardly by chance, as much as sales vary from day to day (p below 0.05 in the exact conditional test of two Poisson counts, the counts divided by how much more than Poisson counts they vary from day to day within a weekday, p adjusted for ${formats.number(moved?.products ?? 0)} products by Benjamini and Hochberg).`,
    columns: filled(
      [
        {key: "name", title: "Product", kind: "name"},
        {key: "count_before", title: "Before", kind: "count"},
        {key: "count_now", title: "Now", kind: "count"},
        {key: "change", title: "Change", kind: "change"},
        {key: "change_revenue", title: "In revenue", kind: "money_change", isMinor: true},
        {key: "p", title: "p", kind: "digits", isMinor: true},
        {key: "clear", title: "Clear", kind: "text"},
      ],
      rows,
    ),
    rows,
  };
}
