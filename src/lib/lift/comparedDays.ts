import type {LiftDay} from "./lift.ts";

/** A flight, its days counted from any first one, both inclusive; and what it applies to, a key that is NULL being all. */
export interface Flight {
  readonly from: number;
  readonly to: number;
  readonly keys: readonly (string | null)[];
}

/** By day; a day that is missing sold nothing. */
export type ByDay<T> = ReadonlyMap<number, T>;

export interface Shop {
  /** Units of the flight's products, and the sales they were sold in. */
  readonly sold: ByDay<{readonly units: number; readonly sales: number}>;
  /** Of what no flight is ever for; empty where that is too little to tell anything. */
  readonly elsewhere: ByDay<number>;
  /** The days known, first and last. */
  readonly first: number;
  readonly last: number;
  /** Days that are like no others: the shop was shut, or it was a holiday. */
  readonly leftOut: ReadonlySet<number>;
}

const nothing = {units: 0, sales: 0};
/** Days without a flight that are compared with, the nearest ones, at most half a year away. */
const [mostBaseline, furthest] = [60, 182];

/** The flight's days and those they are held against: the nearest without any flight on the same products, and days of flights that overlap it, by which these can be told from it. */
export function comparedDays(flight: Flight, rivals: readonly Flight[], shop: Shop): LiftDay[] {
  const span = {from: Math.max(shop.first, flight.from - furthest), to: Math.min(shop.last, flight.to + furthest)};
  const near = rivals.filter((rival) => meet(rival, span));
  const whole = near.filter((rival) => covers(rival, flight));
  const parts = near.filter((rival) => !covers(rival, flight));
  const apart = whole.filter((rival) => !meet(rival, flight));
  const overlapping = whole.filter((rival) => meet(rival, flight));
  const days: LiftDay[] = [];
  for (let day = span.from; day <= span.to; day++) {
    if (shop.leftOut.has(day) || apart.some((rival) => runs(rival, day))) continue;
    const {units, sales} = shop.sold.get(day) ?? nothing;
    const others = overlapping.flatMap((rival, i) => (runs(rival, day) ? [i] : []));
    const onParts = parts.filter((rival) => runs(rival, day)).length;
    const elsewhere = shop.elsewhere.get(day) ?? 0;
    days.push({day, sold: units, sales, own: runs(flight, day), others, onParts, elsewhere});
  }
  return nearest(days, flight);
}

/** Flights that may have moved what this one applies to. */
export function isRival(rival: Flight, flight: Flight): boolean {
  const isApart = flight.keys.some((key, i) => key !== null && rival.keys[i] !== null && rival.keys[i] !== key);
  return rival !== flight && !isApart;
}

/** It applies to all that the other applies to. */
function covers(rival: Flight, {keys}: Flight): boolean {
  return rival.keys.every((key, i) => key === null || key === keys[i]);
}

type Span = Pick<Flight, "from" | "to">;

function meet(a: Span, b: Span): boolean {
  return a.from <= b.to && b.from <= a.to;
}

function runs({from, to}: Span, day: number): boolean {
  return from <= day && day <= to;
}

function nearest(days: readonly LiftDay[], {from, to}: Flight): LiftDay[] {
  const distance = ({day}: LiftDay) => Math.max(from - day, day - to, 0);
  const plain = days.filter(({own, others}) => !own && others.length === 0).map(distance);
  const reach = plain.sort((a, b) => a - b)[mostBaseline - 1] ?? furthest;
  return days.filter((day) => distance(day) <= reach);
}
