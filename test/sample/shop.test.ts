import {describe, expect, test} from "vitest";
import {type LinearFit, linearFit, mean} from "../../src/lib/statistics.ts";
import {Books} from "../../src/sample/books.ts";
import {
  customerDirt,
  eventDirt,
  flightDirt,
  movementDirt,
  orderDirt,
  productDirt,
  readingDirt,
  visitDirt,
} from "../../src/sample/dirt.ts";
import {findings} from "../../src/sample/findings.ts";
import {openSheets} from "../../src/sample/index.ts";
import type {Order} from "../../src/sample/orders.ts";
import {makeShop} from "../../src/sample/shop.ts";
import {sourceNames} from "../../src/sample/sourceFiles.ts";
import type {DayTruth, Truth} from "../../src/sample/truth.ts";
import {day} from "./recount.ts";

function visitShop(orders: number, seed: number) {
  const shop = makeShop(orders, seed);
  const books = new Books(shop, orders, openSheets("", []));
  const made: Order[] = [];
  for (const order of shop.orders) {
    made.push(order);
    books.add(order);
  }
  books.endLastDay();
  const truth = findings({orders, seed}, shop, books, new Set(sourceNames));
  return {shop, orders: made, entries: made.flatMap(({lines}) => lines), truth};
}

function revenueAgainst({days}: Truth, measure: "sessions" | "footfall"): LinearFit {
  const both = days.filter((it) => it.orders > 0 && it[measure] !== null);
  return linearFit(
    both.map((it) => it[measure]!),
    both.map(({revenue}) => Number(revenue)),
  )!;
}

function trend({days}: Truth): LinearFit {
  return linearFit(
    days.map((_, i) => i),
    days.map(({revenue}) => Number(revenue)),
  )!;
}

function meanRevenue(days: readonly DayTruth[]): number {
  return mean(days.map(({revenue}) => Number(revenue)));
}

function instant({demand, second}: Order): number {
  return demand.day.index * 86_400 + second;
}

function weekday(day: string): number {
  return new Date(day).getUTCDay();
}

describe.each([
  [1000, 1],
  [1000, 5],
  [20_000, 1],
])("a shop of %i orders, seed %i", (orders, seed) => {
  const {truth, orders: made, entries} = visitShop(orders, seed);

  test("makes as many orders as asked for, as they come in, of one to three lines and an exchange", () => {
    expect(made.map(({id}) => id)).toEqual(made.map((_, i) => i + 1));
    expect(made.map(instant)).toEqual(made.map(instant).sort((a, b) => a - b));
    expect(made.every(({lines}) => lines.length >= 1 && lines.length <= 4)).toBe(true);
    expect(entries.length / orders).toBeCloseTo(1.5, 1);
  });

  test("has no product twice in an order", () => {
    expect(made.filter(({lines}) => new Set(lines.map(({about}) => about.product)).size < lines.length)).toEqual([]);
  });

  test("grows", () => {
    expect(trend(truth).slope).toBeGreaterThan(0);
    expect(trend(truth).p).toBeLessThan(0.05);
  });

  test.for(["sessions", "footfall"] as const)("sells more on days with more %s", (measure) => {
    expect(revenueAgainst(truth, measure).r).toBeGreaterThan(0.2);
    expect(revenueAgainst(truth, measure).p).toBeLessThan(0.001);
  });

  test("sells most on Saturdays", () => {
    const means = [0, 1, 2, 3, 4, 5, 6].map((it) => meanRevenue(truth.days.filter(({day}) => weekday(day) === it)));
    expect(means.indexOf(Math.max(...means))).toBe(6);
  });

  test("sells nothing on days it is closed, and something on its last", () => {
    const closed = truth.days.filter(({day}) => truth.planted.closed_days.includes(day));
    expect(closed.length).toBeGreaterThanOrEqual(3);
    expect(closed.every(({orders, footfall}) => orders === 0 && (footfall ?? 0) === 0)).toBe(true);
    expect(truth.days.at(-1)).toMatchObject({day: "2024-12-31"});
    expect(truth.days.at(-1)!.orders).toBeGreaterThan(0);
  });

  test("has days without a reading, none of them among the last 28", () => {
    const gaps = truth.days.map(({sessions, footfall}) => sessions === null || footfall === null);
    expect(truth.days_with.sessions).toBeLessThan(truth.period.days);
    expect(truth.days_with.footfall).toBeLessThan(truth.period.days);
    expect(gaps.slice(-28)).not.toContain(true);
  });

  test("has a campaign that sold nothing and fifteen that did", () => {
    expect(truth.campaigns.filter(({orders}) => orders === 0).map((it) => it.campaign_name)).toEqual(["Vinyl Corner"]);
    expect(truth.campaigns.length).toBeGreaterThan(15);
  });
});

describe("a shop of 100,000 orders", () => {
  const {shop, orders, entries, truth} = visitShop(100_000, 2);

  test("sells an advertised product better by the lift of its flights", () => {
    // Each product's orders on its days with one flight alone, against what its popularity and the day's other sales lead to expect.
    const lifts = new Map<string, {sold: number; due: number}>();
    const soldOn = new Map<string, number>();
    for (const {demand, lines} of orders)
      for (const {about} of lines) {
        const cell = `${demand.day.index} ${about.product}`;
        soldOn.set(cell, (soldOn.get(cell) ?? 0) + about.units);
      }
    for (const {day, flights} of shop.demand) {
      const plain = flights.flatMap((own, i) => (own.length === 0 ? [i] : []));
      const basis = sumOf(plain, (i) => soldOn.get(`${day.index} ${i}`) ?? 0) / sumOf(plain, (i) => 1 / (i + 5));
      for (const [i, own] of flights.entries()) {
        if (own.length !== 1 || !Number.isFinite(basis)) continue;
        const {name} = own[0]!.campaign;
        const {sold, due} = lifts.get(name) ?? {sold: 0, due: 0};
        lifts.set(name, {sold: sold + (soldOn.get(`${day.index} ${i}`) ?? 0), due: due + basis / (i + 5)});
      }
    }
    const measured = truth.campaigns.flatMap(({campaign_name, lift}) => {
      const {sold, due} = lifts.get(campaign_name) ?? {sold: 0, due: 0};
      return due > 900 ? [{campaign_name, ratio: sold / due / lift}] : [];
    });
    expect(measured.length).toBeGreaterThan(10);
    expect(measured.filter(({ratio}) => Math.abs(ratio - 1) > 0.12)).toEqual([]);
  });

  test("has more visitors when it is neither cold nor hot", () => {
    const open = shop.demand.filter(({day}) => day.holiday === undefined);
    const near = open.filter(({temperature}) => Math.abs(temperature - 19) < 4);
    const far = open.filter(({temperature}) => Math.abs(temperature - 19) > 12);
    expect(mean(near.map(({footfall}) => footfall))).toBeGreaterThan(1.15 * mean(far.map(({footfall}) => footfall)));
  });

  test("is spoiled to the stated share, but for exchanges", () => {
    const plain = orders.filter(({lines}) => lines.every(({about}) => about.units > 0)).flatMap(({lines}) => lines);
    const shareOf = (isIt: (entry: (typeof plain)[number]) => boolean) => plain.filter(isIt).length / plain.length;
    const rejected = orderDirt.filter(({fault}) => fault !== undefined);
    expect(shareOf(({fault}) => fault !== undefined)).toBeCloseTo(
      rejected.reduce((sum, dirt) => sum + dirt.share, 0),
      3,
    );
    for (const {fault} of rejected) expect(truth.quality.orders!.rejected_by_column).toHaveProperty(fault!);
    expect(shareOf(({record}) => record.quantity === null)).toBeCloseTo(0.002, 3);
    expect(shareOf(({record}) => record.country === "")).toBeCloseTo(0.004, 3);
    expect(entries.filter(({about, fault}) => about.units < 0 && fault !== undefined)).toEqual([]);
  });

  test("takes some goods back at the till, against others", () => {
    const exchanges = entries.filter(({about}) => about.cents < 0).length;
    expect(exchanges / entries.length).toBeCloseTo(0.022, 2);
    expect(orders.filter(({lines}) => lines.every(({about}) => about.cents < 0))).toEqual([]);
  });

  test("has ten events to an order, and visits that go on to the next step as often as planted", () => {
    const {views, carts, checkouts, purchases, abandoned} = truth.funnel;
    const {cart, checkout, purchase} = truth.planted.funnel_rates;
    expect(truth.quality.events!.raw / 100_000).toBeGreaterThan(9.5);
    expect(truth.quality.events!.raw / 100_000).toBeLessThan(10.5);
    expect(carts / views).toBeCloseTo(cart, 2);
    expect(checkouts / carts).toBeCloseTo(checkout, 2);
    expect(purchases / checkouts).toBeCloseTo(purchase, 2);
    expect(abandoned / carts).toBeCloseTo(1 - checkout * purchase, 2);
  });

  test("sells by the hour as planted", () => {
    const total = new Map<number, number>();
    for (const {weekday, orders} of truth.hours) total.set(weekday, (total.get(weekday) ?? 0) + orders);
    for (const {weekday, hour, orders} of truth.hours)
      expect(orders / total.get(weekday)!).toBeCloseTo(truth.planted.hours[weekday - 1]![hour]!, 2);
  });

  test("has customers who come once, some who come for a while and a few who always do", () => {
    const [loyal, regular, once] = truth.customer_kinds.map((it) => ({
      each: it.orders / it.customers,
      share: it.customers / truth.customers.customers,
      repeat: it.repeaters / it.customers,
      active: it.active / it.customers,
    }));
    expect(loyal!.share).toBeCloseTo(0.05, 2);
    expect(regular!.share).toBeCloseTo(0.3, 2);
    expect(once).toMatchObject({each: 1, repeat: 0});
    expect(loyal!.each).toBeGreaterThan(3 * regular!.each);
    expect(loyal!.active).toBeGreaterThan(0.8);
    expect(regular!.active).toBeLessThan(0.5);
    expect(truth.customers.revenue_share_of_best_tenth).toBeGreaterThan(0.4);
    expect(truth.top_customers.every(({customer_id}) => Number(customer_id.slice(1)) % 20 === 0)).toBe(true);
  });

  test("gets back what is planted, and most of the faulty product", () => {
    const {planted, return_products} = truth;
    const rates = return_products.map(({product_id, returns, sold_lines}) => ({
      product_id,
      rate: returns / sold_lines,
    }));
    const worst = rates.toSorted((a, b) => b.rate - a.rate)[0]!;
    expect(worst.product_id).toBe(planted.faulty_product.product_id);
    expect(worst.rate).toBeCloseTo(planted.faulty_product.return_rate, 1);
  });

  test("is out of stock where that is planted, and nowhere else; and short of what is planted", () => {
    const {planted, stock, reorder} = truth;
    const places = ({product_id, store_id}: {product_id: string; store_id: string | null}) =>
      `${product_id} in ${store_id}`;
    const out = stock.filter(({on_hand, store_id, opening}) => on_hand <= 0 && store_id !== null && opening > 0);
    const present = planted.stock_outs.filter(({to}) => to === "2024-12-31");
    expect(present).toHaveLength(3);
    expect(out.map(places).sort()).toEqual(present.map(places).sort());
    expect(reorder.map(({product_id}) => product_id)).toEqual(planted.low_products);
    for (const {product_id, store_id, from, to} of planted.stock_outs) {
      const sold = orders.filter(
        ({demand, store}) => store.id === store_id && from <= demand.day.iso && demand.day.iso <= to,
      );
      expect(sold.flatMap(({lines}) => lines).filter(({record}) => String(record.product_id) === product_id)).toEqual(
        [],
      );
    }
  });

  test("expects of a flight what its product sells more than on other days", () => {
    const [extra, units] = [0, 1].map((i) =>
      truth.lifts.reduce((sum, it) => sum + (i ? it.units : it.extra_units_per_day * it.days), 0),
    );
    expect(extra! / units!).toBeGreaterThan(0.25);
    for (const {units, extra_units_per_day, days, lift} of truth.lifts.filter(({units}) => units > 400))
      expect((extra_units_per_day * days) / units / (1 - 1 / lift)).toBeCloseTo(1, 0);
  });

  test("expects two weeks like the weeks before the holidays, and nothing on New Year's Day", () => {
    const [first, ...others] = truth.forecast;
    expect(truth.forecast).toHaveLength(14);
    expect(first).toEqual({day: "2025-01-01", orders: 0, units: 0, revenue: "0.00"});
    const usual = meanRevenue(truth.days.slice(-90));
    for (const {revenue} of others) {
      expect(Number(revenue)).toBeGreaterThan(0.3 * usual);
      expect(Number(revenue)).toBeLessThan(2.5 * usual);
    }
  });
});

function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}

test("spoils dates in a way that fits no order of day and month", () => {
  const {entries, shop} = visitShop(20_000, 8);
  const faulty = entries.filter(({fault}) => fault === "ordered_on").map(({record}) => record.order_date);
  expect(new Set(faulty).size).toBe(5);
  for (const text of faulty) {
    const [a, b, c] = text.split(/[-/]/);
    expect([day(text), day(`${b}/${a}/${c}`), day(`${b}/${c}/${a}`), day(`${c}/${b}/${a}`)]).toEqual(
      Array(4).fill(null),
    );
  }
  expect(shop.marketing.counts.rejected_by_column).toHaveProperty("ends_on");
});

test("names every kind of dirt once", () => {
  for (const dirt of [
    orderDirt,
    flightDirt,
    visitDirt,
    readingDirt,
    productDirt,
    customerDirt,
    movementDirt,
    eventDirt,
  ])
    expect(new Set(dirt.map(({name}) => name)).size).toBe(dirt.length);
});
