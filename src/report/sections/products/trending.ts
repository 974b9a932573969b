import type {Formats} from "../../../lib/format.ts";
import type {TableBlock} from "../../block.ts";
import {filled, listed, named, probability} from "../wording.ts";

/** Those clearly above their usual, the furthest above first. */
export interface Trending {
  readonly name: string;
  readonly decayed: number;
  readonly usual: number | null;
  /** NULL for a product that was not sold before. */
  readonly ratio: number | null;
  readonly count_now: number;
  readonly p_adjusted: number;
}

export interface TrendTests {
  readonly products: number;
  readonly trending: number;
  readonly counted: string | null;
}

const mostNamed = 3;

export function trendingSentence(
  trending: readonly Trending[],
  tests: TrendTests | undefined,
  formats: Formats,
): string[] {
  if (!tests || tests.products === 0) return [];
  if (trending.length === 0) return ["No product is selling clearly above its usual now."];
  const shown = trending.slice(0, mostNamed).map(({name, ratio}) => {
    const times = ratio === null ? "new" : `${formats.decimal(ratio, 1)} times its usual`;
    return `${named(name)} (${times})`;
  });
  const more = tests.trending - shown.length;
  return [`Trending now: ${listed(shown)}${more > 0 ? `, and ${formats.number(more)} more` : ""}.`];
}

export function trendingTable(
  trending: readonly Trending[],
  tests: TrendTests | undefined,
  formats: Formats,
): TableBlock {
  const rows = trending.map((one) => ({...one, p: probability(one.p_adjusted, formats)}));
  return {
    kind: "table",
    key: "trending",
    title: "Trending now",
    note: `Now: ${tests?.counted ?? "units"} of the last 28 days, each weighing half for every 7 days it lies before the last one. Usual: the same of its mean day in the up to 84 days before these, weekdays as in the whole shop. Only those clearly above: p below 0.05 in the conditional test of two Poisson counts, adjusted for ${formats.number(tests?.products ?? 0)} products.`,
    columns: filled(
      [
        {key: "name", title: "Product", kind: "name"},
        {key: "decayed", title: "Now", kind: "decimal"},
        {key: "usual", title: "Usual", kind: "decimal"},
        {key: "ratio", title: "Times", kind: "decimal"},
        {key: "count_now", title: "In 28 days", kind: "count", isMinor: true},
        {key: "p", title: "p", kind: "digits", isMinor: true},
      ],
      rows,
    ),
    rows,
  };
}
