import {describe, expect, test} from "vitest";
import {type LiftDay, liftOf} from "../../../src/lib/lift/lift.ts";
import {chance, count, noise} from "../noise.ts";

interface Planted {
  /** Units on an ordinary day, without the flight. */
  readonly base: number;
  /** By which the flight multiplies them. */
  readonly factor: number;
  readonly days: number;
  /** Of the demand of a day besides chance, and the part of it that lasts to the next. */
  readonly size?: number;
  readonly lasting?: number;
  /** What moves this product and all others alike. */
  readonly shared?: number;
}

/** Eight weeks, the flight, and eight more; another flight runs over its end. */
function planted(seed: number, {base, factor, days, size = 0, lasting = 0, shared = 0}: Planted): LiftDay[] {
  const [even, bell] = [chance(seed), noise(seed + 1000)];
  let left = 0;
  return Array.from({length: 112 + days}, (_, day) => {
    left = lasting * left + size * bell();
    const mood = Math.exp(shared * bell());
    const [own, other] = [day >= 56 && day < 56 + days, day >= 52 + days && day < 66 + days];
    const week = 1 + 0.3 * Math.sin((2 * Math.PI * day) / 7);
    const mean = base * (1 + 0.001 * day) * week * Math.exp(left) * mood * (own ? factor : 1) * (other ? 1.3 : 1);
    const elsewhere = shared > 0 ? count(200 * mood * week, even) : 0;
    const sold = count(mean, even);
    return {day, sold, sales: sold, own, others: other ? [3] : [], onParts: 0, elsewhere};
  });
}

function coverage(shop: Planted, seeds = 150) {
  const lifts = Array.from({length: seeds}, (_, seed) => liftOf(planted(seed * 7 + 1, shop)));
  const told = lifts.filter((lift) => typeof lift !== "string");
  const right = told.filter(({low, high}) => low <= shop.factor && shop.factor <= high);
  const width = told.reduce((sum, {low, high}) => sum + Math.log(high / low), 0) / told.length;
  return {share: right.length / told.length, told: told.length, width};
}

describe("the planted lift lies within its interval in 90 of 100 flights at least", () => {
  test.for([
    ["many sales", {base: 30, factor: 1.5, days: 14}],
    ["few sales", {base: 2, factor: 1.5, days: 12}],
    ["no lift at all", {base: 10, factor: 1, days: 10}],
    ["fewer sold than without", {base: 20, factor: 0.7, days: 10}],
    ["demand that changes from day to day", {base: 50, factor: 1.3, days: 14, size: 0.15}],
    ["a flight of three days", {base: 30, factor: 1.4, days: 3, size: 0.1}],
  ] as const)("%s", ([, shop]) => {
    const {share, told} = coverage(shop);
    expect(told).toBe(150);
    expect(share).toBeGreaterThanOrEqual(0.9);
  });

  test("and nearly so where half of a day's demand lasts to the next", () => {
    expect(coverage({base: 50, factor: 1.3, days: 14, size: 0.12, lasting: 0.5}).share).toBeGreaterThanOrEqual(0.87);
  });
});

test("what moves the whole shop makes no interval wider, where something is sold without a flight", () => {
  const shop = {base: 60, factor: 1.4, days: 14, shared: 0.25};
  const told = coverage(shop, 60);
  const blind = Array.from({length: 60}, (_, seed) =>
    liftOf(planted(seed * 7 + 1, shop).map((day) => ({...day, elsewhere: 0}))),
  ).filter((lift) => typeof lift !== "string");
  const blindWidth = blind.reduce((sum, {low, high}) => sum + Math.log(high / low), 0) / blind.length;
  expect(told.share).toBeGreaterThanOrEqual(0.88);
  expect(told.width).toBeLessThan(0.75 * blindWidth);
});

describe("nothing is said", () => {
  const days = planted(5, {base: 20, factor: 1.5, days: 14});

  test("where there are too few days without a flight", () => {
    expect(liftOf(days.slice(40, 85))).toBe("too few days without a flight");
  });

  test("where too little was sold, with it or without", () => {
    expect(liftOf(days.map((day) => (day.own ? {...day, sales: 9 / 14} : day)))).toBe("too few sales");
    expect(liftOf(days.map((day) => (day.own ? day : {...day, sales: 0.1})))).toBe("too few sales");
  });

  test("of a flight that another one always goes with", () => {
    const together = days.map((day) => ({...day, others: day.own ? [8] : []}));
    expect(liftOf(together)).toBe("always beside another flight");
  });
});

test("days on which more came back than was sold do no harm", () => {
  const days = planted(9, {base: 20, factor: 1.5, days: 14}).map((day) =>
    day.day % 30 === 10 ? {...day, sold: -3} : day,
  );
  const lift = liftOf(days);
  if (typeof lift === "string") throw new Error(lift);
  expect(lift.low).toBeLessThan(1.5);
  expect(lift.high).toBeGreaterThan(1.5);
});
