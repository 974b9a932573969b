import {catalog} from "../../src/config/catalog.ts";
import type {ColumnMapping, Config, SourceConfig} from "../../src/config/config.ts";
import {rawView} from "../../src/integrate/rawView.ts";
import {silentLog} from "../../src/lib/log.ts";
import {normalize} from "../../src/normalize/index.ts";
import type {Note} from "../../src/stage.ts";
import {type Row, text, Warehouse} from "../../src/store/warehouse.ts";

/** A source as the reader leaves it: header, then records of texts. */
export interface RawSource {
  readonly header: readonly string[];
  readonly records: readonly (readonly (string | null)[])[];
  readonly columns?: Readonly<Record<string, ColumnMapping>>;
  readonly missing?: readonly string[];
  readonly decimal?: "." | ",";
  /** Columns the source itself typed as numbers. */
  readonly numbers?: readonly string[];
  readonly optional?: boolean;
  /** Texts as they stand and whole numbers as such, as if there were too many for dictionaries. */
  readonly inPlace?: boolean;
  /** The numbers of the records, where they are not 1, 2, 3 … */
  readonly rows?: readonly number[];
}

export type RawSources = Readonly<Record<string, RawSource>>;

export function configFor(sources: RawSources, timezone = "Europe/Paris"): Config {
  const folder = "/nowhere";
  return {
    file: "config.yaml",
    hash: "",
    timezone,
    currency: "EUR",
    locale: "en-GB",
    title: "Daybook",
    attribution: "linear",
    customerNames: "none",
    sections: [],
    warehouse: ":memory:",
    outputs: folder,
    logs: folder,
    ledger: folder,
    secrets: [],
    sources: Object.entries(sources).map(([name, source]) => sourceConfig(name, source)),
  };
}

function sourceConfig(name: string, {columns = {}, missing = [], decimal, optional = false}: RawSource): SourceConfig {
  const spec = catalog.find((candidate) => candidate.name === name)!;
  const input = {format: "csv", path: `${name}.csv`} as const;
  return {
    name,
    spec,
    input,
    columns,
    missing,
    ...(decimal && {decimal}),
    optional,
    maxRejected: 1,
    line: 3,
    column: 5,
  };
}

/** The raw tables of the sources, in a fresh warehouse. */
export async function rawWarehouse(sources: RawSources, timezone = "Europe/Paris"): Promise<Warehouse> {
  const warehouse = await Warehouse.open(":memory:", timezone);
  await warehouse.run(`
    create table raw_columns (source varchar, position integer, name varchar, column_name varchar, is_number boolean, storage varchar);
    create table raw_faults (source varchar, "row" bigint, path varchar, line bigint, record varchar, reason varchar);
    create table raw_files (source varchar, path varchar, first_row bigint, "rows" bigint)`);
  for (const [name, source] of Object.entries(sources)) await fillRaw(warehouse, name, source);
  return warehouse;
}

async function fillRaw(warehouse: Warehouse, name: string, source: RawSource): Promise<void> {
  const {header, records, numbers = [], inPlace = false, rows: numbered} = source;
  await warehouse.run(
    `create table given (${['"row" bigint', ...header.map((_, i) => `t${i + 1} varchar`)].join(", ")})`,
  );
  const rows = records.map(
    (record, i) =>
      `(${[numbered?.[i] ?? i + 1, ...record.map((value) => (value === null ? "null" : text(value)))].join(", ")})`,
  );
  if (rows.length > 0) await warehouse.run(`insert into given values ${rows.join(", ")}`);
  const columns = header.map((column, i) => {
    const texts = records.map((record) => record[i]!).filter((value) => value !== null);
    const isNumber = numbers.includes(column);
    return {name: column, columnName: column, isNumber, storage: storageOf(texts, inPlace)};
  });
  for (const [i, {storage, isNumber, columnName}] of columns.entries()) {
    const values = [text(name), i + 1, text(columnName), text(columnName), isNumber, text(storage)];
    await warehouse.run(`insert into raw_columns values (${values.join(", ")})`);
    if (storage === "coded") await warehouse.run(dictionary(name, i + 1));
  }
  const cells = columns.map(({storage}, i) => cell(name, storage, i + 1));
  await warehouse.run(`create table rows_${name} as select ${['"row"', ...cells].join(", ")} from given order by "row";
    drop table given; ${rawView(name, columns)}`);
}

type Storage = "coded" | "whole" | "plain";

function storageOf(texts: readonly string[], inPlace: boolean): Storage {
  if (!inPlace) return "coded";
  return texts.length > 0 && texts.every((value) => /^(0|-?[1-9]\d{0,17})$/.test(value)) ? "whole" : "plain";
}

function dictionary(source: string, position: number): string {
  return `create table texts_${source}_${position} as
    select cast(row_number() over (order by "text") - 1 as integer) as code, "text"
    from (select distinct t${position} as "text" from given where t${position} is not null)`;
}

function cell(source: string, storage: Storage, position: number): string {
  const values = {
    coded: `(select code from texts_${source}_${position} as texts where texts."text" = given.t${position})`,
    whole: `cast(t${position} as bigint)`,
    plain: `t${position}`,
  };
  return `${values[storage]} as c${position}`;
}

export interface Normalized {
  readonly clean: readonly Row[];
  readonly rejected: readonly Row[];
  readonly duplicates: readonly Row[];
  readonly counts: Row | undefined;
  readonly notes: readonly Note[];
}

/** Normalizes one source and returns what became of its records. */
export async function normalizeRaw(name: string, source: RawSource, timezone = "Europe/Paris"): Promise<Normalized> {
  // Orders must be there and usable, whatever is looked at.
  const orders = {header: ["order_date", "amount"], records: [["2024-05-06", "1.50"]]};
  const sources = name === "orders" ? {orders: source} : {orders, [name]: source};
  const warehouse = await rawWarehouse(sources, timezone);
  try {
    const {notes} = await normalize.run({
      warehouse,
      config: configFor(sources, timezone),
      log: silentLog,
      today: "2024-12-31",
      folder: "/nowhere",
    });
    return {
      clean: await warehouse.rows(`select * from clean_${name} order by "row"`),
      rejected: await warehouse.rows(`select * from rejected_${name} order by "row", "column"`),
      duplicates: await warehouse.rows(`select * from duplicates_${name} order by "row"`),
      counts: (
        await warehouse.rows(`select raw, clean, rejected, duplicates from clean_counts where source = ${text(name)}`)
      )[0],
      notes: notes.filter(({source: about}) => about === name),
    };
  } finally {
    warehouse.close();
  }
}
