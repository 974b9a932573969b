import type {FlightRecord, ReadingRecord, VisitRecord} from "./records.ts";

/** What a sample consists of. The truth goes first: it marks the folder as a sample that may be written again. */
export const fileNames = {
  truth: "truth.json",
  orders: "smartretail.db",
  campaigns: "marketing.csv",
  web_traffic: "web_traffic.json",
  footfall: "iot_stream.csv",
  config: "config.yaml",
} as const;

/** CSV with a header, quoted where it must be (RFC 4180, but lines end in LF). */
export function csvText(records: readonly (FlightRecord | ReadingRecord)[]): string {
  const lines = records.map((record) => Object.values(record).map(csvField).join(","));
  return `${[Object.keys(records[0] ?? {}).join(","), ...lines].join("\n")}\n`;
}

function csvField(value: string | number | null): string {
  const text = String(value ?? "");
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One array, one record a line. */
export function jsonText(records: readonly VisitRecord[]): string {
  return `[${records.map((record) => JSON.stringify(record)).join(",\n")}]`;
}

/** A config for these four files, wherever they lie. */
export const configText = `timezone: Europe/Paris
currency: USD
locale: en-US
sources:
  orders:
    sqlite: ${fileNames.orders}
    table: orders
    columns: {ordered_on: order_date, product_id: product_id, country: country, quantity: quantity, revenue: total_amount}
  campaigns: {csv: ${fileNames.campaigns}}
  web_traffic: {json: ${fileNames.web_traffic}}
  footfall: {csv: ${fileNames.footfall}}
warehouse: warehouse.duckdb
`;
