import type {CustomerRecord, EventRecord, HeaderRecord, MovementRecord, ReturnRecord} from "./paperwork.ts";
import type {Random} from "./random.ts";
import type {
  Entry,
  FlightRecord,
  OrderRecord,
  ProductRecord,
  ReadingRecord,
  VisitRecord,
  WeatherRecord,
} from "./records.ts";

/** One way in which a record goes wrong. */
export interface Blemish<Written> {
  /** Said in truth.json. */
  readonly name: string;
  /** Share of the source's records, 0..1. */
  readonly share: number;
  /** The clean column that cannot be read because of it; absent: the record stays usable. */
  readonly fault?: string;
  spoil(record: Written, random: Random): Written;
}

/** None of them fits any way of writing a day, so none speaks for one. */
const badDates = ["2024-13-45", "n/a", "31/31/2024", "02/30/2024"];
const badAmounts = ["$12.3.4", "free", "$", "12 or 15"];

export const orderDirt: readonly Blemish<OrderRecord>[] = [
  {
    name: "unreadable date",
    share: 0.004,
    fault: "ordered_on",
    spoil: (it, r) => ({...it, order_date: r.one(badDates)}),
  },
  {name: "no date", share: 0.001, fault: "ordered_on", spoil: (it) => ({...it, order_date: ""})},
  {
    name: "unreadable amount",
    share: 0.004,
    fault: "revenue",
    spoil: (it, r) => ({...it, total_amount: r.one(badAmounts)}),
  },
  {name: "no amount", share: 0.001, fault: "revenue", spoil: (it) => ({...it, total_amount: ""})},
  {name: "unreadable quantity", share: 0.002, fault: "quantity", spoil: (it) => ({...it, quantity: "two"})},
  {name: "no quantity", share: 0.002, spoil: (it) => ({...it, quantity: null})},
  {name: "no store", share: 0.002, spoil: (it) => ({...it, store_id: null})},
  {name: "no country", share: 0.004, spoil: (it) => ({...it, country: ""})},
  {name: "untidy country", share: 0.01, spoil: (it) => ({...it, country: ` ${it.country.normalize("NFD")} `})},
];

export const flightDirt: readonly Blemish<FlightRecord>[] = [
  {
    name: "end before start",
    share: 0.06,
    fault: "ends_on",
    spoil: (it) => ({...it, start_date: it.end_date, end_date: it.start_date}),
  },
  {name: "unreadable start", share: 0.01, fault: "starts_on", spoil: (it, r) => ({...it, start_date: r.one(badDates)})},
  {name: "no end", share: 0.005, fault: "ends_on", spoil: (it) => ({...it, end_date: ""})},
  {name: "no name", share: 0.005, fault: "campaign_name", spoil: (it) => ({...it, campaign_name: ""})},
];

export const visitDirt: readonly Blemish<VisitRecord>[] = [
  {name: "unreadable date", share: 0.002, fault: "day", spoil: (it, r) => ({...it, date: r.one(badDates)})},
  {name: "unreadable sessions", share: 0.003, fault: "sessions", spoil: (it) => ({...it, sessions: "many"})},
  {name: "no pageviews", share: 0.005, spoil: (it) => ({...it, pageviews: null})},
];

export const readingDirt: readonly Blemish<ReadingRecord>[] = [
  {
    name: "unreadable timestamp",
    share: 0.002,
    fault: "measured_at",
    spoil: (it, r) => ({...it, timestamp: r.one(badDates)}),
  },
  {name: "unreadable footfall", share: 0.004, fault: "footfall", spoil: (it) => ({...it, footfall: "err"})},
  {name: "no footfall", share: 0.005, spoil: (it) => ({...it, footfall: null})},
  {name: "no temperature", share: 0.01, spoil: (it) => ({...it, temperature: null})},
];

export const productDirt: readonly Blemish<ProductRecord>[] = [
  {name: "unreadable cost", share: 0.02, fault: "unit_cost", spoil: (it) => ({...it, unit_cost: "ask"})},
  {name: "no category", share: 0.02, spoil: (it) => ({...it, category: null})},
];

export const customerDirt: readonly Blemish<CustomerRecord>[] = [
  {name: "unreadable day", share: 0.002, fault: "joined_on", spoil: (it, r) => ({...it, joined_on: r.one(badDates)})},
  {name: "no name", share: 0.005, spoil: (it) => ({...it, customer_name: null})},
];

export const movementDirt: readonly Blemish<MovementRecord>[] = [
  {name: "unreadable quantity", share: 0.003, fault: "quantity", spoil: (it) => ({...it, quantity: "some"})},
  {name: "unreadable day", share: 0.001, fault: "moved_on", spoil: (it, r) => ({...it, moved_on: r.one(badDates)})},
];

export const eventDirt: readonly Blemish<EventRecord>[] = [
  {name: "unreadable time", share: 0.001, fault: "happened_at", spoil: (it) => ({...it, event_time: "just now"})},
  {name: "unknown step", share: 0.001, fault: "kind", spoil: (it) => ({...it, event_type: "hover"})},
  {name: "no product", share: 0.001, spoil: (it) => ({...it, product_id: null})},
];

export const returnDirt: readonly Blemish<ReturnRecord>[] = [
  {name: "unreadable quantity", share: 0.004, fault: "quantity", spoil: (it) => ({...it, quantity: "all"})},
];

export const headerDirt: readonly Blemish<HeaderRecord>[] = [
  {name: "unreadable tax", share: 0.002, fault: "tax", spoil: (it) => ({...it, tax: "incl."})},
  {name: "no freight", share: 0.002, spoil: (it) => ({...it, freight: null})},
];

export const weatherDirt: readonly Blemish<WeatherRecord>[] = [
  {name: "unreadable temperature", share: 0.004, fault: "temperature", spoil: (it) => ({...it, temperature: "cold"})},
  {name: "no precipitation", share: 0.01, spoil: (it) => ({...it, precipitation: null})},
];

/** Shares of records that come twice, and of days without any. */
export const repeated = {
  campaigns: 0.02,
  web_traffic: 0.008,
  footfall: 0.008,
  products: 0.02,
  customers: 0.004,
  inventory: 0.004,
  events: 0.008,
  returns: 0.005,
  order_headers: 0.005,
  weather: 0.008,
} as const;
/** Share of events whose id stands once more on a record that says something else. */
export const contradicted = 0.0005;
export const missingDays = {web_traffic: 0.02, footfall: 0.03} as const;

/** The record, perhaps with one blemish. */
export function soil<Written, About>(
  record: Written,
  about: About,
  dirt: readonly Blemish<Written>[],
  random: Random,
): Entry<Written, About> {
  const blemish = blemishOf(dirt, random);
  if (blemish === undefined) return {record, about};
  return {record: blemish.spoil(record, random), about, ...(blemish.fault !== undefined && {fault: blemish.fault})};
}

/** Mostly nothing. */
function blemishOf<Written>(dirt: readonly Blemish<Written>[], random: Random): Blemish<Written> | undefined {
  let chance = random.share();
  return dirt.find(({share}) => {
    const isIt = chance < share;
    chance -= share;
    return isIt;
  });
}

/** The same records, some of them sent twice in a row. */
export function repeat<T>(entries: readonly T[], share: number, random: Random): T[] {
  return entries.flatMap((entry) => (random.happens(share) ? [entry, entry] : [entry]));
}

/** Indexes of days without any record: an outage of `longest` days and single days; never among the first 30 or the last 40. */
export function lostDays(days: number, share: number, longest: number, random: Random): ReadonlySet<number> {
  const outage = random.whole(30, days - 40 - longest);
  const lost = new Set(Array.from({length: longest}, (_, i) => outage + i));
  while (lost.size < Math.round(days * share)) lost.add(random.whole(30, days - 40));
  return lost;
}
