import type {Warehouse} from "../store/warehouse.ts";
import type {Scope, ScopeName} from "./scope.ts";

const dayTables: Readonly<Record<ScopeName, string>> = {
  orders: "sale_days",
  attribution: "sale_days",
  web_traffic: "traffic_days",
  footfall: "footfall_days",
};

/** How many days were made again. */
export async function daysMade(warehouse: Warehouse, name: ScopeName, {days}: Scope): Promise<number> {
  if (days !== "all") return days.length;
  return (await warehouse.row<{days: number}>(`select count(*) as days from ${dayTables[name]}`)).days;
}
