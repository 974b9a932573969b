import type {Formats} from "../../../lib/format.ts";
import {trim} from "../../../lib/money.ts";
import type {TableBlock} from "../../block.ts";
import {filled, named} from "../wording.ts";

/** Largest first. */
export interface Category {
  readonly category: string;
  readonly products: number;
  readonly sold: number;
  readonly revenue: string;
  readonly share: number | null;
  readonly units: number | null;
  readonly orders: number;
}

export function categorySentence(categories: readonly Category[], formats: Formats): string[] {
  const [first] = categories.filter(({category}) => category !== "(not given)");
  if (categories.length < 2 || !first || first.share === null) return [];
  return [`${named(first.category)} is the largest category, with ${formats.percent(first.share)} of the revenue.`];
}

/** Nothing where no product has a category. */
export function categoryTable(categories: readonly Category[]): TableBlock {
  const isGiven = categories.some(({category}) => category !== "(not given)");
  const rows = isGiven ? categories.map((row) => ({...row, revenue: trim(row.revenue)})) : [];
  return {
    kind: "table",
    key: "categories",
    title: "Categories by revenue",
    columns: filled(
      [
        {key: "category", title: "Category", kind: "name"},
        {key: "revenue", title: "Revenue", kind: "money"},
        {key: "share", title: "Share", kind: "percent"},
        {key: "units", title: "Units", kind: "count", isMinor: true},
        {key: "orders", title: "Orders", kind: "count"},
        {key: "products", title: "Products", kind: "count", isMinor: true},
        {key: "sold", title: "Of them sold", kind: "count", isMinor: true},
      ],
      rows,
    ),
    rows,
  };
}
