import {mkdirSync} from "node:fs";
import {join} from "node:path";
import type {ReportTable} from "../config/config.ts";
import {identifier, type Warehouse} from "../store/warehouse.ts";
import {asWritten} from "./asWritten.ts";
import {readColumns} from "./columns.ts";
import {type Column, copyOf, field, header} from "./csvLine.ts";
import {keyColumns, martNames, ordersMart} from "./figures.ts";
import type {Sum} from "./orders/assembly.ts";
import {OrdersTable} from "./orders/ordersTable.ts";

/** With a line for every sale. */
const large = ["orders", "attribution"];

export interface TablesToWrite {
  readonly warehouse: Warehouse;
  /** Where `tables/` is made. */
  readonly folder: string;
  /** Which of them. Absent: all. */
  readonly asked?: readonly ReportTable[];
  /** Where the folder is going to be. Absent: where it is. */
  readonly destination?: string;
  /** The table of orders, where it was begun. */
  readonly orders?: OrdersTable;
}

/** Told of each file when it is there, with its sum where that is known. */
type Told = (file: string, sum?: Sum) => void;

/** Whether the table of that name is among those asked for: all are where nobody says which. */
export function isAsked(name: string, asked: readonly ReportTable[] | undefined): boolean {
  return asked?.some((table) => table === name) ?? true;
}

/** The table of orders as it is made in `folder`. Whoever asks for it closes it. */
export function ordersTableIn(warehouse: Warehouse, folder: string): OrdersTable {
  return new OrdersTable(warehouse, join(folder, fileOf(ordersMart)));
}

/** Writes `tables/<mart without prefix>.csv` for every mart, or those asked for. The engine does all of it: no row comes to JavaScript. */
export async function writeTables(tables: TablesToWrite, told: Told = () => {}): Promise<void> {
  const {warehouse, folder, orders} = tables;
  if (orders) return writeEach(tables, orders, told);
  const own = ordersTableIn(warehouse, folder);
  try {
    await writeEach(tables, own, told);
  } finally {
    await own.close();
  }
}

/** Those with a line for every sale first, so that they are summed up while the others are written; orders last where their lines are being taken over meanwhile. */
async function writeEach(
  {warehouse, folder, asked, destination = folder}: TablesToWrite,
  orders: OrdersTable,
  told: Told,
): Promise<void> {
  mkdirSync(join(folder, "tables"), {recursive: true});
  const marts = (await martNames(warehouse)).filter((mart) => isAsked(nameOf(mart), asked));
  const columns = await readColumns(warehouse, marts);
  const way = marts.includes(ordersMart) ? await orders.begin() : "none";
  const [first, others] = parted(marts, (mart) => large.includes(nameOf(mart)));
  const [last, rest] = parted(first, (mart) => mart === ordersMart && way === "taken over");
  for (const mart of [...rest, ...others, ...last]) {
    const file = fileOf(mart);
    const sum =
      mart === ordersMart && way !== "none"
        ? await orders.finish(join(destination, file))
        : await writeTable(warehouse, mart, columns.get(mart)!, join(folder, file));
    told(file, sum);
  }
}

async function writeTable(
  warehouse: Warehouse,
  mart: string,
  columns: readonly Column[],
  file: string,
): Promise<undefined> {
  await asWritten(warehouse, () => warehouse.run(copyTable(mart, columns, file)));
}

function parted<T>(all: readonly T[], holds: (one: T) => boolean): readonly [T[], T[]] {
  return [all.filter(holds), all.filter((one) => !holds(one))];
}

function nameOf(mart: string): string {
  return mart.replace(/^mart_/, "");
}

/** Below the folder of the report. */
function fileOf(mart: string): string {
  return `tables/${nameOf(mart)}.csv`;
}

/** SQL that writes `table` as RFC 4180 with a header: money with two decimals, or as many as it has, so that every column adds up; NULL empty, texts that a spreadsheet would calculate disarmed by an apostrophe. */
export function copyTable(table: string, columns: readonly Column[], file: string): string {
  const line = columns.map(field).join(", ',', ");
  return copyOf(
    `select concat(${line}, chr(13)) as ${header(columns)} from ${identifier(table)} order by ${sortKeys(columns.slice(0, keyColumns[table]))}`,
    file,
  );
}

/** From left to right, so that the order follows from the rows alone; ids that are numbers in the order of numbers. */
function sortKeys(columns: readonly Column[]): string {
  const keys = columns.map(({name, type}) => {
    const column = identifier(name);
    return type === "VARCHAR" && name.endsWith("_id") ? `try_cast(${column} as bigint), ${column}` : column;
  });
  return keys.join(", ");
}
