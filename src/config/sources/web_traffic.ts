import {plausibleCount, plausibleDay} from "../checks.ts";
import type {SourceSpec} from "../source.ts";

export const webTraffic: SourceSpec = {
  name: "web_traffic",
  about: "Visits of the web shop: any number of records per day, summed to the day.",
  required: false,
  standsEmpty: true,
  day: "day",
  key: [],
  identicalRows: "duplicate",
  columns: {
    day: {type: "date", about: "the business day", required: true, aliases: ["date", "visit_date", "timestamp"]},
    source: {type: "text", about: "where the visitors came from", aliases: ["channel", "referrer", "medium"]},
    pageviews: {type: "integer", about: "pages seen", aliases: ["page_views", "views"]},
    sessions: {type: "integer", about: "visits", aliases: ["visits"]},
  },
  checks: [
    plausibleDay("day"),
    plausibleCount("pageviews", 1_000_000_000_000),
    plausibleCount("sessions", 1_000_000_000_000),
  ],
};
