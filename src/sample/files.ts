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

/** Sources that many shops do not have: the config fits those as well. */
const more: ReadonlySet<SourceName> = new Set(
  sourceNames.filter((name) => !["orders", "campaigns", "web_traffic", "footfall"].includes(name)),
);

function sourceText(name: SourceName): string {
  const file = sourceFiles[name];
  const format = file.endsWith(".json") ? "json" : "csv";
  if (more.has(name)) return `  ${name}: {${format}: ${file}, optional: true}`;
  if (name !== "orders") return `  ${name}: {${format}: ${file}}`;
  return `  orders:
    sqlite: ${file}
    table: orders
    columns: {ordered_on: order_date, product_id: product_id, country: country, quantity: quantity, revenue: total_amount}`;
}
