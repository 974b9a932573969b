import {dirname, resolve} from "node:path";
import {defined} from "../lib/defined.ts";
import {catalog} from "./catalog.ts";
import {completeMail, completeSchedule} from "./completeMail.ts";
import type {ColumnMapping, Config, InputConfig, SourceConfig} from "./config.ts";
import type {Place} from "./document.ts";
import type {Settings} from "./schema.ts";
import type {SourceSpec} from "./source.ts";
import type {SourceSettings} from "./sourceSchema.ts";

type ColumnSettings = NonNullable<SourceSettings["columns"][string]>;

interface Origin {
  readonly file: string;
  readonly hash: string;
  readonly secrets: readonly string[];
  /** Where a source stands in the file. */
  readonly placeOf: (source: string) => Place;
}

/** Settings as written → the config as used: paths absolute, sources in catalog order. */
export function completeConfig(settings: Settings, origin: Origin): Config {
  const absolute = (path: string) => resolve(dirname(origin.file), path);
  const configured = catalog.flatMap((spec) => {
    const source = settings.sources[spec.name];
    return source ? [completeSource(spec, source, absolute, origin.placeOf(spec.name))] : [];
  });
  const {audits, memory, tables, schedule, mail, ping, customer_names: customerNames, ...rest} = settings;
  return {
    ...rest,
    customerNames,
    file: resolve(origin.file),
    hash: origin.hash,
    secrets: [...new Set([...origin.secrets, ...secretsIn(settings)])],
    sources: configured,
    sections: [...new Set(settings.sections)],
    ...defined({audits: audits && absolute(audits), memory, tables: tables && [...new Set(tables)]}),
    ...defined({schedule: schedule && completeSchedule(schedule)}),
    ...defined({mail: mail && completeMail(mail, absolute), ping: ping?.url ? ping : undefined}),
    warehouse: absolute(settings.warehouse),
    outputs: absolute(settings.outputs),
    logs: absolute(settings.logs),
    ledger: absolute(settings.ledger),
  };
}

/** What is a secret however it came into the config: who knows a ping address can silence the alarm. */
function secretsIn({mail, ping}: Settings): string[] {
  return [mail?.smtp.password, ping?.url].filter((secret) => secret !== undefined);
}

function completeSource(
  spec: SourceSpec,
  source: SourceSettings,
  absolute: (path: string) => string,
  place: Place,
): SourceConfig {
  return {
    name: spec.name,
    spec,
    input: inputOf(source, absolute),
    columns: columnsOf(source.columns),
    missing: source.missing,
    ...defined({decimal: source.decimal}),
    optional: source.optional,
    maxRejected: source.max_rejected,
    ...place,
  };
}

function inputOf(source: SourceSettings, absolute: (path: string) => string): InputConfig {
  if ("sqlite" in source) {
    const {table, query, cursor} = source;
    return {format: "sqlite", path: absolute(source.sqlite), ...defined({table, query, cursor})};
  }
  if ("files" in source) return joinedInput(source, absolute);
  if ("parquet" in source) return {format: "parquet", path: absolute(source.parquet)};
  const encoding = defined({encoding: source.encoding});
  if ("json" in source) return {format: "json", path: absolute(source.json), ...encoding};
  const dialect = defined({delimiter: source.delimiter, quote: source.quote, escape: source.escape});
  return {format: "csv", path: absolute(source.csv), ...encoding, ...dialect};
}

function joinedInput(
  {files, query}: Extract<SourceSettings, {files: object}>,
  absolute: (path: string) => string,
): InputConfig {
  const paths = Object.entries(files).map(([name, path]) => [name, absolute(path)] as const);
  return {format: "files", path: paths[0]![1], files: Object.fromEntries(paths), query};
}

function columnsOf(columns: SourceSettings["columns"]): SourceConfig["columns"] {
  const entries = Object.entries(columns).flatMap(([name, column]) => (column ? [[name, completeColumn(column)]] : []));
  return Object.fromEntries(entries);
}

function completeColumn(column: ColumnSettings): ColumnMapping {
  if (typeof column === "string") return {from: column};
  const formats = "format" in column && column.format !== undefined ? [column.format].flat() : undefined;
  const decimal = "decimal" in column ? column.decimal : undefined;
  return defined({from: column.from, sql: column.sql, formats, decimal});
}
