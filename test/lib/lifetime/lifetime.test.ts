import {expect, test} from "vitest";
import {
  type BgNbd,
  expectedPurchases,
  fitBgNbd,
  type PastGroup,
  probabilityAlive,
} from "../../../src/lib/lifetime/bgNbd.ts";
import {expectedValue, fitGammaGamma} from "../../../src/lib/lifetime/gammaGamma.ts";
import {logGamma} from "../../../src/lib/lifetime/logGamma.ts";
import {minimize} from "../../../src/lib/lifetime/minimize.ts";
import {gammaOf, randomFrom} from "./random.ts";

test.for([
  [1, 0],
  [5, Math.log(24)],
  [0.5, Math.log(Math.sqrt(Math.PI))],
  [0.1, 2.252712651734206],
  [100, 359.1342053695754],
] as const)("ln Γ(%d) is %d", ([x, expected]) => {
  expect(logGamma(x)).toBeCloseTo(expected, 10);
});

test("the simplex finds the end of Rosenbrock's valley", () => {
  const {at, hasConverged} = minimize(([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2, [-1.2, 1]);
  expect(hasConverged).toBe(true);
  expect(at[0]).toBeCloseTo(1, 3);
  expect(at[1]).toBeCloseTo(1, 3);
});

/** What the paper finds for the buyers of CDNOW, in weeks. */
const published: BgNbd = {r: 0.243, alpha: 4.414, a: 0.793, b: 2.426};

test("expects of a customer what the paper expects", () => {
  expect(expectedPurchases(published, {repeats: 2, recency: 30.43, age: 38.86}, 39)).toBeCloseTo(1.226, 3);
});

test("expects nothing of no time, and more of more", () => {
  const past = {repeats: 40, recency: 38, age: 38.86};
  expect(expectedPurchases(published, past, 0)).toBe(0);
  const spans = [1, 10, 100, 10_000].map((span) => expectedPurchases(published, past, span));
  expect([...spans].sort((a, b) => a - b)).toEqual(spans);
  expect(expectedPurchases({...published, a: 1}, past, 10)).toBeCloseTo(
    expectedPurchases({...published, a: 1.0001}, past, 10),
    2,
  );
});

test("who bought often and then no more has stopped, who never came back may still come", () => {
  expect(probabilityAlive(published, {repeats: 20, recency: 10, age: 50})).toBeLessThan(0.01);
  expect(probabilityAlive(published, {repeats: 20, recency: 50, age: 50})).toBeGreaterThan(0.9);
  expect(probabilityAlive(published, {repeats: 0, recency: 0, age: 50})).toBe(1);
});

test("finds the model that customers were made by", () => {
  const random = randomFrom(7);
  const truth = {r: 1, alpha: 8, a: 1, b: 3};
  const made = Array.from({length: 4000}, () => madeBy(truth, random));
  const found = fitBgNbd(made.map(({past}) => ({...past, customers: 1})))!;
  expect(found.r / found.alpha).toBeGreaterThan(0.85 / 8);
  expect(found.r / found.alpha).toBeLessThan(1.15 / 8);
  expect(found.a / (found.a + found.b)).toBeGreaterThan(0.2);
  expect(found.a / (found.a + found.b)).toBeLessThan(0.3);
  const expected = made.reduce((sum, {past}) => sum + expectedPurchases(found, past, 26), 0);
  const later = made.reduce((sum, customer) => sum + customer.later, 0);
  expect(Math.abs(expected / later - 1)).toBeLessThan(0.05);
});

/** A customer of the model, watched for 40 to 52 weeks, and what came in the 26 after. */
function madeBy({alpha, b}: BgNbd, random: () => number): {past: Omit<PastGroup, "customers">; later: number} {
  const rate = gammaOf(1, random) / alpha;
  const stops = gammaOf(1, random);
  const chance = stops / (stops + gammaOf(b, random));
  const age = 40 + 12 * random();
  let [time, repeats, recency, later] = [0, 0, 0, 0];
  do {
    time += -Math.log(random()) / rate;
    if (time > age + 26) break;
    if (time > age) later += 1;
    else [repeats, recency] = [repeats + 1, time];
  } while (random() > chance);
  return {past: {repeats, recency, age}, later};
}

test("weighs what a customer spends as the paper's model does", () => {
  const {base, slope} = expectedValue({p: 6.25, q: 3.74, gamma: 15.44}, 2);
  expect(base + slope * 22.35).toBeCloseTo(24.66, 1);
});

test("finds what purchases are worth, whatever the currency", () => {
  const random = randomFrom(11);
  const groups = Array.from({length: 3000}, (_, i) => {
    const purchases = 1 + (i % 5);
    const scale = 4000 / gammaOf(4, random);
    return {purchases, customers: 1, mean: (scale * gammaOf(3 * purchases, random)) / purchases};
  });
  const {p, q, gamma} = fitGammaGamma(groups)!;
  expect(p).toBeGreaterThan(2.7);
  expect(p).toBeLessThan(3.3);
  expect((p * gamma) / (q - 1)).toBeGreaterThan(3700);
  expect((p * gamma) / (q - 1)).toBeLessThan(4300);
});

test("nothing is fitted to customers who all bought once", () => {
  expect(fitBgNbd([{repeats: 0, recency: 0, age: 10, customers: 50}])).toBeNull();
  expect(fitGammaGamma([{purchases: 1, mean: 10, customers: 50}])).toBeNull();
});
