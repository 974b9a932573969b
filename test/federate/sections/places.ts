import fc from "fast-check";
import type {RawSource} from "../../normalize/fixture.ts";
import {dayOf} from "./shop.ts";

/** One order line of a shop that knows where and when; money in cents. */
export interface Sale {
  readonly day: number;
  /** NULL: no time of day is given. */
  readonly minute: number | null;
  readonly order: number;
  readonly product: number | null;
  readonly store: number | null;
  readonly quantity: number;
  readonly cents: number;
}

/** Visitors counted in a store. */
export interface Reading {
  readonly day: number;
  readonly store: number | null;
  readonly visitors: number;
}

export interface Places {
  readonly sales: readonly Sale[];
  readonly readings: readonly Reading[];
}

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, {freq: 6});
export const generatedPlaces: fc.Arbitrary<Places> = fc.record({
  sales: fc.array(
    fc.record({
      day: fc.integer({min: 0, max: 130}),
      minute: optional(fc.integer({min: 0, max: 1439})),
      order: fc.integer({min: 1, max: 60}),
      product: optional(fc.integer({min: 1, max: 5})),
      store: optional(fc.integer({min: 1, max: 4})),
      quantity: fc.integer({min: -2, max: 6}),
      cents: fc.integer({min: -5000, max: 20_000}),
    }),
    {minLength: 1, maxLength: 150, size: "max"},
  ),
  readings: fc.array(
    fc.record({
      day: fc.integer({min: 0, max: 130}),
      store: optional(fc.integer({min: 1, max: 5})),
      visitors: fc.integer({min: 0, max: 40}),
    }),
    {minLength: 1, maxLength: 60, size: "max"},
  ),
});

export function salesOf(sales: readonly Sale[]): RawSource {
  return {
    header: "sale_id order_id order_date ordered_at product store quantity revenue".split(" "),
    records: sales.map(({day, minute, order, product, store, quantity, cents}, i) => [
      `s${i}`,
      `o${order}`,
      dayOf(day),
      minute === null ? "" : `${dayOf(day)} ${clock(minute)}`,
      product === null ? "" : `p${product}`,
      store === null ? "" : `m${store}`,
      String(quantity),
      (cents / 100).toFixed(2),
    ]),
    decimal: ".",
  };
}

/** Two readings never are the same record. */
export function readingsOf(readings: readonly Reading[]): RawSource {
  return {
    header: ["measured_at", "store", "sensor", "footfall"],
    records: readings.map(({day, store, visitors}, i) => [
      `${dayOf(day)} 12:00:00`,
      store === null ? "" : `m${store}`,
      `d${i}`,
      String(visitors),
    ]),
  };
}

/** Product 5 is unknown; products 1 and 2 are of one category, 3 is of none, 9 was never sold. */
export const assortment: RawSource = {
  header: ["product_id", "name", "category"],
  records: [
    ["p1", "Tea", "Drinks"],
    ["p2", "Coffee", "Drinks"],
    ["p3", "Cup", ""],
    ["p4", "Pot", "Kitchen"],
    ["p9", "Tin", "Gifts"],
  ],
};

export function categoryOf(product: number | null): string {
  return {1: "Drinks", 2: "Drinks", 4: "Kitchen"}[product ?? 0] ?? "(not given)";
}

/** Store 4 is unknown; stores 1 and 2 are of one region, 3 is of none, 9 never sold anything. */
export const branches: RawSource = {
  header: ["store_id", "name", "region"],
  records: [
    ["m1", "Lyon", "South"],
    ["m2", "Nice", "South"],
    ["m3", "Lille", ""],
    ["m9", "Metz", "East"],
  ],
};

export function regionOf(store: number | null): string {
  return store === 1 || store === 2 ? "South" : "(not given)";
}

/** The sums of groups, by what `keyOf` calls them; nothing for those it calls nothing. */
export function sumsOf(sales: readonly Sale[], keyOf: (sale: Sale) => string | undefined) {
  const groups = new Map<string, Sale[]>();
  for (const sale of sales) {
    const key = keyOf(sale);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), sale]);
  }
  const sums = (group: readonly Sale[]) => ({
    revenue: (group.reduce((sum, {cents}) => sum + cents, 0) / 100).toFixed(4),
    units: group.reduce((sum, {quantity}) => sum + quantity, 0),
    orders: new Set(group.map(({order}) => order)).size,
    sales: group.length,
  });
  return new Map([...groups].map(([key, group]) => [key, sums(group)]));
}

function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}:00`;
}
