import {identifier, type Warehouse} from "../../store/warehouse.ts";
import {asWritten} from "../asWritten.ts";
import {type Column, copyOf} from "../csvLine.ts";
import {ordersMart, rowSpan} from "../figures.ts";
import {linesOf, specialNames} from "./lines.ts";

/** A table of orders to be written: what its lines are made of, and where they go. */
export interface Task {
  readonly warehouse: Warehouse;
  readonly columns: readonly Column[];
  readonly special: readonly string[];
  readonly file: string;
}

export async function taskOf(warehouse: Warehouse, all: readonly Column[], file: string): Promise<Task> {
  const columns = all.filter(({name}) => name !== "row");
  return {warehouse, columns, special: await specialNames(warehouse, columns), file};
}

/** The lines of the sales of each range, one after the other. Of a range, those that one of its parts holds for: never two of them for the same. */
export async function copyLines(
  task: Task,
  file: string,
  ranges: readonly (readonly string[])[],
  hasHeader: boolean,
): Promise<void> {
  const {warehouse, columns, special} = task;
  const query = ranges.map((parts) => `(${linesOf(ordersMart, columns, special, parts)})`).join(" union all ");
  await asWritten(warehouse, () => warehouse.run(copyOf(query, file, hasHeader)));
}

/** SQL for each. The first and the last have no end, so that nothing is left out in any case. */
export async function rangesIn(warehouse: Warehouse, rowsAtOnce: number): Promise<readonly string[]> {
  const {first, last, rows} = await rowSpan(warehouse);
  const ranges = Math.max(1, Math.ceil(rows / rowsAtOnce));
  const step = Math.ceil((last - first + 1) / ranges);
  const row = `sales.${identifier("row")}`;
  return Array.from({length: ranges}, (_, i) => {
    const from = i > 0 ? [`${row} >= ${first + i * step}`] : [];
    const to = i < ranges - 1 ? [`${row} < ${first + (i + 1) * step}`] : [];
    return [...from, ...to].join(" and ") || "true";
  });
}

export function partOf(file: string): string {
  return `${file}.part`;
}
