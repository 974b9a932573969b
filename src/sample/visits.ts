import {plainDate} from "./calendar.ts";
import type {Demand} from "./demand.ts";
import {lostDays, missingDays, repeat, repeated, soil, visitDirt} from "./dirt.ts";
import type {Random} from "./random.ts";
import type {Entry, VisitRecord} from "./records.ts";

/** Where visits come from, and their share. */
const sources = [
  ["Google", 0.42],
  ["Direct", 0.27],
  ["Facebook", 0.19],
  ["Referral", 0.12],
] as const;

const pagesPerVisit = 3.4;

/** Four records a day; `ordinary` is the number of visits of an ordinary day. */
export function makeVisits(demand: readonly Demand[], ordinary: number, random: Random): Entry<VisitRecord, string>[] {
  const lost = lostDays(demand.length, missingDays.web_traffic, 4, random);
  const visits = demand
    .filter((_, i) => !lost.has(i))
    .flatMap((day) => sources.map(([source, share]) => visitsFrom(day, source, share * ordinary, random)));
  return repeat(visits, repeated.web_traffic, random);
}

function visitsFrom({day, sessions}: Demand, source: string, ordinary: number, random: Random) {
  const count = Math.max(1, Math.round(ordinary * sessions * (1 + 0.06 * random.bell())));
  const pageviews = Math.round(count * pagesPerVisit * (1 + 0.12 * random.bell()));
  const record = {date: plainDate(day.iso), pageviews, sessions: count, source};
  return soil<VisitRecord, string>(record, day.iso, visitDirt, random);
}
