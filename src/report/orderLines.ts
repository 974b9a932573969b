import {identifier, type Warehouse} from "../store/warehouse.ts";
import {type Column, copyOf, field, header, isSpecial, safe} from "./csvLine.ts";
import {dayColumns, nameTables} from "./figures.ts";

/** Writes one line per sale, in the order of the source's rows. A line is put together from pieces made once: a day's readings, and the few names that need quotes. */
export async function copyOrders(
  warehouse: Warehouse,
  table: string,
  all: readonly Column[],
  file: string,
): Promise<void> {
  const columns = all.filter(({name}) => name !== "row");
  const special = await specialNames(warehouse, columns);
  await makeDays(warehouse, columns);
  const fields = columns.map((column) => piece(column, special));
  const line = `concat(${fields.filter((one) => one !== undefined).join(", ',', ")}, days.tail)`;
  const joins = special.map((name) => `left join ${pieces(name)} on ${pieces(name)}.name = sales.${identifier(name)}`);
  const query = `select ${line} as ${header(columns)} from ${table} as sales
    left join order_days as days on days.day = sales.${dayColumns.day} ${joins.join(" ")}`;
  await warehouse.run(copyOf(`${query} order by sales."row"`, file));
  for (const made of ["order_days", ...special.map(pieces)]) await warehouse.run(`drop table ${made}`);
}

/** Those at the end of the line that are the day's. */
const ofTheDay = ["pageviews", "sessions", "footfall", "temperature"];

/** Nothing for what is in the day's piece. */
function piece(column: Column, special: readonly string[]): string | undefined {
  const {name} = column;
  if (ofTheDay.includes(name)) return undefined;
  if (name === dayColumns.day) return "days.piece";
  if (special.includes(name)) return `coalesce(${pieces(name)}.piece, sales.${identifier(name)})`;
  if (nameTables[name]) return `sales.${identifier(name)}`;
  return field(column).replaceAll(identifier(name), `sales.${identifier(name)}`);
}

async function makeDays(warehouse: Warehouse, columns: readonly Column[]): Promise<void> {
  const tail = columns.filter(({name}) => ofTheDay.includes(name)).map((column) => `',', ${field(column)}`);
  await warehouse.run(`create or replace temp table order_days as
    select day, cast(day as varchar) as piece, concat(${[...tail, "chr(13)"].join(", ")}) as tail from ${dayColumns.table}`);
}

/** The columns some name of which cannot stand in a line as it is; makes the pieces for these names. */
async function specialNames(warehouse: Warehouse, columns: readonly Column[]): Promise<string[]> {
  const found: string[] = [];
  for (const [name, table] of Object.entries(nameTables).filter(([key]) =>
    columns.some((column) => column.name === key),
  )) {
    const column = identifier(name);
    await warehouse.run(`create or replace temp table ${pieces(name)} as
      select ${column} as name, ${safe(column)} as piece from ${table} where ${isSpecial(column)}`);
    const {names} = await warehouse.row<{names: number}>(`select count(*) as names from ${pieces(name)}`);
    if (names > 0) found.push(name);
    else await warehouse.run(`drop table ${pieces(name)}`);
  }
  return found;
}

function pieces(column: string): string {
  return `pieces_of_${column}`;
}
