import {createHash} from "node:crypto";
import {type BigIntStats, statSync} from "node:fs";
import {version} from "../../lib/version.ts";
import {reachOf} from "../../reach.ts";
import {isOneOf, text, type Warehouse} from "../../store/warehouse.ts";
import type {Column} from "../csvLine.ts";
import {dayColumns, daysOfOrders, lastRow, ordersMart} from "../figures.ts";

/** The table of orders as it was last written, and what changed since. */
export interface Written {
  readonly path: string;
  readonly lastRow: number;
  /** The days whose lines may be other ones now. */
  readonly days: readonly string[];
  /** True where none of these days had a line. */
  readonly areNew: boolean;
  /** SQL that holds for all other sales whose line may be another one: those that flights may apply to which changed. */
  readonly ofFlights?: string;
}

/** Whose rows a line is made of. One left out costs no more than a copy that is of no use. */
const sourcesOfLines = ["orders", "web_traffic", "footfall"];

/** What tells a file from all others, as long as nobody writes to it. It stays as it is when its folder is renamed. */
function markOf({size, mtimeNs, ino}: BigIntStats): string {
  return `${size} ${mtimeNs} ${ino}`;
}

/** What the lines depend on besides the marts. */
function printOf(columns: readonly Column[]): string {
  return createHash("sha256")
    .update(JSON.stringify([version(), columns]))
    .digest("hex");
}

/** Whether it is known what changes from one writing to the next: after federate, not of tables that lie there otherwise. */
export async function isFollowed(warehouse: Warehouse): Promise<boolean> {
  const [found] = await warehouse.rows<{isFollowed: boolean}>(
    `select bool_or(table_name = 'days_to_write') and bool_or(table_name = 'flights_to_write') and bool_or(table_name = ${text(ordersMart)} and table_type = 'VIEW') as "isFollowed"
     from information_schema.tables where table_schema = 'main'`,
  );
  return found?.isFollowed === true;
}

/** Undefined where the lines of an earlier table are not known to be good for this one. */
export async function findWritten(warehouse: Warehouse, columns: readonly Column[]): Promise<Written | undefined> {
  await warehouse.run(`
    create table if not exists orders_file (path varchar, mark varchar, print varchar, last_row bigint);
    create table if not exists orders_file_days as select * from ${daysOfOrders} limit 0`);
  const [file] = await warehouse.rows<{path: string; mark: string; print: string; last_row: number}>(
    "select path, mark, print, last_row from orders_file",
  );
  if (!file || file.print !== printOf(columns) || !isThere(file.path, file.mark)) return undefined;
  if (!(await haveSameColumns(warehouse))) return undefined;
  const changed = await warehouse.rows<{day: string | null; had: boolean}>(`
    with changed as (
      select day from days_to_write
      union select day from (select * from orders_file_days except select * from ${daysOfOrders})
      union select day from (select * from ${daysOfOrders} except select * from orders_file_days)
    )
    select day, day in (select day from orders_file_days where orders > 0) as had from changed`);
  if (changed.some(({day}) => day === null)) return undefined;
  const ofFlights = await reachOf(warehouse, "flights_to_write", dayColumns.day, "sales.");
  return {
    path: file.path,
    lastRow: file.last_row,
    days: changed.map(({day}) => day!),
    areNew: !changed.some(({had}) => had),
    ...(ofFlights && {ofFlights}),
  };
}

/** Where the table lies as it was last written. Undefined where nobody wrote it yet, or somebody else wrote to it. */
export async function pathOfWritten(warehouse: Warehouse): Promise<string | undefined> {
  if (!(await hasNotes(warehouse))) return undefined;
  const [file] = await warehouse.rows<{path: string; mark: string}>("select path, mark from orders_file");
  return file && isThere(file.path, file.mark) ? file.path : undefined;
}

/** True where rows changed of days that had lines in it, as far as is known before the marts are made. */
export async function areTouched(warehouse: Warehouse): Promise<boolean> {
  const touched = await warehouse.rows(`
    select 1 as one from touched_all where ${isOneOf("source", sourcesOfLines)}
    union all select 1 from touched_days where ${isOneOf("source", sourcesOfLines)}
      and day in (select day from orders_file_days where orders > 0)
    limit 1`);
  return touched.length > 0;
}

async function hasNotes(warehouse: Warehouse): Promise<boolean> {
  const tables = await warehouse.tables();
  return ["orders_file", "orders_file_days", "touched_days", "touched_all"].every((table) => tables.includes(table));
}

async function haveSameColumns(warehouse: Warehouse): Promise<boolean> {
  const describe = (table: string) => `select column_name, column_type from (describe ${table})`;
  const other = await warehouse.rows(`${describe("orders_file_days")} except ${describe(daysOfOrders)}`);
  return other.length === 0;
}

function isThere(path: string, mark: string): boolean {
  const stats = statSync(path, {bigint: true, throwIfNoEntry: false});
  return stats !== undefined && markOf(stats) === mark;
}

/** Notes that the lines of `file`, which is going to be at `path`, are those of the marts as they are now. */
export async function keepWritten(
  warehouse: Warehouse,
  columns: readonly Column[],
  file: string,
  path: string,
): Promise<void> {
  const row = await lastRow(warehouse);
  const values = [path, markOf(statSync(file, {bigint: true})), printOf(columns)].map(text);
  await warehouse.transaction(() =>
    warehouse.run(`
      delete from days_to_write; delete from flights_to_write; delete from orders_file;
      insert into orders_file values (${values.join(", ")}, ${row});
      create or replace table orders_file_days as select * from ${daysOfOrders}`),
  );
}
