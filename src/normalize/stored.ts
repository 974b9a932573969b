import type {SourceConfig} from "../config/config.ts";
import {identifier} from "../store/warehouse.ts";
import type {Binding, RawColumn} from "./mapping.ts";
import {oneOfEach} from "./survey.ts";
import {trimmed} from "./texts.ts";

/** The texts of one column, trimmed, NULL where they mean "no value": each text once where it is kept once, and each with the rows it stands in. */
export interface Texts {
  /** SQL for a relation (text, occurrences) in which every text occurs once or more. */
  readonly distinct: string;
  /** The same without the plain numbers that tell a survey nothing new. */
  readonly surveyed: string;
  /** The same as `distinct` with true occurrences. It costs a look at every row. */
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

/** The texts of a column. `where` narrows them: SQL over the `dictionary` of a raw column, or over the records as `kept` where there is none. */
export function textsOf({name, missing}: SourceConfig, {column, origin}: Binding, where = "true"): Texts {
  return "sql" in origin
    ? everyText(`${computedTable(name)} as kept`, identifier(column), missing, where)
    : textsOfColumn(name, origin, missing, where);
}

export function textsOfColumn(source: string, column: RawColumn, missing: readonly string[], where = "true"): Texts {
  if (column.storage !== "coded") return everyText(`${rowsOf(source)} as kept`, textInPlace(column), missing, where);
  const dictionary = `${dictionaryOf(source, column)} as dictionary`;
  const used = `(select ${cellOf(column)} as code, count(*) as occurrences from ${rowsOf(source)} as kept group by ${cellOf(column)}) as used`;
  const once = `(select "text", 1 as occurrences from ${dictionary} where ${where})`;
  return {
    ...textsIn(once, missing),
    counted: `(select ${trimmed(`dictionary."text"`, missing)} as text, used.occurrences from ${dictionary} join ${used} on used.code = dictionary.code where ${where})`,
  };
}

function everyText(from: string, value: string, missing: readonly string[], where: string): Texts {
  const texts = textsIn(
    `(select ${value} as text, 1 as occurrences from ${from} where ${value} is not null and ${where})`,
    missing,
  );
  return {...texts, counted: texts.distinct};
}

/** `raw`: SQL for a relation (text, occurrences) of texts as they stand. */
function textsIn(raw: string, missing: readonly string[]): Pick<Texts, "distinct" | "surveyed"> {
  const read = (texts: string) => `(select ${trimmed("text", missing)} as text, occurrences from ${texts} as texts)`;
  return {distinct: read(raw), surveyed: read(oneOfEach(raw, missing))};
}
