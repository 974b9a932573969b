import {plausibleCount, plausibleDay} from "../checks.ts";
import type {SourceSpec} from "../source.ts";

export const footfall: SourceSpec = {
  name: "footfall",
  about: "Sensor readings in the shop: visitors counted and temperature.",
  required: false,
  standsEmpty: true,
  day: "day",
  key: [],
  identicalRows: "duplicate",
  columns: {
    measured_at: {
      type: "timestamp",
      about: "the instant, as wall time in `timezone`",
      required: true,
      aliases: ["timestamp", "time", "datetime", "date"],
    },
    day: {
      type: "date",
      about: "the business day",
      aliases: [],
      fallback: {sql: "cast(measured_at as date)", needs: ["measured_at"]},
    },
    store_id: {type: "id", about: "the store the sensor counts in", aliases: ["store", "shop_id", "branch_id"]},
    sensor_id: {type: "id", about: "the sensor", aliases: ["sensor", "device_id", "device"]},
    footfall: {type: "integer", about: "visitors counted", aliases: ["visitors", "count", "people"]},
    temperature: {type: "decimal", about: "degrees Celsius", aliases: ["temp", "temperature_c"]},
  },
  checks: [plausibleDay("day"), plausibleCount("footfall", 1_000_000_000)],
};
