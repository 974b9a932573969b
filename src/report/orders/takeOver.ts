import {rmSync} from "node:fs";
import {apart, onDays} from "../../reach.ts";
import type {Warehouse} from "../../store/warehouse.ts";
import {countLines, dayColumns, linedOrders} from "../figures.ts";
import type {Assembly, Sum} from "./assembly.ts";
import type {CopyAhead} from "./copyAhead.ts";
import {copyLines, partOf, type Task} from "./lineFiles.ts";
import {daySet} from "./lineReader.ts";
import {type ChangedSales, originsOf} from "./origins.ts";
import {type Patch, patch} from "./patch.ts";
import type {Written} from "./written.ts";

/** Taking a line over costs about a quarter of making it. */
const worthwhile = 0.75;

/** Begun: the lines made anew are there, and the others are being taken over. Its sum is undefined where that turned out to be impossible. */
export interface TakingOver {
  readonly sum: Promise<Sum | undefined>;
}

/** Begins to take the lines over that are good still. Undefined where they are not to be had, or it is more work than to write all. */
export async function beginTakingOver(
  task: Task,
  written: Written,
  copy: CopyAhead,
  signal: AbortSignal,
): Promise<TakingOver | undefined> {
  const {warehouse, file, columns} = task;
  const {path, lastRow, days, areNew, ofFlights} = written;
  const passedOver = daySet(days);
  if (!passedOver) return undefined;
  const ofDays = onDays(days, `sales.${dayColumns.day}`);
  const parts = apart(ofDays, ofFlights);
  if ((await countFresh(warehouse, parts)) > (await countLines(warehouse)) * worthwhile) return undefined;
  const isAppended = areNew && !ofFlights && (await areBehind(warehouse, ofDays, lastRow));
  const fresh = partOf(file);
  await copyLines(task, fresh, [parts], false);
  if (isAppended) return startWith(fresh, async () => joined(await copy.take(path), fresh));
  await copy.giveUp();
  const column = columns.findIndex(({name}) => name === dayColumns.day);
  const lines = {original: path, fresh, file, column, ...(days.length > 0 && {passedOver}), signal};
  return startWith(fresh, () => patched(warehouse, {ofDays, ...(ofFlights && {ofFlights})}, lines));
}

function startWith(part: string, work: () => Promise<Sum | undefined>): TakingOver {
  const sum = work().finally(() => rmSync(part, {force: true}));
  sum.catch(() => {}); // Told by whoever asks for it.
  return {sum};
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

/** In a session of its own: others use the engine meanwhile. */
async function patched(
  warehouse: Warehouse,
  changed: ChangedSales,
  lines: Omit<Patch, "origins">,
): Promise<Sum | undefined> {
  const session = await warehouse.session();
  try {
    return await patch({...lines, origins: await originsOf(session, changed)});
  } finally {
    session.close();
  }
}

async function joined(output: Assembly, part: string): Promise<Sum> {
  try {
    await output.takeFile(part);
    return await output.finish();
  } finally {
    await output.abandon();
  }
}
