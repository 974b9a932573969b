import type {SourceSpec} from "../config/source.ts";
import {identifier} from "../store/warehouse.ts";
import {fallbackOf} from "./mapping.ts";
import {cellOf, codeOf, computedTable, dictionaryOf, noText, rowsOf, textInPlace} from "./stored.ts";
import {trimmed} from "./texts.ts";
import {type Reading, sqlType, typedName, typedValue} from "./values.ts";

/** How the records of one source become clean ones. */
export interface Plan {
  readonly spec: SourceSpec;
  readonly readings: readonly Reading[];
  readonly timezone: string;
  /** Tells the tables being made from those that stand: `values_<source>_<column>_<generation>`, `typed_<source>_<generation>`. */
  readonly generation: number;
}

/** The table (code, value) with every distinct text of a column, read once. */
export function valuesTable({spec, generation}: Plan, {column}: {readonly column: string}): string {
  return `values_${spec.name}_${column}_${generation}`;
}

export function typedTableName({spec, generation}: Plan): string {
  return `typed_${spec.name}_${generation}`;
}

/** SQL for the rows (code, value) of `values_<source>_<column>`: for every text of the dictionary, and for none. */
export function valueRows(plan: Plan, reading: Reading): string {
  return `${valuesOf(plan, reading, "true")} union all select ${noText}, null`;
}

/** SQL for the rows of `values_<source>_<column>` whose text fulfils `where`: SQL over `dictionary`. */
export function valuesOf({spec, timezone}: Plan, reading: Reading, where: string): string {
  const text = `${trimmed(`dictionary."text"`, reading.missing)} as text`;
  const texts = `select dictionary.code, ${text} from ${dictionaryOf(spec.name, rawOrigin(reading))} as dictionary where ${where}`;
  return `select code, ${typedValue(reading, "text", timezone)} as value from (${texts}) as texts`;
}

/** SQL for the rows of `typed_<source>`: the records as they are kept, and a column for each that is read once per record. `where` is SQL over the record. */
export function typedRows(plan: Plan, where = "true"): string {
  const {spec, readings} = plan;
  const computed = readings.filter(({origin}) => "sql" in origin);
  const typed = readings.filter(({place}) => place === "typed");
  const columns = typed.map((reading) => `${typedCell(plan, reading)} as ${typedName(reading)}`);
  const own =
    computed.length === 0 ? "kept.*" : `kept.* exclude (${computed.map(({column}) => identifier(column)).join(", ")})`;
  const records = computed.length === 0 ? rowsOf(spec.name) : computedTable(spec.name);
  return `select ${[own, ...columns].join(", ")} from ${records} as kept where ${where}`;
}

function typedCell({timezone}: Plan, reading: Reading): string {
  const {origin, missing} = reading;
  if (!("sql" in origin)) return typedValue(reading, trimmed(textInPlace(origin), missing), timezone);
  const computed = `kept.${identifier(reading.column)}`;
  return origin.isValue ? computed : typedValue(reading, trimmed(computed, missing), timezone);
}

/** The records a plan reads: `typed_<source>` where any column is read once per record. */
export function recordsOf(plan: Plan): string {
  return plan.readings.some(({place}) => place === "typed") ? typedTableName(plan) : rowsOf(plan.spec.name);
}

/** SQL for the records with the values of the clean table, and `row`; `where` is SQL over the record as `kept`. */
export function cleanRows(plan: Plan, where: string, records = recordsOf(plan)): string {
  const {spec, readings} = plan;
  const values = readings.map((reading) => `${cellValue(plan, reading)} as ${identifier(reading.column)}`);
  const joins = readings.map((reading) => joinOf(plan, reading)).join(" ");
  return `select ${finished(spec, readings).join(", ")}, "row" from (
      select ${[`kept."row"`, ...values, ...absentColumns(spec, readings)].join(", ")} from ${records} as kept ${joins} where ${where}) as typed`;
}

/** SQL for the columns of the clean table over the typed ones. */
export function finished(spec: SourceSpec, readings: readonly Reading[]): string[] {
  const bound = boundColumns(readings);
  return Object.entries(spec.columns).map(([name, column]) => {
    const fallback = bound.has(name) ? undefined : fallbackOf(column, bound);
    return `${fallback ?? column.derive ?? identifier(name)} as ${identifier(name)}`;
  });
}

/** SQL for the typed value of a column in a record. */
export function cellValue(plan: Plan, reading: Reading): string {
  switch (reading.place) {
    case "dictionary":
      return `${valuesTable(plan, reading)}.value`;
    case "typed":
      return `kept.${typedName(reading)}`;
    case "inline":
      return inlineValue(reading, plan.timezone);
  }
}

/** Whole numbers are values already, whatever type they are wanted in. */
function inlineValue(reading: Reading, timezone: string): string {
  const {spec, missing} = reading;
  const origin = rawOrigin(reading);
  if (origin.storage === "plain") return typedValue(reading, trimmed(textInPlace(origin), missing), timezone);
  const given =
    missing.length === 0
      ? cellOf(origin)
      : `case when ${trimmed(textInPlace(origin), missing)} is not null then ${cellOf(origin)} end`;
  return spec.type === "integer" ? given : `try_cast(${given} as ${sqlType(spec.type)})`;
}

function joinOf(plan: Plan, reading: Reading): string {
  if (reading.place !== "dictionary") return "";
  const values = valuesTable(plan, reading);
  return `join ${values} on ${values}.code = ${codeOf(rawOrigin(reading))}`;
}

/** SQL for columns that neither the source nor a fallback provides. */
export function absentColumns(spec: SourceSpec, readings: readonly Reading[]): string[] {
  const bound = boundColumns(readings);
  return Object.entries(spec.columns)
    .filter(([name, column]) => !bound.has(name) && !fallbackOf(column, bound))
    .map(([name, {type}]) => `cast(null as ${sqlType(type)}) as ${identifier(name)}`);
}

export function boundColumns(readings: readonly Reading[]): ReadonlySet<string> {
  return new Set(readings.map(({column}) => column));
}

export function rawOrigin({column, origin}: Reading) {
  if ("sql" in origin) throw new Error(`${column} is computed: it has no raw column`);
  return origin;
}
