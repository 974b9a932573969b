import type {Warehouse} from "../store/warehouse.ts";
import {identifier} from "../store/warehouse.ts";
import type {Binding, RawColumn} from "./mapping.ts";
import {chooseDecimal, type DecimalEvidence, decimalEvidence, plainNumber} from "./numbers.ts";
import {trimmed} from "./texts.ts";

/** A computed column: SQL text, and the raw columns it uses. */
interface Computed {
  readonly sql: string;
  readonly inputs: readonly RawColumn[];
}

/** What the config says of the numbers a computed column is made of. */
type InputManner = Pick<Binding, "decimal" | "missing">;

/** Turns an expression of the config over the source's columns into SQL over the raw table, in which columns of numbers are exact decimals; or says what is open about an input. */
export async function compute(
  warehouse: Warehouse,
  table: string,
  expression: string,
  raw: readonly RawColumn[],
  manner: InputManner,
): Promise<Computed | {readonly problem: string}> {
  const inputs = raw.filter(({name}) => mentions(expression, name));
  const typed = new Map<string, string>();
  for (const input of inputs) {
    const value = await typedInput(warehouse, table, input, manner);
    if (typeof value !== "string") return {problem: `${input.name}: ${value.problem}`};
    typed.set(input.name.toLowerCase(), value);
  }
  return {sql: substitute(expression, typed), inputs};
}

/** Strings, quoted names and plain names of an SQL expression; a name before `(` is a function. */
const tokens = /'(?:[^']|'')*'|"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_]*)(?!\s*\()/gu;

/** Puts the typed form of each known column in the place of its name. */
export function substitute(expression: string, typed: ReadonlyMap<string, string>): string {
  return expression.replace(tokens, (token, quoted?: string, plain?: string) => {
    const name = (quoted?.replaceAll('""', '"') ?? plain)?.toLowerCase();
    return (name !== undefined && typed.get(name)) || token;
  });
}

function mentions(expression: string, name: string): boolean {
  return substitute(expression, new Map([[name.toLowerCase(), "\0"]])).includes("\0");
}

/** A column as exact decimal, just wide enough for its values so that products keep every digit, where most of its texts are numbers; else as text. */
async function typedInput(
  warehouse: Warehouse,
  table: string,
  column: RawColumn,
  {decimal, missing}: InputManner,
): Promise<string | {readonly problem: string}> {
  const value = trimmed(identifier(column.columnName), missing);
  const evidence = await warehouse.row<DecimalEvidence>(decimalEvidence(value, table));
  const stated = column.isNumber ? "." : decimal;
  const choice = stated ? {decimal: stated} : chooseDecimal(evidence);
  const number = plainNumber(value, "decimal" in choice ? choice.decimal : ".");
  const width = await measureNumbers(warehouse, table, value, number);
  if (width.numbers * 2 <= width.texts) return `(${value})`;
  if ("problem" in choice) return choice;
  return `try_cast(${number} as decimal(${Math.min(38, width.whole + width.scale + 1)}, ${Math.min(37, width.scale)}))`;
}

interface Width {
  readonly texts: number;
  readonly numbers: number;
  /** The most digits before and behind the point. */
  readonly whole: number;
  readonly scale: number;
}

function measureNumbers(warehouse: Warehouse, table: string, value: string, number: string): Promise<Width> {
  return warehouse.row<Width>(`
    with numbers as (select ${value} as value, ${number} as number from ${table})
    select
        count(value) as texts,
        count(number) as numbers,
        coalesce(max(length(split_part(replace(number, '-', ''), '.', 1))), 1) as whole,
        coalesce(max(length(split_part(number, '.', 2))), 0) as scale
    from numbers`);
}
