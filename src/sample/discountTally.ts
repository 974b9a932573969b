import {products} from "./assortment.ts";
import type {Order, OrderEntry} from "./orders.ts";
import {at} from "./sums.ts";

/** Usable lines of one offer. Money in cents; `net` of those without a quantity is in `unpriced` alone. */
interface OfferSums {
  lines: number;
  units: number;
  gross: number;
  net: number;
  unpriced: number;
}

export class DiscountTally {
  /** By offer id; null: none. */
  readonly byOffer = new Map<string | null, OfferSums>();

  add({lines}: Order): void {
    for (const line of lines) if (line.fault === undefined) this.addLine(line);
  }

  private addLine({record, about}: OrderEntry): void {
    const sums = at(this.byOffer, record.offer_id, () => ({lines: 0, units: 0, gross: 0, net: 0, unpriced: 0}));
    sums.lines++;
    if (record.quantity === null) {
      sums.unpriced += about.cents;
      return;
    }
    sums.units += about.units;
    sums.gross += about.units * products[about.product]!.price;
    sums.net += about.cents;
  }
}
