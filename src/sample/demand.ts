import {products} from "./assortment.ts";
import type {Day} from "./calendar.ts";
import {type Flight, flightsOn, liftOf} from "./flights.ts";
import {cumulate, type Random} from "./random.ts";

/** What one day is like in the shop, on the web and at the till. */
export interface Demand {
  readonly day: Day;
  /** Degrees Celsius. */
  readonly temperature: number;
  /** Visitors of the shop, relative to an ordinary day of the first week. */
  readonly footfall: number;
  /** Visits of the web shop, likewise. */
  readonly sessions: number;
  /** Orders to expect, relative to the other days. */
  readonly orders: number;
  /** Flights of each product, in the assortment's order. */
  readonly flights: readonly (readonly Flight[])[];
  /** Chance of each product, as running totals. */
  readonly products: readonly number[];
}

/** Monday first. */
const shopWeek = [0.78, 0.8, 0.9, 0.98, 1.25, 1.6, 0.69];
const webWeek = [0.95, 0.9, 0.92, 0.97, 1.05, 1.15, 1.06];

/** Growth of visitors and visits, as a share of the start, per year. */
export const growthPerYear = 0.45;

const plainAppeal = products.reduce((sum, {popularity}) => sum + popularity, 0);

/** Weather moves footfall, the week and holidays move footfall and sessions, these and the campaigns move the orders. */
export function makeDemand(days: readonly Day[], flights: readonly Flight[], random: Random): Demand[] {
  let anomaly = 0;
  return days.map((day) => {
    anomaly = 0.7 * anomaly + 1.8 * random.bell();
    return demandOf(day, climate(day.ofYear) + anomaly, flightsOn(day.iso, flights), random);
  });
}

function demandOf(day: Day, temperature: number, flights: Flight[][], random: Random): Demand {
  const appeal = products.map(({popularity}, i) => popularity * liftOf(flights[i]!));
  const lift = appeal.reduce((sum, value) => sum + value, 0) / plainAppeal;
  const footfall = shopVisitors(day, temperature) * (1 + 0.09 * random.bell());
  const sessions = webVisits(day, lift) * (1 + 0.09 * random.bell());
  const orders = day.holiday?.closed ? 0 : (0.5 * footfall + 0.5 * sessions) * lift * (1 + 0.1 * random.bell());
  return {day, temperature, footfall, sessions, orders, flights, products: cumulate(appeal)};
}

function shopVisitors({index, weekday, holiday}: Day, temperature: number): number {
  if (holiday?.closed) return 0;
  const comfort = Math.max(0.65, 1 - 0.02 * Math.abs(temperature - 19));
  return shopWeek[weekday]! * growth(index) * comfort * (holiday?.factor ?? 1);
}

/** Campaigns bring visits too, but fewer than orders; the web feels a holiday half as much as the shop. */
function webVisits({index, weekday, holiday}: Day, lift: number): number {
  const mood = 1 + ((holiday?.factor ?? 1) - 1) / 2;
  return webWeek[weekday]! * growth(index) * mood * (1 + (lift - 1) / 3);
}

function growth(index: number): number {
  return 1 + (growthPerYear * index) / 365;
}

/** Mean temperature of a day of the year: 3 °C in mid-January, 21 °C in mid-July, two parabolas in place of a sine. */
function climate(ofYear: number): number {
  const phase = ((ofYear - 105 + 366) % 366) / 366;
  const wave = phase < 0.5 ? 16 * phase * (0.5 - phase) : -16 * (phase - 0.5) * (1 - phase);
  return 12 + 9 * wave;
}
