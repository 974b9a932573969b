import type {Warehouse} from "../store/warehouse.ts";
import {identifier} from "../store/warehouse.ts";
import type {RawColumn} from "./mapping.ts";
import {chooseDecimal, type DecimalEvidence, decimalEvidence, plainNumber} from "./numbers.ts";
import {trimmed} from "./texts.ts";

/** A computed column: SQL text, and the raw columns it uses. */
export interface Computed {
  readonly sql: string;
  readonly inputs: readonly RawColumn[];
}

/** Turns an expression of the config over the source's columns into SQL over the raw table, in which columns of numbers are exact decimals. */
export async function compute(
  warehouse: Warehouse,
  table: string,
  expression: string,
  raw: readonly RawColumn[],
): Promise<Computed> {
  const inputs = raw.filter(({name}) => mentions(expression, name));
  const typed = new Map<string, string>();
  for (const input of inputs) typed.set(input.name.toLowerCase(), await typedInput(warehouse, table, input));
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
async function typedInput(warehouse: Warehouse, table: string, column: RawColumn): Promise<string> {
  const value = trimmed(identifier(column.columnName), []);
  const evidence = await warehouse.row<DecimalEvidence>(decimalEvidence(value, table));
  const choice = column.isNumber ? {decimal: "." as const} : chooseDecimal(evidence);
  const number = plainNumber(value, "decimal" in choice ? choice.decimal : ".");
  const width = await warehouse.row<{texts: number; numbers: number; whole: number; scale: number}>(`
    with numbers as (select ${value} as value, ${number} as number from ${table})
    select
        count(value) as texts,
        count(number) as numbers,
        coalesce(max(length(split_part(replace(number, '-', ''), '.', 1))), 1) as whole,
        coalesce(max(length(split_part(number, '.', 2))), 0) as scale
    from numbers`);
  if (width.numbers * 2 <= width.texts) return `(${value})`;
  return `try_cast(${number} as decimal(${Math.min(38, width.whole + width.scale + 1)}, ${Math.min(37, width.scale)}))`;
}
