import {plainDate} from "./calendar.ts";
import type {Demand} from "./demand.ts";
import {lostDays, missingDays, readingDirt, repeat, repeated, soil} from "./dirt.ts";
import type {Random} from "./random.ts";
import type {Entry, ReadingRecord} from "./records.ts";

/** Morning, afternoon, evening: share of the day's visitors, and degrees above or below the day's mean. */
const hours = [
  [0.25, -2.2],
  [0.43, 2.6],
  [0.32, -0.4],
] as const;

/** Three readings a day; `ordinary` is the number of visitors of an ordinary day. */
export function makeReadings(
  demand: readonly Demand[],
  ordinary: number,
  random: Random,
): Entry<ReadingRecord, string>[] {
  const lost = lostDays(demand.length, missingDays.footfall, 7, random);
  const readings = demand
    .filter((_, i) => !lost.has(i))
    .flatMap((day) => hours.map(([share, degrees]) => readingOf(day, share * ordinary, degrees, random)));
  return repeat(readings, repeated.footfall, random);
}

function readingOf({day, footfall, temperature}: Demand, ordinary: number, degrees: number, random: Random) {
  const visitors = Math.round(ordinary * footfall * (1 + 0.05 * random.bell()));
  const measured = Math.round((temperature + degrees + 0.4 * random.bell()) * 10) / 10;
  const record = {timestamp: plainDate(day.iso), footfall: visitors, temperature: measured};
  return soil<ReadingRecord, string>(record, day.iso, readingDirt, random);
}
