import type {Formats} from "../../lib/format.ts";
import {trim} from "../../lib/money.ts";
import type {Row} from "../../store/warehouse.ts";
import type {Block, TableColumn} from "../block.ts";
import type {Section} from "../section.ts";

/** How many lines the tables have. */
const [months, products, categories] = [13, 15, 20];

interface Totals {
  readonly origin: string;
  readonly sold_units: number;
  readonly sold_revenue: string;
  readonly returns: number;
  readonly returned_units: number;
  readonly returned_value: string;
  readonly without_value: number;
  readonly matched: number;
  readonly mean_days: number | null;
}

interface Rate {
  readonly name: string;
  readonly product_name: string | null;
  readonly sold_units: number;
  readonly returned_units: number;
  readonly returned_value: string;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const rate = "name, name as product_id, product_name, sold_units, returned_units, returned_value, rate, low, high";

export const returns: Section = {
  title: "Returns",
  mart: "mart_return_totals",
  queries: {
    totals: "select * from mart_return_totals",
    all: `select ${rate} from mart_return_rates where level = 'all'`,
    months: `select cast(date_trunc('month', day) as date) as month, cast(sum(sold_units) as bigint) as sold_units,
        cast(sum(units_of_sales) as bigint) as units_of_sales, cast(sum(returned_units) as bigint) as returned_units,
        sum(returned_value) as returned_value
      from mart_return_days group by date_trunc('month', day) order by month desc limit ${months}`,
    categories: `select ${rate} from mart_return_rates where level = 'category' and name <> '(not given)'
      order by returned_value desc, name limit ${categories}`,
    products: `select ${rate} from mart_return_rates where level = 'product' and rate is not null and returned_units > 0
      order by low desc, returned_units desc, name limit ${products}`,
    unsure: `select count(*) as products from mart_return_rates
      where level = 'product' and rate is null and returned_units > 0`,
  },
  compose(facts, {formats, sources}) {
    const totals = facts.totals![0] as unknown as Totals | undefined;
    const isAsked = sources.includes("returns");
    if (!totals || (totals.returns === 0 && !isAsked)) return undefined;
    if (totals.returns === 0) return {findings: ["Nothing came back."], today: [], blocks: []};
    const all = facts.all![0] as unknown as Rate | undefined;
    const rates = facts.products as unknown as readonly Rate[];
    const unsure = Number(facts.unsure![0]?.products ?? 0);
    return {
      findings: findingsOf(totals, all, rates, formats),
      today: [],
      blocks: [
        productsOf(rates, unsure, formats),
        categoriesOf(facts.categories as unknown as readonly Rate[]),
        monthsOf(facts.months!, totals.matched > 0, formats),
      ],
    };
  },
};

function findingsOf(totals: Totals, all: Rate | undefined, rates: readonly Rate[], formats: Formats): string[] {
  const {returned_units: units, returned_value: value, matched, returns: count, without_value, origin} = totals;
  const share = all?.rate == null ? "" : `, ${formats.percent(all.rate)} of the units sold`;
  const unknown = count - matched;
  return [
    `${formats.number(units)} ${units === 1 ? "unit" : "units"} worth ${formats.exact(trim(value))} came back${share}.`,
    ...often(rates, all, formats),
    ...(totals.mean_days === null
      ? []
      : [`It takes ${formats.decimal(totals.mean_days, 1)} days on average from the sale to the return.`]),
    ...(origin === "returns" && unknown > 0
      ? [
          `For ${formats.number(unknown)} of ${formats.number(count)} ${count === 1 ? "return" : "returns"} it is not known when it was sold.`,
        ]
      : []),
    ...(without_value > 0
      ? [
          `${formats.number(without_value)} ${without_value === 1 ? "return has" : "returns have"} no value and no sale to infer it from, so that the value is too low.`,
        ]
      : []),
    ...(origin === "orders" ? ["Returns are the order lines with a negative quantity, counted on their own day."] : []),
  ];
}

/** Those whose interval lies above the rate of all. */
function often(rates: readonly Rate[], all: Rate | undefined, formats: Formats): string[] {
  if (all?.rate == null) return [];
  const above = rates.filter(({low}) => low !== null && low > all.rate!);
  const [first] = above;
  if (!first) return [];
  const percent = (share: number | null) => formats.percent(share ?? 0);
  const others = above.length > 1 ? `, and ${formats.number(above.length - 1)} more of the list below stand out` : "";
  return [
    `${nameOf(first)}: ${percent(first.rate)} of ${formats.number(first.sold_units)} units came back (95% interval ${percent(first.low)} to ${percent(first.high)}), clearly more than of all${others}.`,
  ];
}

function nameOf({product_name, name}: Rate): string {
  return product_name ?? name;
}

const rateColumns: readonly TableColumn[] = [
  {key: "sold_units", title: "Sold", kind: "count", isMinor: true},
  {key: "returned_units", title: "Back", kind: "count"},
  {key: "rate", title: "Rate", kind: "percent"},
  {key: "low", title: "At least", kind: "percent", isMinor: true},
  {key: "high", title: "At most", kind: "percent", isMinor: true},
  {key: "returned_value", title: "Value", kind: "about_money"},
];

function productsOf(rates: readonly Rate[], unsure: number, formats: Formats): Block {
  const few =
    unsure > 0
      ? ` ${formats.number(unsure)} more ${unsure === 1 ? "has" : "have"} too few units for a rate, or more came back than was sold.`
      : "";
  return {
    kind: "table",
    key: "products",
    title: "Products that come back",
    note: `Units that came back of those sold, from 20 sold on, those that surely come back most first: the 95% interval is Wilson's, each unit taken for itself. What was sold lately can still come back.${few}`,
    columns: [{key: "product", title: "Product", kind: "name"}, ...rateColumns],
    rows: rates.map((row) => ({...row, product: nameOf(row)})),
  };
}

function categoriesOf(rates: readonly Rate[]): Block {
  const some = rates.filter(({returned_units}) => returned_units > 0);
  return {
    kind: "table",
    key: "categories",
    title: "Categories that come back",
    columns: [{key: "name", title: "Category", kind: "name"}, ...rateColumns],
    rows: some.length === 0 ? [] : rates.map((row) => ({...row})),
  };
}

function monthsOf(rows: readonly Row[], isMatched: boolean, formats: Formats): Block {
  const ofSales: TableColumn[] = [
    {key: "units_of_sales", title: "Of these back", kind: "count"},
    {key: "rate", title: "Rate", kind: "percent"},
  ];
  return {
    kind: "table",
    key: "months",
    title: "Returns by month",
    note: isMatched
      ? "Of these back: units sold in the month that came back since, where the sale is known. Came back: units returned in the month, whenever they were sold."
      : "Came back: units returned in the month, whenever they were sold.",
    columns: [
      {key: "month", title: "Month", kind: "name"},
      {key: "sold_units", title: "Sold", kind: "count", isMinor: !isMatched},
      ...(isMatched ? ofSales : []),
      {key: "returned_units", title: "Came back", kind: "count"},
      {key: "returned_value", title: "Value", kind: "about_money"},
    ],
    rows: rows.map((row) => ({...row, month: formats.month(String(row.month)), rate: shareOf(row)})),
  };
}

function shareOf({units_of_sales, sold_units}: Row): number | null {
  const [back, sold] = [Number(units_of_sales), Number(sold_units)];
  return sold > 0 && back >= 0 && back <= sold ? back / sold : null;
}
