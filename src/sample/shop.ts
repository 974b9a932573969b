import {calendarFor} from "./calendar.ts";
import {type SourceCounts, settle} from "./counts.ts";
import {type Demand, makeDemand} from "./demand.ts";
import {type Marketing, makeMarketing} from "./flights.ts";
import {type Measures, measuresOf} from "./measures.ts";
import {makeOrders, type OrderEntry} from "./orders.ts";
import {Random} from "./random.ts";
import {makeReadings} from "./readings.ts";
import type {ReadingRecord, VisitRecord} from "./records.ts";
import {makeVisits} from "./visits.ts";

/** Everything about the sample shop; its size is that of the calendar, whatever the number of orders. */
export interface Shop {
  readonly marketing: Marketing;
  readonly demand: readonly Demand[];
  readonly visits: readonly VisitRecord[];
  readonly readings: readonly ReadingRecord[];
  readonly counts: Readonly<Record<"campaigns" | "web_traffic" | "footfall", SourceCounts>>;
  /** Sums of the clean traffic and footfall records. */
  readonly measures: Measures;
  /** The orders, made while they are read; to be read once. */
  readonly orders: Iterable<OrderEntry>;
}

/** Visits of the web shop and visitors of the shop for each order on an ordinary day. */
const visitsPerOrder = 55;
const visitorsPerOrder = 30;

export function makeShop(orders: number, seed: number): Shop {
  const [plans, weather, traffic, doors, tills] = Random.sequences(seed, 5) as [Random, Random, Random, Random, Random];
  const days = calendarFor(orders);
  const marketing = makeMarketing(days, plans);
  const demand = makeDemand(days, marketing.flights, weather);
  const ordersPerDay = Math.max(1, orders / days.length);
  const visits = makeVisits(demand, visitsPerOrder * ordersPerDay, traffic);
  const readings = makeReadings(demand, visitorsPerOrder * ordersPerDay, doors);
  const [settledVisits, settledReadings] = [settle(visits), settle(readings)];
  return {
    marketing,
    demand,
    visits: visits.map(({record}) => record),
    readings: readings.map(({record}) => record),
    counts: {campaigns: marketing.counts, web_traffic: settledVisits.counts, footfall: settledReadings.counts},
    measures: measuresOf(settledVisits.clean, settledReadings.clean),
    orders: makeOrders(demand, orders, tills),
  };
}
