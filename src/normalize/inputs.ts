import type {Warehouse} from "../store/warehouse.ts";
import type {Binding, RawColumn} from "./mapping.ts";
import {chooseDecimal, plainNumber} from "./numbers.ts";
import {surveyOf} from "./plain.ts";
import {Questions} from "./questions.ts";
import {chooseSign} from "./signs.ts";
import {codeOf, dictionaryOf, noText, type Texts, textInPlace, textsOfColumn} from "./stored.ts";
import {trimmed} from "./texts.ts";
import {Witness} from "./witness.ts";

/** A raw column as an expression of the config uses it. */
export interface Input {
  /** SQL for its value in a record. */
  readonly value: string;
  /** SQL for the join `value` needs, or nothing. */
  readonly join: string;
  /** How its texts are read: SQL over `text`. */
  readonly manner: string;
}

/** What the config says of the numbers a computed column is made of. */
type InputManner = Pick<Binding, "column" | "decimal" | "missing">;

/** A raw column as exact decimal, just wide enough for its values so that products keep every digit, where most of its texts are numbers; else as text. Texts kept once are read once. */
export async function prepareInput(
  warehouse: Warehouse,
  source: string,
  column: RawColumn,
  manner: InputManner,
): Promise<Input | {readonly problem: string}> {
  const typed = await chooseType(warehouse, source, column, manner);
  if (typeof typed !== "function") return typed;
  if (column.storage !== "coded")
    return {value: typed(trimmed(textInPlace(column), manner.missing)), join: "", manner: typed("text")};
  const table = `input_${source}_${manner.column}_${column.position}`;
  const value = typed(trimmed(`dictionary."text"`, manner.missing));
  await warehouse.run(`create or replace temp table ${table} as
    select code as input_code, ${value} as input_value from ${dictionaryOf(source, column)} as dictionary union all select ${noText}, null`);
  return {
    value: `${table}.input_value`,
    join: `join ${table} on ${table}.input_code = ${codeOf(column)}`,
    manner: typed("text"),
  };
}

type Typed = (value: string) => string;

async function chooseType(
  warehouse: Warehouse,
  source: string,
  column: RawColumn,
  {decimal, missing}: InputManner,
): Promise<Typed | {readonly problem: string}> {
  const texts = textsOfColumn(source, column, missing);
  const stated = column.isNumber ? "." : decimal;
  const witness = new Witness(new Questions(warehouse), texts);
  const found = await surveyOf(witness);
  const choice = stated ? {decimal: stated} : await chooseSign(witness, found, chooseDecimal);
  const number = (value: string) => plainNumber(value, "decimal" in choice ? choice.decimal : ".", found.unusual === 0);
  const width = await measureNumbers(warehouse, texts, number("text"));
  if (width.numbers * 2 <= width.texts) return (value) => `(${value})`;
  if ("problem" in choice) return choice;
  const type = `decimal(${Math.min(38, width.whole + width.scale + 1)}, ${Math.min(37, width.scale)})`;
  return (value) => `try_cast(${number(value)} as ${type})`;
}

interface Width {
  readonly texts: number;
  readonly numbers: number;
  /** The most digits before and behind the point. */
  readonly whole: number;
  readonly scale: number;
}

async function measureNumbers(warehouse: Warehouse, {distinct, counted}: Texts, number: string): Promise<Width> {
  const measure = (texts: string) =>
    warehouse.row<Width>(`
    with numbers as (select text, occurrences, ${number} as number from ${texts})
    select
        coalesce(sum(occurrences) filter (where text is not null), 0) as texts,
        coalesce(sum(occurrences) filter (where number is not null), 0) as numbers,
        coalesce(max(length(split_part(replace(number, '-', ''), '.', 1))), 1) as whole,
        coalesce(max(length(split_part(number, '.', 2))), 0) as scale
    from numbers`);
  const width = await measure(distinct);
  // Where there are both, it is the rows that count.
  return width.numbers === 0 || width.numbers === width.texts ? width : measure(counted);
}
