import {identifier, type Warehouse} from "../../store/warehouse.ts";
import {type Column, field, header, isSpecial, safe} from "../csvLine.ts";
import {dayColumns, nameTables} from "../figures.ts";

/** SQL for the lines of the sales that one of `parts` holds for, never two of them for the same, in their order. A line is put together from pieces made once: a day's readings, and the few names that need quotes. */
export function linesOf(
  table: string,
  columns: readonly Column[],
  special: readonly string[],
  parts: readonly string[],
): string {
  const fields = columns.map((column) => piece(column, special)).filter((one) => one !== undefined);
  const joins = special.map(
    (name) => `left join (${specialPieces(name)}) as ${pieces(name)}
      on ${pieces(name)}.name = sales.${identifier(name)}`,
  );
  const lines = `select concat(${fields.join(", ',', ")}, days.tail) as ${header(columns)}, sales."row"
    from (select *, cast("row" as varchar) as row_text, ${field(revenue(columns))} as revenue_text from ${table}) as sales
    left join (${dayPieces(columns)}) as days on days.day = sales.${dayColumns.day} ${joins.join(" ")}`;
  const all = parts.map((where) => `${lines} where ${where}`).join(" union all ");
  return `select ${header(columns)} from (${all}) as lines order by "row"`;
}

function revenue(columns: readonly Column[]): Column {
  return columns.find(({name}) => name === "revenue")!;
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
  if (isRowNumber(column)) return "sales.row_text";
  const text = field(column).replaceAll(identifier(name), `sales.${identifier(name)}`);
  if (name === "revenue") return "sales.revenue_text";
  // Mostly the same, so that it is written once.
  if (name === "attributed_revenue")
    return `case when sales.attributed_revenue = sales.revenue then sales.revenue_text else ${text} end`;
  return text;
}

/** An id that the source does not give is the number of the row. */
function isRowNumber({name, type}: Column): boolean {
  return (name === "sale_id" || name === "order_id") && type === "BIGINT";
}

function dayPieces(columns: readonly Column[]): string {
  const tail = columns.filter(({name}) => ofTheDay.includes(name)).map((column) => `',', ${field(column)}`);
  return `select day, cast(day as varchar) as piece, concat(${[...tail, "chr(13)"].join(", ")}) as tail from ${dayColumns.table}`;
}

/** The columns some name of which cannot stand in a line as it is. */
export async function specialNames(warehouse: Warehouse, columns: readonly Column[]): Promise<string[]> {
  const names = Object.keys(nameTables).filter((key) => columns.some((column) => column.name === key));
  if (names.length === 0) return [];
  const counts = names.map((name) => `(select count(*) from (${specialPieces(name)})) as ${identifier(name)}`);
  const found = await warehouse.row<Record<string, number>>(`select ${counts.join(", ")}`);
  return names.filter((name) => found[name]! > 0);
}

function specialPieces(name: string): string {
  const column = identifier(name);
  return `select ${column} as name, ${safe(column)} as piece from ${nameTables[name]} where ${isSpecial(column)}`;
}

function pieces(column: string): string {
  return `pieces_of_${column}`;
}
