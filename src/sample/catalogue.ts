import {dailyUnits, type Product, shelf, unstocked} from "./assortment.ts";
import {productDirt, repeat, repeated, soil} from "./dirt.ts";
import {centsText} from "./money.ts";
import type {Random} from "./random.ts";
import type {Entry, ProductRecord} from "./records.ts";

/** Sold, but on no list. */
export const unlistedProduct = 47;

/** The list of products; `ordersPerDay` says when to order more. */
export function makeCatalogue(ordersPerDay: number, random: Random): Entry<ProductRecord, null>[] {
  const listed = shelf.filter(({id}) => id !== unlistedProduct);
  const entries = listed.map((product) =>
    soil<ProductRecord, null>(recordOf(product, ordersPerDay), null, productDirt, random),
  );
  return repeat(entries, repeated.products, random);
}

/** Days' worth of sales at which more is ordered; the stores hold twice as much, or more. */
const reorderDays = 7;

function recordOf({id, name, category, subcategory, price, cost}: Product, ordersPerDay: number): ProductRecord {
  return {
    product_id: id,
    product_name: name,
    category,
    subcategory,
    list_price: centsText(price),
    unit_cost: centsText(cost),
    reorder_point: reorderPoint(id - 1, ordersPerDay),
    lead_time_days: 3 + ((id * 7) % 12),
  };
}

/** Nothing for what is made to order. */
function reorderPoint(product: number, ordersPerDay: number): number | null {
  if (product === unstocked) return null;
  return product < unstocked ? Math.max(12, Math.ceil(reorderDays * dailyUnits(product, ordersPerDay))) : 0;
}

/** Category of each product as the usable records of the list have it. */
export function categoriesOf(clean: readonly Entry<ProductRecord, null>[]): Map<number, string | null> {
  return new Map(clean.map(({record}) => [record.product_id, record.category]));
}
