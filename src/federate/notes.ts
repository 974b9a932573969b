import type {Note} from "../stage.ts";
import {text, type Warehouse} from "../store/warehouse.ts";

export async function notesOn(warehouse: Warehouse, asOf: string): Promise<Note[]> {
  return [...(await laterOrders(warehouse, asOf)), ...(await longGaps(warehouse, asOf))];
}

/** Says how many orders are left for later reports. */
async function laterOrders(warehouse: Warehouse, asOf: string): Promise<Note[]> {
  const {later} = await warehouse.row<{later: number}>(
    `select cast(coalesce(sum(sales), 0) as bigint) as later from sale_days where ordered_on > date ${text(asOf)}`,
  );
  const [records, wait] = later === 1 ? ["record is", "waits"] : ["records are", "wait"];
  const message = `${later} order ${records} dated after ${asOf} and ${wait} for a later report.`;
  return later === 0 ? [] : [{kind: "info", source: "orders", message}];
}

/** Days without any order beyond which a date is rather wrong than the shop closed. */
const longestPause = 180;

/** Says where orders pause for so long that a wrong date stretches the window. */
async function longGaps(warehouse: Warehouse, asOf: string): Promise<Note[]> {
  const gaps = await warehouse.rows<{before: string; after: string; days: number}>(`
    with days as (select ordered_on as day from sale_days where ordered_on <= date ${text(asOf)}),
    pauses as (select lag(day) over (order by day) as before, day as after from days)
    select before, after, date_diff('day', before, after) as days from pauses
    where date_diff('day', before, after) > ${longestPause} order by before`);
  return gaps.map(({before, after, days}) => {
    const message = `No order is dated between ${before} and ${after}, ${days} days: is one of these dates wrong?`;
    return {kind: "degraded", source: "orders", message};
  });
}
