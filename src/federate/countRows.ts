import {text, type Warehouse} from "../store/warehouse.ts";
import {isMart} from "./choice.ts";
import type {Model} from "./models.ts";
import {type Scope, type ScopeName, type Scopes, scopeNames} from "./scope.ts";

const dayTables: Readonly<Record<ScopeName, string>> = {
  orders: "sale_days",
  attribution: "sale_days",
  web_traffic: "traffic_days",
  footfall: "footfall_days",
  events: "event_days",
};

/** The largest views are not gone through to be counted: the totals know. */
const known: Readonly<Record<string, string>> = {
  mart_orders: "sales",
  mart_attribution: "credits",
  mart_line_amounts: "sales",
};

/** The rows of each mart, and by scope how many days were made again. */
export async function countRows(
  warehouse: Warehouse,
  models: readonly Model[],
  scopes: Scopes,
): Promise<Readonly<Record<string, number>>> {
  const names = new Set(models.map(({name}) => name));
  const counts = [
    ...models
      .filter(({name}) => isMart(name))
      .map(({name}) => countOf(name, known[name] ? `${known[name]} from mart_totals` : `count(*) from ${name}`)),
    ...scopeNames.filter((name) => names.has(dayTables[name])).map((name) => countOf(name, daysOf(name, scopes[name]))),
  ];
  const rows = await warehouse.rows<{name: string; rows: number}>(counts.join(" union all "));
  return Object.fromEntries(rows.map(({name, rows}) => [name, rows]));
}

function countOf(name: string, rows: string): string {
  return `select ${text(name)} as name, (select ${rows}) as "rows"`;
}

function daysOf(name: ScopeName, {days}: Scope): string {
  return days === "all" ? `count(*) from ${dayTables[name]}` : String(days.length);
}
