import type {Section} from "../section.ts";
import {type Lost, stockFindings, stockToday, type Urgent} from "./stock/findings.ts";
import {stockQueries} from "./stock/queries.ts";
import type {Doubts, Expected, Gone, Loss, Product, Spread, Store} from "./stock/rows.ts";
import {lossTable, nextTable, stockTerms, storeTable} from "./stock/tables.ts";

/** What is on hand, what runs out, and what was lost while it had. */
export const stock: Section = {
  title: "Stock",
  mart: "mart_stock_products",
  queries: stockQueries,
  compose(facts, {as_of: asOf, formats}) {
    const only = <T>(name: string) => facts[name]![0] as unknown as T;
    const all = <T>(name: string) => (facts[name] ?? []) as unknown as readonly T[];
    const spread = only<Spread>("spread");
    if (spread.products === 0) return nothing(formats.day(asOf));
    const [next, late, losses] = [all<Product>("next"), all<Product>("late"), all<Loss>("losses")];
    const stores = all<Store>("stores");
    const byStore = stores.length > 0;
    return {
      findings: stockFindings(spread, only<Doubts>("doubts"), only<Lost>("lost"), all<Gone>("gone"), byStore, formats),
      today: stockToday(only<Urgent>("urgent"), next, late, formats),
      blocks: [
        stockTerms(spread),
        ...nextTable(next, all<Expected>("forecast"), asOf),
        ...lossTable(losses),
        ...storeTable(stores),
      ],
    };
  },
};

/** An inventory that begins after the last day. */
function nothing(day: string) {
  return {
    findings: [`The inventory has no record up to ${day}, so nothing can be said of stock.`],
    today: [],
    blocks: [],
  };
}
