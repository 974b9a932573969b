import {plausibleDay} from "../checks.ts";
import type {SourceSpec} from "../source.ts";

export const weather: SourceSpec = {
  name: "weather",
  about: "The weather: any number of records per day, gathered to the day.",
  required: false,
  day: "day",
  key: [],
  identicalRows: "duplicate",
  columns: {
    day: {type: "date", about: "the business day", required: true, aliases: ["date", "timestamp", "time"]},
    store_id: {type: "id", about: "the store it was measured at (empty: all)", aliases: ["store", "station"]},
    temperature: {type: "decimal", about: "degrees Celsius", aliases: ["temp", "temperature_c", "tavg"]},
    precipitation: {type: "decimal", about: "millimetres of rain or snow", aliases: ["rain", "rainfall", "prcp"]},
  },
  checks: [
    plausibleDay("day"),
    {column: "temperature", holds: "temperature between -90 and 70", reason: "temperature is not between -90 and 70"},
    {
      column: "precipitation",
      holds: "precipitation between 0 and 2000",
      reason: "precipitation is not between 0 and 2,000",
    },
  ],
};
