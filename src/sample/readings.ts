import {plainDate} from "./calendar.ts";
import type {Demand} from "./demand.ts";
import {lostDays, missingDays, readingDirt, repeat, repeated, soil} from "./dirt.ts";
import type {Random} from "./random.ts";
import type {Entry, ReadingRecord} from "./records.ts";
import {shops} from "./stores.ts";

/** Morning, afternoon, evening: share of the day's visitors, and degrees above or below the day's mean. */
const hours = [
  [0.25, -2.2],
  [0.43, 2.6],
  [0.32, -0.4],
] as const;

const weightOfShops = shops.reduce((sum, {weight}) => sum + weight, 0);

/** Three readings a day and shop; `ordinary` is the number of visitors of an ordinary day, in all shops. */
export function makeReadings(
  demand: readonly Demand[],
  ordinary: number,
  random: Random,
): Entry<ReadingRecord, string>[] {
  const lost = lostDays(demand.length, missingDays.footfall, 7, random);
  const readings = demand
    .filter((_, i) => !lost.has(i))
    .flatMap((day) =>
      shops.flatMap(({id, weight}) =>
        hours.map(([share, degrees]) =>
          readingOf(day, id, (share * ordinary * weight) / weightOfShops, degrees, random),
        ),
      ),
    );
  return repeat(readings, repeated.footfall, random);
}

function readingOf(
  {day, footfall, temperature}: Demand,
  store: string,
  ordinary: number,
  degrees: number,
  random: Random,
) {
  const visitors = Math.round(ordinary * footfall * (1 + 0.05 * random.bell()));
  const measured = Math.round((temperature + degrees + 0.4 * random.bell()) * 10) / 10;
  const record = {timestamp: plainDate(day.iso), store_id: store, footfall: visitors, temperature: measured};
  return soil<ReadingRecord, string>(record, day.iso, readingDirt, random);
}
