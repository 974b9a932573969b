import type {SourceSpec} from "../source.ts";

export const webTraffic: SourceSpec = {
  name: "web_traffic",
  about: "Visits of the web shop: any number of records per day, summed to the day.",
  required: false,
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
    {
      column: "day",
      holds: "day between date '1970-01-01' and date '2199-12-31'",
      reason: "day is not between 1970 and 2199",
    },
  ],
};
