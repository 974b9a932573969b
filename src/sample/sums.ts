import {centsText} from "./money.ts";
import type {SalesTruth} from "./truth.ts";

/** Sales added up. Money in whole cents; `orders` counts each order once. */
export interface Sums {
  orders: number;
  units: number;
  cents: number;
}

/** One usable order line. */
export interface CleanLine {
  readonly order: number;
  readonly units: number;
  readonly cents: number;
}

/** Sums that see the lines of an order one after another. */
export class SalesSums implements Sums {
  orders = 0;
  units = 0;
  cents = 0;
  private order = 0;

  add({order, units, cents}: CleanLine): void {
    if (order !== this.order) this.orders++;
    this.order = order;
    this.units += units;
    this.cents += cents;
  }
}

/** Sums by what the lines have in common. */
export class SumsBy<Key> extends Map<Key, SalesSums> {
  add(key: Key, line: CleanLine): void {
    at(this, key, () => new SalesSums()).add(line);
  }
}

export function at<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}

export const noSales: Sums = {orders: 0, units: 0, cents: 0};

export function salesTruth({orders, units, cents}: Sums): SalesTruth {
  return {orders, units, revenue: centsText(cents)};
}
