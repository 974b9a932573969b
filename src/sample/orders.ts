import {countries, products, weightOfCountry, weightsOfQuantity} from "./assortment.ts";
import {paddedDate} from "./calendar.ts";
import type {Demand} from "./demand.ts";
import {orderDirt, soil} from "./dirt.ts";
import {centsText} from "./money.ts";
import {cumulate, type Random} from "./random.ts";
import type {Entry, OrderRecord} from "./records.ts";

/** What is true of an order: its day's place in the calendar, its product's in the assortment, its amount in cents (negative: a return). */
export interface Sale {
  readonly day: number;
  readonly product: number;
  readonly cents: number;
}

export type OrderEntry = Entry<OrderRecord, Sale>;

const shareOfReturns = 0.025;
const countryChances = cumulate(countries.map(weightOfCountry));
const quantityChances = cumulate(weightsOfQuantity);

/** `count` orders in the order of their days, one at a time. The very last is a plain sale, so the last day always has one. */
export function* makeOrders(demand: readonly Demand[], count: number, random: Random): Generator<OrderEntry> {
  let made = 0;
  for (const [i, due] of ordersDue(demand, count).entries())
    for (; made < due; made++) {
      const isLast = made === count - 1;
      const {record, about} = orderOf(demand[i]!, isLast ? 3 : quantityOf(random), random);
      yield isLast ? {record, about} : soil(record, about, orderDirt, random);
    }
}

/** Negative for a return. */
function quantityOf(random: Random): number {
  return random.happens(shareOfReturns) ? -1 : 1 + random.place(quantityChances);
}

/** How many orders there have been by the end of each day, `count` by the last. */
function ordersDue(demand: readonly Demand[], count: number): number[] {
  const expected = cumulate(demand.map(({orders}) => orders));
  const total = expected.at(-1)!;
  return expected.map((sum) => (sum === total ? count : Math.floor((sum / total) * count)));
}

function orderOf(demand: Demand, quantity: number, random: Random): {record: OrderRecord; about: Sale} {
  const product = random.place(demand.products);
  const {id, price} = products[product]!;
  const cents = price * quantity;
  const record = {
    order_date: paddedDate(demand.day.iso),
    country: countries[random.place(countryChances)]!,
    product_id: id,
    quantity,
    total_amount: amountText(cents),
  };
  return {record, about: {day: demand.day.index, product, cents}};
}

/** -71553 as `-$715.53`. */
function amountText(cents: number): string {
  return centsText(cents).replace(/^-?/, "$&$$");
}
