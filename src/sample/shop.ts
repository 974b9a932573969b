import {calendarFor, type Day, daysAfter} from "./calendar.ts";
import {categoriesOf, makeCatalogue} from "./catalogue.ts";
import {type SourceCounts, settle} from "./counts.ts";
import {type Demand, makeDemand} from "./demand.ts";
import {type Marketing, makeMarketing} from "./flights.ts";
import {type Measures, measuresOf} from "./measures.ts";
import {type OfferRecord, offerRecords} from "./offers.ts";
import {makeOrders, type Order} from "./orders.ts";
import {Random} from "./random.ts";
import {makeReadings} from "./readings.ts";
import type {
  CalendarRecord,
  FlightRecord,
  ProductRecord,
  ReadingRecord,
  VisitRecord,
  WeatherRecord,
} from "./records.ts";
import {planStockOuts, type StockOut} from "./stockOuts.ts";
import {type StoreRecord, storeRecords} from "./stores.ts";
import {makeVisits} from "./visits.ts";
import {calendarRecords, makeWeather} from "./weather.ts";

/** The sources whose size is that of the calendar or of the shelf, whatever the number of orders. */
export interface SmallSources {
  readonly campaigns: readonly FlightRecord[];
  readonly web_traffic: readonly VisitRecord[];
  readonly footfall: readonly ReadingRecord[];
  readonly products: readonly ProductRecord[];
  readonly stores: readonly StoreRecord[];
  readonly offers: readonly OfferRecord[];
  readonly calendar: readonly CalendarRecord[];
  readonly weather: readonly WeatherRecord[];
}

/** Chance for what is written while orders are made, one sequence each. */
export interface Chances {
  readonly people: Random;
  readonly web: Random;
  readonly office: Random;
  readonly desk: Random;
  readonly stock: Random;
}

/** Everything about the sample shop that is not as many as the orders. */
export interface Shop {
  readonly days: readonly Day[];
  /** The two weeks after the calendar. */
  readonly daysToCome: readonly Day[];
  readonly ordersPerDay: number;
  readonly marketing: Marketing;
  readonly demand: readonly Demand[];
  readonly stockOuts: readonly StockOut[];
  readonly records: SmallSources;
  readonly counts: Readonly<Record<keyof SmallSources, SourceCounts>>;
  /** Sums of the clean traffic and footfall records. */
  readonly measures: Measures;
  /** Category of each product that is on the list; null: the list does not say. */
  readonly categories: ReadonlyMap<number, string | null>;
  /** Usable records of the list of products. */
  readonly catalogue: readonly ProductRecord[];
  readonly chances: Chances;
  /** The orders, made while they are read; to be read once. */
  readonly orders: Iterable<Order>;
}

/** Visits of the web shop and visitors of the shops for each order on an ordinary day. */
const visitsPerOrder = 55;
const visitorsPerOrder = 30;
const daysAhead = 14;

/** What chance decides, each by a sequence of its own: another one at the end changes none of these. */
const matters = [
  "plans",
  "sky",
  "traffic",
  "doors",
  "tills",
  "shelves",
  "rain",
  "stockOuts",
  "people",
  "web",
  "office",
  "desk",
  "stock",
] as const;

export function makeShop(orders: number, seed: number): Shop {
  const chance = chancesOf(seed);
  const days = calendarFor(orders);
  const daysToCome = daysAfter(days, daysAhead);
  const ordersPerDay = orders / days.length;
  const marketing = makeMarketing(days, ordersPerDay, chance.plans);
  const demand = makeDemand(days, marketing.flights, chance.sky);
  const stockOuts = planStockOuts(days.length, chance.stockOuts);
  const busy = Math.max(1, ordersPerDay);
  const settled = {
    web_traffic: settle(makeVisits(demand, visitsPerOrder * busy, chance.traffic)),
    footfall: settle(makeReadings(demand, visitorsPerOrder * busy, chance.doors)),
    products: settle(makeCatalogue(ordersPerDay, chance.shelves)),
    weather: settle(makeWeather(demand, chance.rain)),
    stores: settle(plain(storeRecords())),
    offers: settle(plain(offerRecords())),
    calendar: settle(plain(calendarRecords([...days, ...daysToCome]))),
  };
  const each = <T>(value: (source: keyof typeof settled) => T) =>
    Object.fromEntries(Object.keys(settled).map((name) => [name, value(name as keyof typeof settled)]));
  return {
    days,
    daysToCome,
    ordersPerDay,
    marketing,
    demand,
    stockOuts,
    records: {campaigns: marketing.records, ...each((name) => settled[name].records)} as unknown as SmallSources,
    counts: {campaigns: marketing.counts, ...each((name) => settled[name].counts)} as Shop["counts"],
    measures: measuresOf(settled.web_traffic.clean, settled.footfall.clean),
    categories: categoriesOf(settled.products.clean),
    catalogue: settled.products.clean.map(({record}) => record),
    chances: chance,
    orders: makeOrders(demand, orders, stockOuts, chance.tills),
  };
}

function chancesOf(seed: number): Record<(typeof matters)[number], Random> {
  const sequences = Random.sequences(seed, matters.length);
  return Object.fromEntries(matters.map((matter, i) => [matter, sequences[i]])) as never;
}

function plain<Written>(records: readonly Written[]) {
  return records.map((record) => ({record, about: null}));
}
