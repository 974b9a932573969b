import type {Day} from "./calendar.ts";
import type {Demand} from "./demand.ts";
import {repeat, repeated, soil, weatherDirt} from "./dirt.ts";
import {unmarked} from "./holidays.ts";
import type {Random} from "./random.ts";
import type {CalendarRecord, Entry, WeatherRecord} from "./records.ts";

/** One record a day. Rain moves nothing. */
export function makeWeather(demand: readonly Demand[], random: Random): Entry<WeatherRecord, string>[] {
  const records = demand.map(({day, temperature}) => {
    const rain = random.happens(0.34) ? Math.round(random.share() * random.share() * 260) / 10 : 0;
    const record = {day: day.iso, temperature: Math.round(temperature * 10) / 10, precipitation: rain};
    return soil<WeatherRecord, string>(record, day.iso, weatherDirt, random);
  });
  return repeat(records, repeated.weather, random);
}

/** The special days that are known beforehand, those to come among them. */
export function calendarRecords(days: readonly Day[]): CalendarRecord[] {
  return days.flatMap(({iso, holiday}) =>
    holiday === undefined || holiday.name === unmarked ? [] : [{day: iso, holiday: holiday.name, country: null}],
  );
}
