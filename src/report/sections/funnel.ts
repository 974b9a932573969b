import type {Section} from "../section.ts";
import {funnelFindings, funnelToday} from "./funnel/findings.ts";
import {funnelQueries} from "./funnel/queries.ts";
import type {Category, DaySteps, Product, Total, Traffic} from "./funnel/rows.ts";
import {categoryTable, dayTable, funnelTerms, productTable, stepTable, wantedTable} from "./funnel/tables.ts";

/** How far the visits of the web shop get, and where they end. */
export const funnel: Section = {
  title: "Web shop",
  mart: "mart_funnel",
  queries: funnelQueries,
  compose(facts, {as_of: asOf, formats}) {
    const all = <T>(name: string) => (facts[name] ?? []) as unknown as readonly T[];
    const total = all<Total>("total")[0];
    if (!total || total.days === 0) return nothing(formats.day(asOf));
    if (total.visits === 0) return nobody;
    const recent = all<DaySteps>("recent");
    const unbought = all<{products: number}>("unbought")[0]?.products ?? 0;
    return {
      findings: funnelFindings(total, recent, unbought, all<Traffic>("traffic")[0], asOf, formats),
      today: funnelToday(total, recent, asOf, formats),
      blocks: [
        funnelTerms(total),
        ...stepTable(total),
        ...dayTable(recent, total),
        ...categoryTable(all<Category>("categories"), total),
        ...productTable(all<Product>("products"), total),
        ...wantedTable(all<Product>("wanted"), total, formats),
      ],
    };
  },
};

function nothing(day: string) {
  return {findings: [`No event of the web shop is dated up to ${day}.`], today: [], blocks: []};
}

const nobody = {
  findings: ["No event names a session or a user, so nothing can be said of how far visits get."],
  today: [],
  blocks: [],
};
