import type {SourceConfig} from "../config/config.ts";
import {identifier} from "../store/warehouse.ts";
import type {Binding, RawColumn} from "./mapping.ts";
import {trimmed} from "./texts.ts";

/** The texts of one column, trimmed, NULL where they mean "no value": each text once where it is kept once, and each with the rows it stands in. */
export interface Texts {
  /** SQL for a relation (text, occurrences) in which every text occurs once or more. */
  readonly distinct: string;
  /** The same with true occurrences. It costs a look at every row. */
  readonly counted: string;
}

/** The records of a source as they are kept. */
export function rowsOf(source: string): string {
  return `rows_${source}`;
}

/** The dictionary (code, text) of a raw column that has one. */
export function dictionaryOf(source: string, {position}: RawColumn): string {
  return `texts_${source}_${position}`;
}

/** The place of a raw column in the records. */
export function cellOf({position}: RawColumn, alias = "kept"): string {
  return `${alias}.c${position}`;
}

/** SQL for the code of a cell; the cells without any text have one as well, so that every row finds its value. */
export function codeOf(column: RawColumn, alias = "kept"): string {
  return `coalesce(${cellOf(column, alias)}, ${noText})`;
}

/** The code of "no text". */
export const noText = -1;

/** SQL for the codes of a dictionary, that of "no text" among them. */
export function codesOf(dictionary: string): string {
  return `select code from ${dictionary} union all select ${noText}`;
}

/** SQL for the text of a cell that holds it itself. */
export function textInPlace(column: RawColumn, alias = "kept"): string {
  return column.storage === "whole" ? `cast(${cellOf(column, alias)} as varchar)` : cellOf(column, alias);
}

/** The table (row, one text per computed column) of what the config computes. */
export function computedTable(source: string): string {
  return `computed_${source}`;
}

export function textsOf({name, missing}: SourceConfig, {column, origin}: Binding): Texts {
  return "sql" in origin
    ? everyText(computedTable(name), identifier(column), missing)
    : textsOfColumn(name, origin, missing);
}

export function textsOfColumn(source: string, column: RawColumn, missing: readonly string[]): Texts {
  if (column.storage !== "coded") return everyText(`${rowsOf(source)} as kept`, textInPlace(column), missing);
  const text = `${trimmed(`dictionary."text"`, missing)} as text`;
  const dictionary = `${dictionaryOf(source, column)} as dictionary`;
  const used = `(select ${cellOf(column)} as code, count(*) as occurrences from ${rowsOf(source)} as kept group by ${cellOf(column)}) as used`;
  return {
    distinct: `(select ${text}, 1 as occurrences from ${dictionary})`,
    counted: `(select ${text}, used.occurrences from ${dictionary} join ${used} on used.code = dictionary.code)`,
  };
}

function everyText(from: string, value: string, missing: readonly string[]): Texts {
  const texts = `(select ${trimmed(value, missing)} as text, 1 as occurrences from ${from} where ${value} is not null)`;
  return {distinct: texts, counted: texts};
}
