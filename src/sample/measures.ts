import type {Cell, Entry, ReadingRecord, VisitRecord} from "./records.ts";

/** Readings of one kind, added up; temperatures in tenths of a degree. */
export interface Measure {
  readonly sum: number;
  readonly readings: number;
}

type MeasuresByDay = ReadonlyMap<string, Measure>;

export interface Measures {
  readonly pageviews: MeasuresByDay;
  readonly sessions: MeasuresByDay;
  readonly footfall: MeasuresByDay;
  readonly temperature: MeasuresByDay;
  /** Visitors counted, by store. */
  readonly visitors: ReadonlyMap<string, number>;
}

/** Clean traffic and footfall records by day; a record without a value adds nothing. */
export function measuresOf(
  visits: readonly Entry<VisitRecord, string>[],
  readings: readonly Entry<ReadingRecord, string>[],
): Measures {
  return {
    pageviews: sumByDay(visits, ({pageviews}) => pageviews),
    sessions: sumByDay(visits, ({sessions}) => sessions),
    footfall: sumByDay(readings, ({footfall}) => footfall),
    temperature: sumByDay(readings, ({temperature}) => temperature && Math.round(Number(temperature) * 10)),
    visitors: visitorsOf(readings),
  };
}

function visitorsOf(readings: readonly Entry<ReadingRecord, string>[]): Map<string, number> {
  const stores = new Map<string, number>();
  for (const {record} of readings)
    stores.set(record.store_id, (stores.get(record.store_id) ?? 0) + Number(record.footfall ?? 0));
  return stores;
}

function sumByDay<Written>(entries: readonly Entry<Written, string>[], value: (record: Written) => Cell) {
  const days = new Map<string, Measure>();
  for (const {record, about: day} of entries) {
    const {sum, readings} = days.get(day) ?? {sum: 0, readings: 0};
    const one = value(record);
    if (one !== null) days.set(day, {sum: sum + Number(one), readings: readings + 1});
  }
  return days;
}
