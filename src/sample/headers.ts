import {customerId} from "./clientele.ts";
import {headerDirt, repeated, soil} from "./dirt.ts";
import {centsText} from "./money.ts";
import type {Order} from "./orders.ts";
import type {HeaderRecord} from "./paperwork.ts";
import type {Random} from "./random.ts";
import type {Sheet} from "./sheet.ts";
import {webShop} from "./stores.ts";

/** Shares of orders without a header, and of headers of orders that were called off before they had lines. */
export const missingHeaders = 0.003;
export const emptyHeaders = 0.001;

const percentOfTax = 20;
const freight = {cents: 490, freeFrom: 5000};

/** Clean headers, and how they fit the usable lines. Money in cents. */
export interface HeaderSums {
  subtotal: number;
  tax: number;
  freight: number;
  totalDue: number;
  /** Lines of orders without a usable header. */
  linesWithout: number;
  centsWithout: number;
  /** Headers of orders without a usable line. */
  withoutLines: number;
  /** Headers whose subtotal is not the sum of the usable lines, of which there are some. */
  differing: number;
}

interface Amounts {
  readonly subtotal: number;
  readonly tax: number;
  readonly freight: number;
}

/** Writes what each order comes to. */
export class HeaderOffice {
  readonly sums: HeaderSums = {
    subtotal: 0,
    tax: 0,
    freight: 0,
    totalDue: 0,
    linesWithout: 0,
    centsWithout: 0,
    withoutLines: 0,
    differing: 0,
  };

  constructor(
    private readonly orders: number,
    private readonly sheet: Sheet<HeaderRecord>,
    private readonly random: Random,
  ) {}

  add(order: Order): void {
    const subtotal = order.lines.reduce((sum, {about}) => sum + about.cents, 0);
    const isClean = !this.random.happens(missingHeaders) && this.write(order, order.id, subtotal);
    this.compare(order, isClean, subtotal);
    if (this.random.happens(emptyHeaders) && this.write(order, this.orders + order.id, 0)) this.sums.withoutLines++;
  }

  /** True when the header can be used. */
  private write(order: Order, id: number, subtotal: number): boolean {
    const isFree = order.store !== webShop || subtotal >= freight.freeFrom || subtotal <= 0;
    const tax = Math.round((subtotal * percentOfTax) / 100);
    const amounts = {subtotal, tax, freight: isFree ? 0 : freight.cents};
    const entry = soil(recordOf(order, id, amounts), amounts, headerDirt, this.random);
    const isClean = this.sheet.add(entry, this.random.happens(repeated.order_headers));
    if (isClean) this.sum(amounts, entry.record.freight !== null);
    return isClean;
  }

  private sum({subtotal, tax, freight}: Amounts, hasFreight: boolean): void {
    this.sums.subtotal += subtotal;
    this.sums.tax += tax;
    if (hasFreight) this.sums.freight += freight;
    this.sums.totalDue += subtotal + tax + freight;
  }

  private compare({lines}: Order, isClean: boolean, subtotal: number): void {
    const usable = lines.filter(({fault}) => fault === undefined);
    const cents = usable.reduce((sum, {about}) => sum + about.cents, 0);
    if (!isClean) {
      this.sums.linesWithout += usable.length;
      this.sums.centsWithout += cents;
    } else if (usable.length === 0) this.sums.withoutLines++;
    else if (cents !== subtotal) this.sums.differing++;
  }
}

function recordOf({demand, buyer}: Order, id: number, {subtotal, tax, freight}: Amounts): HeaderRecord {
  return {
    order_id: id,
    order_date: demand.day.iso,
    customer_id: buyer.customer === null ? null : customerId(buyer.customer),
    subtotal: centsText(subtotal),
    tax: centsText(tax),
    freight: centsText(freight),
    total_due: centsText(subtotal + tax + freight),
  };
}
