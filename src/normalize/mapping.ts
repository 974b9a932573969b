import type {SourceConfig} from "../config/config.ts";
import type {ColumnSpec} from "../config/source.ts";
import {ConfigError, type Problem} from "../lib/errors.ts";
import {closest} from "../lib/similar.ts";
import type {Warehouse} from "../store/warehouse.ts";

/** A column of the raw records: `name` as in the source, `columnName` as in `raw_<source>`, `c<position>` in `rows_<source>`. */
export interface RawColumn {
  readonly name: string;
  readonly columnName: string;
  /** The source itself typed every value as a number. */
  readonly isNumber: boolean;
  readonly position: number;
  /** In `rows_<source>` stands a code of `texts_<source>_<position>`, the whole number that every text is, or the text itself. */
  readonly storage: "coded" | "whole" | "plain";
}

/** A column the config computes. */
export interface Computed {
  /** As the config has it. */
  readonly sql: string;
  /** The raw columns it is made of. */
  readonly inputs: readonly RawColumn[];
  /** How the inputs are read. */
  readonly manner: readonly string[];
  /** What comes out is the value itself, not a text to be read. */
  readonly isValue: boolean;
}

/** Where the values of one of our columns come from. Columns nobody provides have none. */
export interface Binding {
  readonly column: string;
  readonly spec: ColumnSpec;
  readonly origin: RawColumn | Computed;
  readonly formats: readonly string[];
  readonly decimal: "." | "," | undefined;
  /** Texts that mean "no value". */
  readonly missing: readonly string[];
}

/** Decides, for each of our columns, which column of the source it is: as the config says, else by name. Reports everything wrong at once. */
export function bindColumns(source: SourceConfig, raw: readonly RawColumn[], configFile: string): Binding[] {
  const problems: string[] = [];
  const bindings = Object.entries(source.spec.columns).flatMap(([column, spec]) => {
    const origin = originOf(source, column, spec, raw, problems);
    if (!origin) return [];
    const mapping = source.columns[column];
    return [
      {
        column,
        spec: mapping ? {...spec, isExtra: false} : spec,
        origin,
        formats: mapping?.formats ?? [],
        decimal: mapping?.decimal ?? source.decimal,
        missing: source.missing,
      },
    ];
  });
  problems.push(...missingColumns(source, bindings, raw));
  if (problems.length > 0)
    throw new ConfigError(
      configFile,
      problems.map((message) => problemAt(source, message)),
    );
  return bindings;
}

/** A problem with a source, at its place in the config. */
export function problemAt(source: SourceConfig, message: string): Problem {
  return {line: source.line, column: source.column, message: `sources.${source.name}${message}`};
}

function originOf(
  source: SourceConfig,
  column: string,
  spec: ColumnSpec,
  raw: readonly RawColumn[],
  problems: string[],
): Binding["origin"] | undefined {
  const mapping = source.columns[column];
  if (mapping?.sql !== undefined) return {sql: mapping.sql, inputs: [], manner: [], isValue: false};
  if (mapping?.from !== undefined) {
    const found = findColumn(raw, mapping.from);
    if (!found) problems.push(`.columns.${column}: ${noSuchColumn(mapping.from, raw)}`);
    return found;
  }
  return guess(source, column, spec, raw, problems);
}

/** Our own name, else the only known other name that the source has and the config does not use elsewhere. */
function guess(
  source: SourceConfig,
  column: string,
  spec: ColumnSpec,
  raw: readonly RawColumn[],
  problems: string[],
): RawColumn | undefined {
  const taken = new Set(Object.values(source.columns).map((mapping) => plain(mapping.from ?? "")));
  const free = raw.filter(({name}) => !taken.has(plain(name)));
  const own = free.find(({name}) => plain(name) === plain(column));
  if (own) return own;
  const candidates = free.filter(({name}) => spec.aliases?.some((alias) => plain(alias) === plain(name)));
  const strangers = candidates.filter(
    ({name}) => !Object.keys(source.spec.columns).some((other) => plain(other) === plain(name)),
  );
  if (strangers.length > 1) {
    problems.push(
      `.columns: ${column} could be ${strangers.map(({name}) => name).join(" or ")}; say which, for example \`${column}: ${strangers[0]!.name}\``,
    );
  }
  return strangers[0];
}

function missingColumns(source: SourceConfig, bindings: readonly Binding[], raw: readonly RawColumn[]): string[] {
  const bound = new Set(bindings.map(({column}) => column));
  const isMissing = ([column, spec]: [string, ColumnSpec]) =>
    spec.required && !source.columns[column] && !bound.has(column) && !fallbackOf(spec, bound);
  return Object.entries(source.spec.columns)
    .filter(isMissing)
    .map(
      ([column, spec]) =>
        `.columns: nothing is mapped to ${column} (${spec.about}); the source has ${listNames(raw)}. Add \`${column}: <its name>\``,
    );
}

/** SQL for a column nobody provides, where the columns it is computed from are provided. */
export function fallbackOf(spec: ColumnSpec, bound: ReadonlySet<string>): string | undefined {
  return spec.fallback?.needs.every((name) => bound.has(name)) ? spec.fallback.sql : undefined;
}

/** The column of that name; exact spelling first, then without regard to case, blanks, `_` and `-`. */
function findColumn(raw: readonly RawColumn[], name: string): RawColumn | undefined {
  return raw.find((column) => column.name === name) ?? raw.find((column) => plain(column.name) === plain(name));
}

function noSuchColumn(name: string, raw: readonly RawColumn[]): string {
  const near = closest(
    name,
    raw.map((column) => column.name),
  );
  return `the source has no column "${name}"${near ? ` (did you mean ${near}?)` : ""}; it has ${listNames(raw)}`;
}

function listNames(raw: readonly RawColumn[]): string {
  return raw.map(({name}) => name).join(", ");
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}

/** The columns of all raw records, by source. */
export async function readRawColumns(warehouse: Warehouse): Promise<ReadonlyMap<string, readonly RawColumn[]>> {
  const rows = await warehouse.rows<RawColumn & {readonly source: string}>(
    `select source, name, column_name as "columnName", is_number as "isNumber", position, storage from raw_columns order by source, position`,
  );
  const columns = new Map<string, RawColumn[]>();
  for (const {source, ...column} of rows) columns.set(source, [...(columns.get(source) ?? []), column]);
  return columns;
}
