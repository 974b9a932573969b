import {csvLine} from "./sheet.ts";
import {type SourceName, sourceFiles, sourceNames} from "./sourceFiles.ts";

/** The truth goes first: it marks the folder as a sample that may be written again. */
export const truthFile = "truth.json";
export const configFile = "config.yaml";

/** CSV with a header; lines end in LF. */
export function csvText(records: readonly object[]): string {
  return `${Object.keys(records[0] ?? {}).join(",")}\n${records.map(csvLine).join("")}`;
}

/** One array, one record a line. */
export function jsonText(records: readonly object[]): string {
  return `[${records.map((record) => JSON.stringify(record)).join(",\n")}]`;
}

/** A config for these sources' files, wherever they lie. */
export function configText(sources: readonly SourceName[] = sourceNames): string {
  return `timezone: Europe/Paris
currency: USD
locale: en-US
sources:
${sources.map(sourceText).join("\n")}
warehouse: warehouse.duckdb
`;
}

function sourceText(name: SourceName): string {
  const file = sourceFiles[name];
  if (name !== "orders") return `  ${name}: {${file.endsWith(".json") ? "json" : "csv"}: ${file}}`;
  return `  orders:
    sqlite: ${file}
    table: orders
    columns: {ordered_on: order_date, product_id: product_id, country: country, quantity: quantity, revenue: total_amount}`;
}
