import {rmSync} from "node:fs";
import {apart, onDays} from "../../reach.ts";
import {identifier, type Warehouse} from "../../store/warehouse.ts";
import {asWritten} from "../asWritten.ts";
import {type Column, copyOf} from "../csvLine.ts";
import {countLines, dayColumns, linedOrders, rowSpan} from "../figures.ts";
import {Assembly, type Sum} from "./assembly.ts";
import {daySet} from "./lineReader.ts";
import {linesOf, specialNames} from "./lines.ts";
import {origin, patch} from "./patch.ts";
import {findWritten, isFollowed, keepWritten, type Written} from "./written.ts";

/** Sales whose lines are put in order at one go: about fifty megabytes of them, which is quickest. */
const manyRows = 500_000;

/** So many ranges are written by one statement, which has the lines of all in memory and needs no file for a part. */
const fewRanges = 3;

/** Taking a line over costs about a quarter of making it. */
const worthwhile = 0.75;

interface Task {
  readonly warehouse: Warehouse;
  readonly table: string;
  readonly columns: readonly Column[];
  readonly special: readonly string[];
  readonly file: string;
}

/** Writes one line per sale, in the order of the source's rows: those of days that changed, and the others from the table as it was last written, where that is there. `path` is where the file is going to be. Returns its sum where it came by it. */
export async function writeOrders(
  warehouse: Warehouse,
  table: string,
  all: readonly Column[],
  file: string,
  path: string,
  rowsAtOnce = manyRows,
): Promise<Sum | undefined> {
  const columns = all.filter(({name}) => name !== "row");
  const task = {warehouse, table, columns, special: await specialNames(warehouse, columns), file};
  if (!(await isFollowed(warehouse, table))) return whole(task, ["true"]);
  const written = await findWritten(warehouse, columns);
  const sum =
    (written && (await fromWritten(task, written))) ?? (await whole(task, await rangesIn(warehouse, rowsAtOnce)));
  await keepWritten(warehouse, columns, file, path);
  return sum;
}

/** Undefined where it is not to be had or more work than to write all. */
async function fromWritten(task: Task, {path, lastRow, days, areNew, ofFlights}: Written): Promise<Sum | undefined> {
  const {warehouse, file, columns} = task;
  const changed = daySet(days);
  if (!changed) return undefined;
  const ofDays = onDays(days, `sales.${dayColumns.day}`);
  const parts = apart(ofDays, ofFlights);
  if ((await countFresh(warehouse, parts)) > (await countLines(warehouse)) * worthwhile) return undefined;
  const isAppended = areNew && !ofFlights && (await areBehind(warehouse, ofDays, lastRow));
  const part = partOf(file);
  try {
    await copyLines(task, part, [parts], false);
    if (isAppended) return await joined(await Assembly.from(path, file), part);
    const column = columns.findIndex(({name}) => name === dayColumns.day);
    const from = `case when ${ofDays} then ${origin.fresh} when ${ofFlights ?? "false"} then ${origin.replaces} else ${origin.stays} end`;
    const origins = await warehouse.integers(
      `select cast(${from} as integer) as origin from ${linedOrders} as sales order by sales."row"`,
    );
    return await patch({original: path, fresh: part, file, column, ...(days.length > 0 && {changed}), origins});
  } finally {
    rmSync(part, {force: true});
  }
}

async function countFresh(warehouse: Warehouse, parts: readonly string[]): Promise<number> {
  const counts = parts.map((where) => `(select count(*) from ${linedOrders} as sales where ${where})`);
  return (await warehouse.row<{fresh: number}>(`select ${counts.join(" + ")} as fresh`)).fresh;
}

async function areBehind(warehouse: Warehouse, of: string, row: number): Promise<boolean> {
  const found = await warehouse.rows(
    `select 1 as one from ${linedOrders} as sales where ${of} and sales."row" <= ${row} limit 1`,
  );
  return found.length === 0;
}

async function joined(output: Assembly, part: string): Promise<Sum> {
  try {
    await output.takeFile(part);
    return await output.finish();
  } finally {
    await output.abandon();
  }
}

/** Few ranges at once, many one by one, so that few lines are in memory: while one is made, the one before is added to the file and summed up. */
async function whole(task: Task, ranges: readonly string[]): Promise<Sum | undefined> {
  if (ranges.length <= fewRanges) {
    const all = ranges.map((range) => [range]);
    await copyLines(task, task.file, all, true);
    return undefined;
  }
  const output = await Assembly.create(task.file, true);
  let end = Promise.resolve();
  try {
    for (const [i, range] of ranges.entries()) {
      const part = `${partOf(task.file)}${i}`;
      await copyLines(task, part, [[range]], i === 0);
      end = end.then(() => output.takeFile(part)).finally(() => rmSync(part, {force: true}));
      end.catch(() => {}); // Told below.
    }
    await end;
    return await output.finish();
  } finally {
    await end.catch(() => {}); // Told already, unless something else went wrong before.
    await output.abandon();
  }
}

/** The lines of the sales of each range, one after the other. Of a range, those that one of its parts holds for: never two of them for the same. */
async function copyLines(
  task: Task,
  file: string,
  ranges: readonly (readonly string[])[],
  hasHeader: boolean,
): Promise<void> {
  const {warehouse, table, columns, special} = task;
  const query = ranges.map((parts) => `(${linesOf(table, columns, special, parts)})`).join(" union all ");
  await asWritten(warehouse, () => warehouse.run(copyOf(query, file, hasHeader)));
}

/** SQL for each. The first and the last have no end, so that nothing is left out in any case. */
async function rangesIn(warehouse: Warehouse, rowsAtOnce: number): Promise<readonly string[]> {
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

function partOf(file: string): string {
  return `${file}.part`;
}
