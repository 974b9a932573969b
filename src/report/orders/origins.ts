import type {Warehouse} from "../../store/warehouse.ts";
import {countLines, linedOrders, rowSpan} from "../figures.ts";

/** Lines of changed days are not looked for in the earlier table: what comes in their place is fresh. Of other days each line stays, or has a fresh one in its place. */
export const origin = {stays: 0, fresh: 1, replaces: 2} as const;

/** So many neighbouring lines come from one place: one of `origin`. */
export type Run = readonly [from: number, count: number];

/** Sales that are asked at one go. */
const rowsAtOnce = 2_000_000;

/** SQL that holds for the sales of changed days, and for others whose line changes. */
export interface Changed {
  readonly ofDays: string;
  readonly ofFlights?: string;
}

/** Where the lines of all sales come from, first to last. `warehouse` is asked on while some are used. */
export async function originsOf(warehouse: Warehouse, changed: Changed): Promise<AsyncIterable<Iterable<Run>>> {
  const {first, last, rows} = await rowSpan(warehouse);
  const lines = await countLines(warehouse);
  const isDense = lines === rows && rows === last - first + 1;
  return isDense ? fromNumbers(warehouse, changed, first, lines) : fromAll(warehouse, changed, first, last);
}

/** Where every row has a line, the number of a line follows from its row: only those are asked for that do not stay. */
async function* fromNumbers(
  warehouse: Warehouse,
  {ofDays, ofFlights = "false"}: Changed,
  first: number,
  lines: number,
): AsyncGenerator<Iterable<Run>> {
  const numbers = await warehouse.integers(
    `select cast(case when ${ofDays} then "row" - ${first} else ${first} - 1 - "row" end as integer) as number
     from ${linedOrders} as sales where ${ofDays} or ${ofFlights} order by "row"`,
  );
  yield numberedRuns(numbers, lines);
}

/** From the numbers of lines that are fresh, in their order; those of lines that are replaced stand there as the complement, which is below zero. */
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

/** Asks for a range of rows while another is used. */
async function* fromAll(
  warehouse: Warehouse,
  {ofDays, ofFlights = "false"}: Changed,
  first: number,
  last: number,
): AsyncGenerator<Iterable<Run>> {
  const from = `case when ${ofDays} then ${origin.fresh} when ${ofFlights} then ${origin.replaces} else ${origin.stays} end`;
  const ask = (start: number) => {
    const answer = warehouse.integers(
      `select cast(${from} as integer) as origin from ${linedOrders} as sales
       where sales."row" >= ${start} and sales."row" < ${start + rowsAtOnce} order by sales."row"`,
    );
    answer.catch(() => {}); // Told when it is its turn.
    return answer;
  };
  let next = ask(first);
  for (let start = first; start <= last; start += rowsAtOnce) {
    const answer = await next;
    if (start + rowsAtOnce <= last) next = ask(start + rowsAtOnce);
    yield runs(answer);
  }
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
