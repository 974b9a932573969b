import type {ColumnType} from "../config/source.ts";
import {text} from "../store/warehouse.ts";
import type {Binding} from "./mapping.ts";
import {type DecimalSign, plainNumber} from "./numbers.ts";

/** How one column is read, once formats and decimal signs are settled. */
export interface Reading extends Binding {
  /** Name of the table (text, at) that holds the column's distinct texts and their instants; for dates and timestamps. */
  readonly times?: string;
  readonly decimal: DecimalSign | undefined;
}

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  text: "varchar",
  id: "varchar",
  enum: "varchar",
  date: "date",
  timestamp: "timestamp",
  money: "decimal(18,4)",
  decimal: "decimal(18,4)",
  integer: "bigint",
};

export function sqlType(type: ColumnType): string {
  return sqlTypes[type];
}

/** SQL for the typed value of a column, NULL where its text cannot be read. `value` is SQL for the trimmed text. */
export function typedValue(reading: Reading, value: string): string {
  const {spec, decimal, times} = reading;
  const number = () => plainNumber(value, decimal ?? ".");
  switch (spec.type) {
    case "text":
      return `nfc_normalize(${value})`;
    case "id":
      // A number column may come as 35.0 from one source and as 35 from another.
      return isNumber(reading) ? `regexp_replace(${value}, '^(-?\\d+)\\.0+$', '\\1')` : `nfc_normalize(${value})`;
    case "enum":
      return enumeration(value, spec.values ?? {});
    case "date":
      return `cast(${times}.at as date)`;
    case "timestamp":
      return `${times}.at`;
    case "money":
    case "decimal":
      return `try_cast(${number()} as decimal(18,4))`;
    case "integer":
      return `case when try_cast(${number()} as decimal(38,10)) % 1 = 0 then cast(try_cast(${number()} as decimal(38,10)) as bigint) end`;
  }
}

/** What is wrong with a text that cannot be read, as a fixed phrase for the whole column. */
export function unreadable({column, spec, formats, origin}: Reading): string {
  if ("sql" in origin) return `${column} cannot be computed`;
  const phrases: Readonly<Record<ColumnType, string>> = {
    text: "is not text",
    id: "is not an id",
    enum: `is not one of ${Object.keys(spec.values ?? {}).join(", ")}`,
    date: `is not a date (${formats.join(" or ")})`,
    timestamp: `is not a time (${formats.join(" or ")})`,
    money: "is not an amount",
    decimal: "is not a number",
    integer: "is not a whole number",
  };
  return `${column} ${phrases[spec.type]}`;
}

export function isNumber({origin}: Binding): boolean {
  return "sql" in origin || origin.isNumber;
}

function enumeration(value: string, values: Readonly<Record<string, readonly string[]>>): string {
  const cases = Object.entries(values).map(
    ([ours, theirs]) =>
      `when lower(${value}) in (${[ours, ...theirs].map((word) => text(word.toLowerCase())).join(", ")}) then ${text(ours)}`,
  );
  return `case ${cases.join(" ")} end`;
}
