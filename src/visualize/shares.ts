import type {Order} from "./drawing.ts";

/** Deals out work to at most `most` hands so that they end at about the same time: the largest first, each to whoever has least. */
export function shared(orders: readonly Order[], most: number): Order[][] {
  const shares = Array.from({length: most}, () => ({size: 0, orders: [] as Order[]}));
  for (const order of [...orders].sort((a, b) => sizeOf(b) - sizeOf(a))) {
    const least = shares.reduce((a, b) => (b.size < a.size ? b : a));
    least.size += sizeOf(order);
    least.orders.push(order);
  }
  return shares.map((share) => share.orders).filter((share) => share.length > 0);
}

/** What takes time is a mark for every value, and any figure's paper. */
function sizeOf({rows}: Order): number {
  const paper = 500;
  return paper + rows.length * Object.keys(rows[0] ?? {}).length;
}
