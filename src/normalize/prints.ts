import type {Warehouse} from "../store/warehouse.ts";

/** Fewer rows than these the engine groups before one could look at them. */
const fewRows = 50_000;
/** Bits of the map a row: at 16, every 30th print is taken for a repetition by chance. */
const bitsPerRow = 16;
const mostBits = 28;

/** Rows that may repeat one another, out of many. */
export interface Suspects {
  /** SQL that is true of a row of the relation whose key may come twice. */
  readonly isSuspect: string;
  /** The temporary table that the SQL speaks of; whoever asked drops it. */
  readonly table: string;
}

/**
 * Finds the few rows whose `key` may come more than once, by short prints of the keys in a map of bits: grouping all rows by their keys
 * takes several times as long. Nothing where there are so few rows that it does not pay.
 */
export async function suspects(
  warehouse: Warehouse,
  {rows, key, table}: {readonly rows: string; readonly key: readonly string[]; readonly table: string},
): Promise<Suspects | undefined> {
  const {count} = await warehouse.row<{count: number}>(`select count(*) as count from (${rows})`);
  if (count < fewRows) return undefined;
  const bits = Math.min(mostBits, Math.ceil(Math.log2(count * bitsPerRow)));
  const print = `cast(hash(${key.join(", ")}) & ${2 ** bits - 1} as integer)`;
  const repeated = repeatedPrints(await warehouse.integers(`select ${print} as print from (${rows})`), bits);
  await warehouse.run(`create or replace temp table ${table} (print integer)`);
  warehouse.append(table, [{values: repeated}], repeated.length);
  return {isSuspect: `${print} in (select print from ${table})`, table};
}

/** The prints, each below 2 to the power of `bits`, that come again. */
export function repeatedPrints(prints: Iterable<Int32Array>, bits: number): Int32Array {
  const seen = new Int32Array(2 ** Math.max(0, bits - 5));
  const repeated: number[] = [];
  for (const some of prints) gather(some, seen, repeated);
  return Int32Array.from(new Set(repeated));
}

function gather(prints: Int32Array, seen: Int32Array, repeated: number[]): void {
  for (let i = 0; i < prints.length; i++) {
    const print = prints[i]!;
    const word = seen[print >>> 5]!;
    const bit = 1 << (print & 31);
    if ((word & bit) === 0) seen[print >>> 5] = word | bit;
    else repeated.push(print);
  }
}
