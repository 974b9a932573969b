import type {SourceSpec} from "../config/source.ts";
import {identifier, text} from "../store/warehouse.ts";
import {noDuplicates} from "./duplicates.ts";
import {fallbackOf} from "./mapping.ts";
import {trimmed} from "./texts.ts";
import {type Reading, sqlType, typedValue, unreadable} from "./values.ts";

/** SQL for `typed_<source>`: row, a value per column, `<column>_bad` where the column spoils its row, `is_bad`. One row per readable raw record. */
export function typedView(spec: SourceSpec, readings: readonly Reading[], timezone: string): string {
  const values = readings.map((reading) => `${readValue(reading, timezone)} as ${identifier(reading.column)}`);
  const bad = readings.map((reading) => `${badness(spec, reading)} as ${badName(reading)}`);
  const anyBad = `${readings.map(badName).join(" or ")} as is_bad`;
  const joins = readings.flatMap((reading) =>
    reading.values ? [`left join ${reading.values} on ${reading.values}.source_text = texts.${textName(reading)}`] : [],
  );
  return `create or replace temp view typed_${spec.name} as
    select texts."row", ${[...values, ...absentColumns(spec, readings), ...bad, anyBad].join(",\n      ")}
    from texts_${spec.name} as texts ${joins.join(" ")}`;
}

/** SQL for `checked_<source>`: the rows of which every value could be read, as the clean table shall have them. */
export function checkedView(spec: SourceSpec, readings: readonly Reading[]): string {
  const bound = boundColumns(readings);
  const columns = Object.entries(spec.columns).map(([name, column]) => {
    const fallback = bound.has(name) ? undefined : fallbackOf(column, bound);
    return `${fallback ?? column.derive ?? identifier(name)} as ${identifier(name)}`;
  });
  return `create or replace temp view checked_${spec.name} as
    select ${columns.join(", ")}, "row" from typed_${spec.name} where not is_bad`;
}

/** SQL for `rejected_<source>`: one row per raw record and column that spoiled it, with the text that stood there. */
export function rejectedTable(spec: SourceSpec, readings: readonly Reading[]): string {
  const spoiling = readings.filter((reading) => badness(spec, reading) !== harmless);
  const unread = spoiling.map(
    (reading) => `
    select "row", ${text(reading.column)} as "column", ${shown(reading)} as value,
      case when ${shown(reading)} is null then ${text(`${reading.column} is empty`)} else ${text(unreadable(reading))} end as reason
    from typed_${spec.name} join texts_${spec.name} using ("row") where ${badName(reading)}`,
  );
  const failed = spec.checks.map(
    ({column, holds, reason}) => `
    select "row", ${text(column)}, cast(${identifier(column)} as varchar), ${text(reason)} from checked_${spec.name} where not (${holds})`,
  );
  const faults = `
    select "row", cast(null as varchar) as "column", record as value, reason from raw_faults where source = ${text(spec.name)}`;
  return `create or replace table rejected_${spec.name} as ${[faults, ...unread, ...failed].join(" union all ")}`;
}

/** SQL for `clean_<source>`: what is neither rejected nor a duplicate. */
export function cleanTable({name}: SourceSpec): string {
  return `create or replace table clean_${name} as
    select * from checked_${name} as checked
    where not exists (select 1 from rejected_${name} as rejected where rejected."row" = checked."row")
      and not exists (select 1 from duplicates_${name} as duplicates where duplicates."row" = checked."row")`;
}

/** SQL for the tables of a source that is not configured: empty, so that every model finds its columns. */
export function emptyTables(spec: SourceSpec): string {
  const columns = Object.entries(spec.columns).map(([name, {type}]) => `${identifier(name)} ${sqlType(type)}`);
  return `create or replace table clean_${spec.name} (${columns.join(", ")}, "row" bigint);
    create or replace table rejected_${spec.name} ("row" bigint, "column" varchar, value varchar, reason varchar);
    ${noDuplicates(spec)}`;
}

/** A text that is taken as it comes spoils nothing. */
const harmless = "false";

/** A given text that cannot be read spoils the row; so does a missing one that is required or part of the key. */
function badness(spec: SourceSpec, reading: Reading): string {
  const value = identifier(reading.column);
  if (reading.spec.required || spec.key.includes(reading.column)) return `(${value} is null)`;
  if (!reading.values) return harmless;
  const given = "sql" in reading.origin ? `texts.${shownName(reading)}` : `${reading.values}.text`;
  return `(${given} is not null and ${value} is null)`;
}

function readValue(reading: Reading, timezone: string): string {
  return reading.values
    ? `${reading.values}.value`
    : typedValue(reading, trimmed(`texts.${textName(reading)}`, reading.missing), timezone);
}

/** What is shown of a column that cannot be read: its trimmed text, or the texts a computed one is made of. */
function shown(reading: Reading): string {
  return "sql" in reading.origin ? shownName(reading) : trimmed(textName(reading), reading.missing);
}

/** Columns that neither the source nor a fallback provides. */
function absentColumns(spec: SourceSpec, readings: readonly Reading[]): string[] {
  const bound = boundColumns(readings);
  return Object.entries(spec.columns)
    .filter(([name, column]) => !bound.has(name) && !fallbackOf(column, bound))
    .map(([name, {type}]) => `cast(null as ${sqlType(type)}) as ${identifier(name)}`);
}

function boundColumns(readings: readonly Reading[]): ReadonlySet<string> {
  return new Set(readings.map(({column}) => column));
}

/** The text of a column as it stands in the source, in `texts_<source>`. */
export function textName({column}: {readonly column: string}): string {
  return identifier(`${column}_text`);
}

/** The texts a computed column is made of, in `texts_<source>`. */
export function shownName({column}: {readonly column: string}): string {
  return identifier(`${column}_inputs`);
}

function badName({column}: Reading): string {
  return identifier(`${column}_bad`);
}
