import {countries, products, weightOfCountry, weightsOfLines, weightsOfQuantity} from "./assortment.ts";
import {paddedDate} from "./calendar.ts";
import {type Buyer, Clientele, customerId, customersFor, kindOf} from "./clientele.ts";
import type {Demand} from "./demand.ts";
import {orderDirt, soil} from "./dirt.ts";
import {clock, hoursOfWeekday, secondAt} from "./hours.ts";
import {centsText} from "./money.ts";
import {type Offer, offerFor} from "./offers.ts";
import {cumulate, type Random} from "./random.ts";
import type {Entry, OrderRecord} from "./records.ts";
import type {StockOut} from "./stockOuts.ts";
import {type Store, shops, webShop} from "./stores.ts";

/** What is true of an order line: its product's place in the assortment, its amount in cents (negative: taken back). */
export interface Sale {
  readonly product: number;
  readonly units: number;
  readonly cents: number;
  readonly offer: Offer | null;
}

export type OrderEntry = Entry<OrderRecord, Sale>;

export interface Order {
  /** From 1. */
  readonly id: number;
  readonly demand: Demand;
  /** Second of the day. */
  readonly second: number;
  readonly buyer: Buyer;
  readonly store: Store;
  readonly country: string;
  readonly lines: readonly OrderEntry[];
}

const shareOfExchanges = 0.035;
const countryChances = cumulate(countries.map(weightOfCountry));
const lineChances = cumulate(weightsOfLines);
const quantityChances = cumulate(weightsOfQuantity);
const shopChances = cumulate(shops.map(({weight}) => weight));

/** `count` orders, as they come in, one at a time. The very last is a plain sale, so the last day always has one. */
export function* makeOrders(
  demand: readonly Demand[],
  count: number,
  stockOuts: readonly StockOut[],
  random: Random,
): Generator<Order> {
  const clientele = new Clientele(count, customersFor(count));
  let made = 0;
  for (const [i, due] of ordersDue(demand, count).entries()) {
    const [first, day] = [made, demand[i]!];
    const out = stockOuts.filter(({from, to}) => from <= i && i <= to);
    for (; made < due; made++) {
      const second = secondAt(hoursOfWeekday[day.day.weekday]!, (made - first + random.share()) / (due - first));
      const order = {id: made + 1, demand: day, second, buyer: clientele.next(made, i, random)};
      yield orderOf(order, out, made === count - 1, random);
    }
  }
}

/** How many orders there have been by the end of each day, `count` by the last. */
function ordersDue(demand: readonly Demand[], count: number): number[] {
  const expected = cumulate(demand.map(({orders}) => orders));
  const total = expected.at(-1)!;
  return expected.map((sum) => (sum === total ? count : Math.floor((sum / total) * count)));
}

type Head = Pick<Order, "id" | "demand" | "second" | "buyer">;

function orderOf(head: Head, out: readonly StockOut[], isPlain: boolean, random: Random): Order {
  const basket = isPlain ? new Map([[0, 3]]) : basketOf(head.demand, random);
  const store = storeFor(head, [...basket.keys()], out, random);
  const order = {...head, store, country: countries[random.place(countryChances)]!};
  const lines = [...basket].map(([product, quantity]) => lineOf(order, product, quantity, random));
  const exchanged = random.place(head.demand.products);
  const canExchange = !isPlain && !basket.has(exchanged) && !isOut(exchanged, store, out);
  const isExchange = random.happens(shareOfExchanges) && canExchange;
  if (isExchange) lines.push(lineOf(order, exchanged, -1, random));
  const isClean = isPlain || isExchange;
  return {
    ...order,
    lines: lines.map(({record, about}) => (isClean ? {record, about} : soil(record, about, orderDirt, random))),
  };
}

/** Units by product: somebody who takes the same thing twice takes more of it. */
function basketOf({products: chances}: Demand, random: Random): ReadonlyMap<number, number> {
  const basket = new Map<number, number>();
  for (let left = 1 + random.place(lineChances); left > 0; left--) {
    const product = random.place(chances);
    basket.set(product, (basket.get(product) ?? 0) + 1 + random.place(quantityChances));
  }
  return basket;
}

/** What the shop does not have is bought on the web. */
function storeFor({demand, second}: Head, basket: readonly number[], out: readonly StockOut[], random: Random): Store {
  const web = hoursOfWeekday[demand.day.weekday]!.web[Math.floor(second / 3600)]!;
  if (random.happens(web)) return webShop;
  const shop = shops[random.place(shopChances)]!;
  return basket.some((product) => isOut(product, shop, out)) ? webShop : shop;
}

function isOut(product: number, {index}: Store, out: readonly StockOut[]): boolean {
  return out.some((it) => it.store === index && it.product === product);
}

function lineOf(
  {id, demand, second, buyer, store, country}: Omit<Order, "lines">,
  product: number,
  units: number,
  random: Random,
): {record: OrderRecord; about: Sale} {
  const {iso} = demand.day;
  const {id: productId, price} = products[product]!;
  const offer = offerFor(iso, units, buyer.customer !== null && kindOf(buyer.customer) === "loyal", random);
  const cents = Math.round((price * units * (100 - (offer?.percent ?? 0))) / 100);
  const record = {
    order_id: id,
    order_date: paddedDate(iso),
    ordered_at: `${iso} ${clock(second)}`,
    customer_id: buyer.customer === null ? null : customerId(buyer.customer),
    store_id: store.id,
    country,
    product_id: productId,
    quantity: units,
    unit_price: price / 100,
    discount: (offer?.percent ?? 0) / 100,
    offer_id: offer?.id ?? null,
    total_amount: amountText(cents),
  };
  return {record, about: {product, units, cents, offer}};
}

/** -71553 as `-$715.53`. */
function amountText(cents: number): string {
  return centsText(cents).replace(/^-?/, "$&$$");
}
