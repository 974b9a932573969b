import type {Random} from "./random.ts";
import {shops} from "./stores.ts";

/** A time in which a shop has nothing of a product: places in the calendar, both inclusive, in the assortment and among the stores. */
export interface StockOut {
  readonly product: number;
  readonly store: number;
  readonly from: number;
  readonly to: number;
}

/** Of the best sellers only: of the others nobody would notice. */
const candidates = 10;
const past = 9;
const present = 3;

/** Each in another place; the last ones are not over when the calendar ends. */
export function planStockOuts(days: number, random: Random): StockOut[] {
  const cells = Array.from({length: candidates * shops.length}, (_, i) => i);
  return random.some(cells, past + present).map((cell, i) => {
    const [product, store] = [cell % candidates, shops[Math.floor(cell / candidates)]!.index];
    const length = random.whole(6, 20);
    const from = i < past ? random.whole(40, days - 60) : days - length;
    return {product, store, from, to: from + length - 1};
  });
}
