import type {Warehouse} from "../../store/warehouse.ts";
import {countLines, firstRow, isWithoutGaps, linedOrders} from "../figures.ts";

/** Where a line of the table to be comes from: from the earlier table; from the fresh ones; or from these, in the place of one of the earlier table. */
export const origin = {stays: 0, fresh: 1, replaces: 2} as const;

/** So many neighbouring lines come from one place: one of `origin`. */
export type Run = readonly [from: number, count: number];

/** SQL that holds for the sales of changed days, whose earlier lines are passed over, and for others whose line changes. */
export interface ChangedSales {
  readonly ofDays: string;
  readonly ofFlights?: string;
}

/** Where the lines of all sales come from, first to last. Where every row has a line its number follows from the row: then only those are asked for that do not stay. */
export async function originsOf(warehouse: Warehouse, changed: ChangedSales): Promise<Iterable<Run>> {
  const {ofDays, ofFlights = "false"} = changed;
  const lines = await countLines(warehouse);
  if (!(await isWithoutGaps(warehouse, lines))) return runs(await warehouse.integers(allOrigins(ofDays, ofFlights)));
  return numberedRuns(await warehouse.integers(numbersOf(ofDays, ofFlights)), lines);
}

function allOrigins(ofDays: string, ofFlights: string): string {
  const from = `case when ${ofDays} then ${origin.fresh} when ${ofFlights} then ${origin.replaces} else ${origin.stays} end`;
  return `select cast(${from} as integer) as origin from ${linedOrders} as sales order by sales."row"`;
}

/** The number of a line; its complement, -1 - number, where it is replaced. */
function numbersOf(ofDays: string, ofFlights: string): string {
  const number = `sales."row" - ${firstRow}`;
  return `select cast(case when ${ofDays} then ${number} else -1 - (${number}) end as integer) as number
    from ${linedOrders} as sales where ${ofDays} or ${ofFlights} order by sales."row"`;
}

/** From the numbers of lines that are fresh, in their order, and the complements of those that are replaced. */
export function* numberedRuns(numbers: Iterable<Int32Array>, lines: number): Generator<Run> {
  let next = 0;
  for (const vector of numbers)
    for (const number of vector) {
      const line = number < 0 ? ~number : number;
      if (line > next) yield [origin.stays, line - next];
      yield [number < 0 ? origin.replaces : origin.fresh, 1];
      next = line + 1;
    }
  if (lines > next) yield [origin.stays, lines - next];
}

/** Equal neighbours as one, with their number. */
function* runs(vectors: Iterable<Int32Array>): Generator<Run> {
  let [from, count] = [0, 0];
  for (const vector of vectors)
    for (const each of vector) {
      if (each === from) count++;
      else {
        if (count > 0) yield [from, count];
        [from, count] = [each, 1];
      }
    }
  if (count > 0) yield [from, count];
}
