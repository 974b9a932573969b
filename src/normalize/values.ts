import {type ColumnType, sqlTypes} from "../config/source.ts";
import {identifier, text} from "../store/warehouse.ts";
import {parseTime} from "./dateFormats.ts";
import type {Binding} from "./mapping.ts";
import {type DecimalSign, plainNumber} from "./numbers.ts";

/** How one column is read, once formats and decimal signs are settled. */
export interface Reading extends Binding {
  readonly decimal: DecimalSign | undefined;
  /** An id every text of which is a number with an empty decimal: `35.0`. */
  readonly isNumeric?: boolean;
  /** Numbers every text of which is of the usual shape. */
  readonly areUsual?: boolean;
  readonly place: Place;
}

/** Where a column's value is found: beside the text in its dictionary, at once in what the record holds, or in `typed_<source>`, read once per record. */
export type Place = "dictionary" | "inline" | "typed";

export function sqlType(type: ColumnType): string {
  return sqlTypes[type];
}

/** SQL for the typed value of a column, NULL where its text cannot be read. `value` is SQL for the trimmed text. */
export function typedValue(reading: Omit<Reading, "place">, value: string, timezone: string): string {
  const {spec, formats, decimal} = reading;
  switch (spec.type) {
    case "text":
      return composed(value);
    case "id":
      // A number column may come as 35.0 from one source and as 35 from another.
      return reading.isNumeric ? `regexp_replace(${value}, '^(-?\\d+)\\.0+$', '\\1')` : composed(value);
    case "enum":
      return enumeration(value, spec.values ?? {});
    case "date":
    case "timestamp":
      return `cast(coalesce(${formats.map((format) => parseTime(value, format, timezone)).join(", ")}, null) as ${spec.type})`;
    case "money":
    case "decimal":
      return `try_cast(${plainNumber(value, decimal ?? ".", reading.areUsual)} as decimal(18,4))`;
    case "integer":
      return `case when regexp_full_match(${value}, '-?[0-9]{1,18}') then try_cast(${value} as bigint)
        else try_cast(regexp_extract(${plainNumber(value, decimal ?? ".", reading.areUsual)}, '^(-?[0-9]+)(?:\\.0*)?$', 1) as bigint) end`;
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

/** Where the value of a column is found. Text and ids need no reading to speak of, whole numbers none. */
export function placeOf({spec, origin}: Binding): Place {
  if ("sql" in origin) return "typed";
  if (origin.storage === "coded") return "dictionary";
  const isText = spec.type === "text" || spec.type === "id";
  const isNumber = spec.type === "integer" || spec.type === "money" || spec.type === "decimal";
  return isText || (isNumber && origin.storage === "whole") ? "inline" : "typed";
}

/** The column of `typed_<source>` that holds what was read. */
export function typedName({column}: {readonly column: string}): string {
  return identifier(column);
}

/** Letters and accents made one (NFC), which plain ASCII always is. */
function composed(value: string): string {
  return `case when regexp_full_match(${value}, '[ -~]*') then ${value} else nfc_normalize(${value}) end`;
}

function enumeration(value: string, values: Readonly<Record<string, readonly string[]>>): string {
  const cases = Object.entries(values).map(([ours, theirs]) => {
    const words = [ours, ...theirs].map((word) => text(word.toLowerCase()));
    return `when lower(${value}) in (${words.join(", ")}) then ${text(ours)}`;
  });
  return `case ${cases.join(" ")} end`;
}
