import {plausibleDay} from "../checks.ts";
import type {SourceSpec} from "../source.ts";

export const calendar: SourceSpec = {
  name: "calendar",
  about: "Holidays and other special days: one record per day and name.",
  required: false,
  day: "day",
  key: ["day", "holiday"],
  identicalRows: "duplicate",
  columns: {
    day: {type: "date", about: "the day", required: true, aliases: ["date", "holiday_date"]},
    holiday: {
      type: "text",
      about: "what the day is called",
      required: true,
      aliases: ["name", "title", "event", "description"],
    },
    country: {
      type: "text",
      about: "where it is kept (empty: everywhere)",
      aliases: ["country_name", "country_code", "region"],
    },
  },
  checks: [plausibleDay("day")],
};
