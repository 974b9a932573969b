import {z} from "zod";
import {choice, dateFormat, mapping, optional, requireOne, text} from "./kinds.ts";
import type {ColumnSpec, ColumnType, SourceSpec} from "./source.ts";
import {kindFault} from "./wording.ts";

/** What a config may say about the columns of one source. */

export const decimal = choice([".", ","]);

const from = optional(text, "the name of the column in the source");
const sql = optional(text, "an expression over the source's columns, instead of a column");
const format = optional(
  z.union([
    dateFormat,
    z.array(dateFormat, {error: (issue) => kindFault(issue.input, "a format or a list of them")}).min(1, "is empty"),
  ]),
  "strptime format, or a list of them, tried in order; or epoch_seconds, epoch_milliseconds",
);

const notForDates = {decimal: "decimal is for numbers; this column is a date"};
const notForNumbers = {format: "format is for dates; this column is a number"};
const notForTexts = {
  format: "format is for dates; this column is a text",
  decimal: "decimal is for numbers; this column is a text",
};
const dateColumn = columnMapping({from, sql, format}, notForDates).meta({id: "date_column"});
const numberColumn = columnMapping({from, sql, decimal: optional(decimal, "the decimal sign")}, notForNumbers).meta({
  id: "number_column",
});
const textColumn = columnMapping({from, sql}, notForTexts).meta({id: "text_column"});

/** A name, or exactly one of `from` and `sql` with what the column's type allows. */
function columnMapping<const S extends z.ZodRawShape>(shape: S, elsewhere: Readonly<Record<string, string>>) {
  return z.union([text, requireOne(mapping(shape, elsewhere, "a name or a mapping"), ["from", "sql"])]);
}

const columnSchemas: Readonly<Record<ColumnType, typeof dateColumn | typeof numberColumn | typeof textColumn>> = {
  date: dateColumn,
  timestamp: dateColumn,
  money: numberColumn,
  decimal: numberColumn,
  integer: numberColumn,
  text: textColumn,
  id: textColumn,
  enum: textColumn,
};

export function columnsSchema(spec: SourceSpec) {
  const entries = Object.entries(spec.columns).map(([name, column]: [string, ColumnSpec]) => [
    name,
    optional(columnSchemas[column.type], column.about),
  ]);
  const shape = Object.fromEntries(entries) as Record<string, z.ZodOptional<(typeof columnSchemas)[ColumnType]>>;
  return mapping(shape).meta({id: `${spec.name}_columns`});
}
