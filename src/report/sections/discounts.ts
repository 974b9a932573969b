import type {Formats} from "../../lib/format.ts";
import type {Row} from "../../store/warehouse.ts";
import type {Block, TableColumn} from "../block.ts";
import type {Section} from "../section.ts";
import {type Comparison, type DiscountTotals, discountFindings} from "./discountFindings.ts";

/** How many lines the tables have. */
const [offers, products] = [15, 10];

export const discounts: Section = {
  title: "Discounts and offers",
  mart: "mart_discount_totals",
  queries: {
    totals: "select * from mart_discount_totals",
    bands: "select * from mart_discount_bands order by band nulls last",
    margins: `select band > 0 as is_discounted, cast(sum(costed_net) as double) as net, cast(sum(margin) as double) as margin
      from mart_discount_bands where band is not null and costed_net is not null group by band > 0 order by band > 0`,
    offers: `select * from mart_offers where lines > 0 order by offer_id = '(none)', net desc, offer_id limit ${offers}`,
    unused:
      "select coalesce(offer_name, offer_id) as offer from mart_offers where lines = 0 order by offer_id limit 1000",
    all: "select * from mart_discount_comparison where product_id is null",
    products: `select * from mart_discount_comparison where product_id is not null
      order by discounted_days desc, product_id limit ${products}`,
  },
  compose(facts, {formats}) {
    const totals = facts.totals![0] as unknown as DiscountTotals | undefined;
    if (!totals || (totals.discounted_lines === 0 && totals.offer_lines === 0)) return undefined;
    const all = facts.all![0] as unknown as Comparison | undefined;
    return {
      findings: discountFindings({totals, margins: facts.margins!, all, unused: facts.unused!}, formats),
      today: [],
      blocks: [
        bandsOf(facts.bands!, formats),
        offersOf(facts.offers!, totals),
        comparisonOf(facts.products as unknown as readonly Comparison[]),
      ],
    };
  },
};

function moneyColumns(rows: readonly Row[]): TableColumn[] {
  return [
    {key: "units", title: "Units", kind: "count", isMinor: true},
    {key: "gross", title: "Gross", kind: "about_money", isMinor: true},
    {key: "discount", title: "Discount", kind: "about_money"},
    {key: "net", title: "Net", kind: "about_money"},
    ...(isCosted(rows) ? [{key: "margin_rate", title: "Margin", kind: "percent"} as const] : []),
  ];
}

function isCosted(rows: readonly Row[]): boolean {
  return rows.some(({margin_rate}) => (margin_rate ?? null) !== null);
}

function bandsOf(rows: readonly Row[], formats: Formats): Block {
  const margin = isCosted(rows)
    ? " The margin is what is left of net after the cost of the units, where that is known."
    : "";
  return {
    kind: "table",
    key: "bands",
    title: "Sales by discount",
    note: `Gross and discount are of lines whose price or discount is given, net is of all.${margin}`,
    columns: [{key: "name", title: "Discount", kind: "name"}, ...moneyColumns(rows)],
    rows: rows.map((row) => ({...row, name: bandName(row.band as number | null, formats)})),
  };
}

const lower: Readonly<Record<number, number>> = {5: 0, 10: 5, 20: 10, 30: 20, 50: 30, 100: 50};

function bandName(band: number | null, formats: Formats): string {
  if (band === null) return "not known";
  if (band === 0) return "none";
  const from = lower[band] ?? 0;
  return from === 0 ? `up to ${formats.number(band)}%` : `over ${formats.number(from)} to ${formats.number(band)}%`;
}

function offersOf(rows: readonly Row[], {offer_lines}: DiscountTotals): Block {
  const isNamed = rows.some(({offer_name}) => (offer_name ?? null) !== null);
  const nameOf = ({offer_id, offer_name}: Row) => {
    if (offer_id === "(none)") return "no offer";
    return (isNamed ? offer_name : null) ?? offer_id ?? "";
  };
  return {
    kind: "table",
    key: "offers",
    title: "Sales by offer",
    note: "Gross: at full price, before any discount. Net: what was charged.",
    columns: [
      {key: "name", title: "Offer", kind: "name"},
      ...(rows.some(({ends_on}) => (ends_on ?? null) !== null)
        ? [{key: "ends_on", title: "Until", kind: "day", isMinor: true} as const]
        : []),
      ...moneyColumns(rows),
    ],
    rows: offer_lines === 0 && !isNamed ? [] : rows.map((row) => ({...row, name: nameOf(row)})),
  };
}

function comparisonOf(rows: readonly Comparison[]): Block {
  return {
    kind: "table",
    key: "comparison",
    title: "Days at a discount and others",
    note: "Mean units of a selling day: at a discount where four fifths of a product's units were, without where none was, from five days of each. The 95% interval is of the ratio. Days differ in season, weekday and much else, and large orders may earn the discount: no effect is claimed.",
    columns: [
      {key: "product", title: "Product", kind: "name"},
      {key: "mean_units", title: "At a discount", kind: "decimal"},
      {key: "other_mean_units", title: "Without", kind: "decimal"},
      {key: "ratio", title: "Ratio", kind: "decimal"},
      {key: "low", title: "At least", kind: "decimal", isMinor: true},
      {key: "high", title: "At most", kind: "decimal", isMinor: true},
      {key: "discounted_days", title: "Days", kind: "count", isMinor: true},
    ],
    rows: rows.map((row) => ({...row, product: row.product_name ?? row.product_id})),
  };
}
