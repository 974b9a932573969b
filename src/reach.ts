import {text, type Warehouse} from "./store/warehouse.ts";

const keys = ["product_id", "customer_id", "store_id", "country"] as const;

/** Values of one key that are looked for one by one. */
const manyValues = 100;

/**
 * SQL that holds for all sales, or cells of sales, that any of `flights` (SQL for a relation of them) may apply to, and for
 * others: from the first to the last day of all, with the keys each of them carries. It is plain enough for the engine to look
 * at few rows only. `day` is the column of the day, `of` what its columns are of. Undefined where there are no flights.
 */
export async function reachOf(
  warehouse: Warehouse,
  flights: string,
  day: string,
  of = "",
): Promise<string | undefined> {
  const quoted = (key: string) => `concat('''', replace(${key}, '''', ''''''), '''')`;
  const lists = keys.map(
    (key) => `case when count(${key}) = count(*) and count(distinct ${key}) <= ${manyValues}
      then string_agg(distinct ${quoted(key)}, ', ') end as ${key}`,
  );
  const reach = await warehouse.row<Record<"first" | "last" | (typeof keys)[number], string | null>>(
    `select min(starts_on) as "first", max(ends_on) as "last", ${lists.join(", ")} from ${flights} as flights`,
  );
  if (reach.first === null || reach.last === null) return undefined;
  return [
    `${of}${day} between date ${text(reach.first)} and date ${text(reach.last)}`,
    ...keys.filter((key) => reach[key] !== null).map((key) => `${of}${key} in (${reach[key]})`),
  ].join(" and ");
}

/** SQL that holds for some days. They stand in it one by one, so that the engine need not look at the others. */
export function onDays(days: readonly string[], day: string): string {
  if (days.length === 0) return "false";
  return `${day} in (${days.map((one) => `date ${text(one)}`).join(", ")})`;
}

/** SQL for the rows of some days and, apart from them, for those within a reach: no row is in both. */
export function apart(ofDays: string, reach: string | undefined): readonly string[] {
  return reach === undefined ? [ofDays] : [ofDays, `not ${ofDays} and ${reach}`];
}
