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
  };
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
