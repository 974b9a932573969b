import {products} from "./assortment.ts";
import type {Day} from "./calendar.ts";
import {repeated, returnDirt, soil} from "./dirt.ts";
import {centsText} from "./money.ts";
import type {Order, OrderEntry, Sale} from "./orders.ts";
import type {ReturnRecord} from "./paperwork.ts";
import {cumulate, type Random} from "./random.ts";
import type {Sheet} from "./sheet.ts";
import {at} from "./sums.ts";

/** Share of the lines that come back, by category. */
export const returnRates: Readonly<Record<string, number>> = {
  Fashion: 0.14,
  Electronics: 0.09,
  Home: 0.04,
  Children: 0.035,
  Kitchen: 0.03,
  Garden: 0.03,
  Beauty: 0.02,
  Stationery: 0.01,
};

/** The wireless speaker: something is wrong with it. */
export const faultyProduct = {index: 23, rate: 0.36};

const reasons = ["does not fit", "not as expected", "broken", "arrived late", "changed my mind"];
const reasonChances = cumulate([30, 25, 20, 10, 15]);

/** Lines sold (more than nothing), and what came back of them. Money in cents. */
export interface ReturnSums {
  soldLines: number;
  soldUnits: number;
  returns: number;
  units: number;
  cents: number;
}

/** Writes what comes back, some days after the sale; what would come back after the last day has not come yet. */
export class ReturnDesk {
  /** By the product's place in the assortment. Sold: usable lines; come back: usable returns, also of other lines. */
  readonly byProduct = new Map<number, ReturnSums>();
  readonly total = noReturns();
  /** Usable returns of a line that is itself usable. */
  matched = 0;
  private written = 0;

  constructor(
    private readonly days: readonly Day[],
    private readonly sheet: Sheet<ReturnRecord>,
    private readonly random: Random,
  ) {}

  add(order: Order): void {
    for (const line of order.lines) {
      if (line.about.units < 1) continue;
      if (line.fault === undefined) this.countSale(line);
      if (this.random.happens(rateOf(line.about.product))) this.takeBack(order, line);
    }
  }

  private countSale({record, about}: OrderEntry): void {
    for (const sums of this.sumsOf(about)) {
      sums.soldLines++;
      sums.soldUnits += Number(record.quantity ?? 0);
    }
  }

  private takeBack({id, demand}: Order, {about, fault}: OrderEntry): void {
    const {product, units, cents} = about;
    const back = this.random.happens(0.7) ? units : 1;
    const day = this.days[demand.day.index + this.random.whole(3, 28)];
    const reason = reasons[this.random.place(reasonChances)]!;
    if (day === undefined) return;
    const value = Math.round((cents * back) / units);
    const record = {
      return_id: ++this.written,
      returned_on: day.iso,
      order_id: id,
      product_id: products[product]!.id,
      quantity: back,
      value: centsText(value),
      reason,
    };
    const entry = soil(record, about, returnDirt, this.random);
    if (!this.sheet.add(entry, this.random.happens(repeated.returns))) return;
    if (fault === undefined) this.matched++;
    for (const sums of this.sumsOf(about)) {
      sums.returns++;
      sums.units += back;
      sums.cents += value;
    }
  }

  private sumsOf({product}: Sale): ReturnSums[] {
    return [this.total, at(this.byProduct, product, noReturns)];
  }
}

/** Share of the lines of a product that come back in the end. */
export function rateOf(product: number): number {
  return product === faultyProduct.index ? faultyProduct.rate : returnRates[products[product]!.category]!;
}

function noReturns(): ReturnSums {
  return {soldLines: 0, soldUnits: 0, returns: 0, units: 0, cents: 0};
}
