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

/** Standard deviations of chance, as shares. */
const noise = {footfall: 0.09, sessions: 0.09, orders: 0.1};

const plainAppeal = products.reduce((sum, {popularity}) => sum + popularity, 0);

/**
 * Weather moves footfall, the week and holidays move footfall and sessions, these and the campaigns move the orders.
 * A campaign moves its own products alone: what the others sell is what they would have sold.
 */
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
  const footfall = shopVisitors(day, temperature) * (1 + noise.footfall * random.bell());
  const visits = webVisits(day) * (1 + noise.sessions * random.bell());
  const orders = ordersOf(day, footfall, visits, lift) * (1 + noise.orders * random.bell());
  // Campaigns bring visits too, but fewer than orders.
  const sessions = visits * (1 + (lift - 1) / 3);
  return {day, temperature, footfall, sessions, orders, flights, products: cumulate(appeal)};
}

function ordersOf(day: Day, footfall: number, visits: number, lift: number): number {
  return day.holiday?.closed ? 0 : (0.5 * footfall + 0.5 * visits) * lift;
}

/** The demand of days to come, as the model has it on average: with what flights are known, the usual weather and no chance. */
export function expectedDemand(day: Day, flights: readonly Flight[]): Pick<Demand, "day" | "orders" | "products"> {
  const appeal = products.map(({popularity}, i) => popularity * liftOf(flightsOn(day.iso, flights)[i]!));
  const lift = appeal.reduce((sum, value) => sum + value, 0) / plainAppeal;
  const orders = ordersOf(day, shopVisitors(day, climate(day.ofYear)), webVisits(day), lift);
  return {day, orders, products: cumulate(appeal)};
}

function shopVisitors({index, weekday, holiday}: Day, temperature: number): number {
  if (holiday?.closed) return 0;
  const comfort = Math.max(0.65, 1 - 0.02 * Math.abs(temperature - 19));
  return shopWeek[weekday]! * growth(index) * comfort * (holiday?.factor ?? 1);
}

/** The web feels a holiday half as much as the shop. */
function webVisits({index, weekday, holiday}: Day): number {
  return webWeek[weekday]! * growth(index) * (1 + ((holiday?.factor ?? 1) - 1) / 2);
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
