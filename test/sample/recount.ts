import {readFileSync} from "node:fs";
import {join} from "node:path";
import Database from "better-sqlite3";
import {parse} from "csv-parse/sync";

/** Reads a sample's files as a stranger would, and counts again, slowly and plainly: every sale is held against every flight. */
export function recount(folder: string) {
  const flightRows = distinct(csv(folder, "marketing.csv"), isFlight);
  const flights = flightRows.clean.map(({row, record}) => ({
    row,
    name: record.campaign_name!,
    product: record.product_id!,
    from: day(record.start_date)!,
    to: day(record.end_date)!,
    spend: BigInt(record.spend!.replace(".", "")),
  }));
  const {raw, sales} = readSales(folder);
  const credits = sales.flatMap(({cents, day, product}, sale) => {
    const matched = flights.filter((it) => it.from <= day && day <= it.to && ["", product].includes(it.product));
    const parts = BigInt(matched.length);
    return matched.map(({name}, i) => ({sale, name, full: cents, part: cents / parts + extra(cents % parts, i)}));
  });
  const visits = distinct(JSON.parse(readFileSync(join(folder, "web_traffic.json"), "utf8")) as Text[], isVisit);
  const readings = distinct(csv(folder, "iot_stream.csv"), isReading);
  return {raw, sales, flights, credits, counts: {campaigns: flightRows, web_traffic: visits, footfall: readings}};
}

export type Text = Record<string, string>;

function readSales(folder: string) {
  const database = new Database(join(folder, "smartretail.db"), {readonly: true});
  const rows = database.prepare("select * from orders order by rowid").all() as Record<string, unknown>[];
  database.close();
  const sales = rows.flatMap((row) => {
    const [on, cents] = [day(row.order_date), money(row.total_amount)];
    if (on === null || cents === null || typeof row.quantity === "string") return [];
    const country = String(row.country).trim().normalize("NFC") || null;
    const text = (column: string) => (row[column] === null ? null : String(row[column]));
    return [
      {
        order: String(row.order_id),
        day: on,
        hour: Number(String(row.ordered_at).slice(11, 13)),
        cents,
        country,
        product: String(row.product_id),
        customer: text("customer_id"),
        store: text("store_id"),
        offer: text("offer_id"),
        price: Math.round(Number(row.unit_price) * 100),
        hasQuantity: row.quantity !== null,
        units: Number(row.quantity ?? 0),
      },
    ];
  });
  return {raw: rows.length, sales};
}

export type Sale = ReturnType<typeof readSales>["sales"][number];

export function csv(folder: string, name: string): Text[] {
  return parse(readFileSync(join(folder, name)), {columns: true}) as Text[];
}

export function distinct(records: Text[], isUsable: (record: Text) => boolean) {
  const usable = records.map((record, i) => ({row: i + 1, record})).filter(({record}) => isUsable(record));
  const texts = usable.map(({record}) => JSON.stringify(record));
  const clean = usable.filter((_, i) => texts.indexOf(texts[i]!) === i);
  return {
    clean,
    raw: records.length,
    rejected: records.length - usable.length,
    duplicates: usable.length - clean.length,
  };
}

function isFlight({campaign_name, start_date, end_date}: Text): boolean {
  const [from, to] = [day(start_date), day(end_date)];
  return campaign_name !== "" && from !== null && to !== null && from <= to;
}

function isVisit({date, pageviews, sessions}: Text): boolean {
  return day(date) !== null && typeof pageviews !== "string" && typeof sessions !== "string";
}

function isReading({timestamp, footfall, temperature}: Text): boolean {
  return day(timestamp) !== null && !Number.isNaN(Number(footfall)) && !Number.isNaN(Number(temperature));
}

/** Month/day/year as `YYYY-MM-DD`; null when there is no such day. */
export function day(text: unknown): string | null {
  const [, month, date, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(String(text)) ?? [];
  if (!month || !date || !year) return null;
  const iso = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const parsed = new Date(iso);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso) ? iso : null;
}

function money(text: unknown): bigint | null {
  const [, sign, dollars, cents] = /^(-?)\$(\d+)\.(\d\d)$/.exec(String(text)) ?? [];
  return dollars && cents ? BigInt(`${sign}${dollars}${cents}`) : null;
}

/** What is left of a division, one cent each to the first. */
function extra(left: bigint, i: number): bigint {
  if (left === 0n) return 0n;
  const size = left < 0n ? -left : left;
  return BigInt(i) < size ? left / size : 0n;
}
