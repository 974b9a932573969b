import {describe, expect, test} from "vitest";
import {type LinearFit, linearFit, mean} from "../../src/lib/statistics.ts";
import {flightDirt, orderDirt, readingDirt, visitDirt} from "../../src/sample/dirt.ts";
import {findings} from "../../src/sample/findings.ts";
import type {OrderEntry} from "../../src/sample/orders.ts";
import {SalesTally} from "../../src/sample/salesTally.ts";
import {makeShop} from "../../src/sample/shop.ts";
import type {DayTruth, Truth} from "../../src/sample/truth.ts";
import {day} from "./recount.ts";

function visitShop(orders: number, seed: number) {
  const shop = makeShop(orders, seed);
  const tally = new SalesTally(shop.demand, shop.marketing.flights);
  const entries: OrderEntry[] = [];
  for (const entry of shop.orders) {
    entries.push(entry);
    tally.add(entry);
  }
  return {shop, entries, truth: findings({orders, seed}, tally, shop.measures, shop.counts)};
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

function weekday(day: string): number {
  return new Date(day).getUTCDay();
}

describe.each([
  [1000, 1],
  [1000, 5],
  [50_000, 1],
])("a shop of %i orders, seed %i", (orders, seed) => {
  const {truth, entries} = visitShop(orders, seed);

  test("makes as many orders as asked for, in the order of their days", () => {
    expect(entries.length).toBe(orders);
    expect(entries.every(({about}, i) => i === 0 || about.day >= entries[i - 1]!.about.day)).toBe(true);
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

describe("a shop of 200,000 orders", () => {
  const {shop, entries, truth} = visitShop(200_000, 3);

  test("sells an advertised product better by the lift of its flights", () => {
    // Each product's orders on its days with one flight alone, against what its popularity and the day's other sales lead to expect.
    const lifts = new Map<string, {sold: number; due: number}>();
    const soldOn = new Map<string, number>();
    for (const {about} of entries) {
      const cell = `${about.day} ${about.product}`;
      soldOn.set(cell, (soldOn.get(cell) ?? 0) + 1);
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
      return due > 300 ? [{campaign_name, ratio: sold / due / lift}] : [];
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

  test("is spoiled to the stated share", () => {
    const rejected = orderDirt.filter(({fault}) => fault !== undefined);
    const share = rejected.reduce((sum, dirt) => sum + dirt.share, 0);
    expect(truth.quality.orders!.rejected / 200_000).toBeCloseTo(share, 3);
    for (const {fault} of rejected) expect(truth.quality.orders!.rejected_by_column).toHaveProperty(fault!);
    expect(entries.filter(({record}) => record.quantity === null).length / 200_000).toBeCloseTo(0.002, 3);
    expect(truth.countries.find(({country}) => country === null)!.orders / 200_000).toBeCloseTo(0.004, 3);
  });

  test("takes some sales back", () => {
    const returns = entries.filter(({about}) => about.cents < 0).length;
    expect(returns / 200_000).toBeCloseTo(0.025, 2);
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
  for (const dirt of [orderDirt, flightDirt, visitDirt, readingDirt])
    expect(new Set(dirt.map(({name}) => name)).size).toBe(dirt.length);
});
