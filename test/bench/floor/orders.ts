import Database from "better-sqlite3";
import type {Batch} from "./engine.ts";
import {TextCodes} from "./textCodes.ts";

/** Columns: rowid, day, product, quantity, amount in cents, and a code for the country. */
export interface OrderBatch extends Batch {
  /** By code. */
  readonly countries: readonly string[];
}

/** From the first to the last rowid, both included. */
export type Range = readonly [first: number, last: number];

const rowsPerBatch = 20_480;
/** Ends each value within a batch: a byte that no value holds. */
const end = 31;
const [zero, nine, slash, dot] = [48, 57, 47, 46];

export function rangeOf(file: string): Range {
  const database = new Database(file, {readonly: true});
  // Two questions: asked for both at once, SQLite reads the whole table.
  const sql = "select (select min(rowid) from orders) as first, (select max(rowid) from orders) as last";
  const {first, last} = database.prepare<[], {first: number | null; last: number | null}>(sql).get()!;
  database.close();
  return [first ?? 1, last ?? 0];
}

/** The orders of a range as typed columns. SQLite puts many rows into one value, so that few of them cross into JavaScript. */
export function* readOrders(file: string, [first, last]: Range): Generator<OrderBatch> {
  const database = new Database(file, {readonly: true});
  const [withoutIds, withIds] = [batchQuery(database, ""), batchQuery(database, `rowid || char(${end}) ||`)];
  const countries = new TextCodes();
  for (let from = first; from <= last; from += rowsPerBatch) {
    const to = Math.min(last, from + rowsPerBatch - 1);
    const [rows, bytes] = withoutIds.get(from, to)!;
    const isWhole = rows === to - from + 1;
    if (isWhole) yield decoded(bytes!, rows, from, countries);
    else if (rows > 0) yield decoded(withIds.get(from, to)![1]!, rows, undefined, countries);
  }
  database.close();
}

function batchQuery(database: Database.Database, id: string) {
  const values = ["order_date", "product_id", "quantity", "total_amount", "country"];
  const line = values.map((value) => `${value} || char(${end})`).join(" || ");
  const sql = `select count(*), cast(group_concat(${id} ${line}, '') as blob) from orders where rowid between ? and ?`;
  return database.prepare<[number, number], [rows: number, bytes: Buffer | null]>(sql).raw();
}

/** Where the next value starts. */
let at = 0;

function decoded(bytes: Uint8Array, rows: number, firstId: number | undefined, codes: TextCodes): OrderBatch {
  const columns = Array.from({length: 6}, () => new Int32Array(rows));
  const [ids, days, products, quantities, cents, countries] = columns as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  at = 0;
  for (let row = 0; row < rows; row++) {
    ids[row] = firstId === undefined ? readWhole(bytes) : firstId + row;
    days[row] = readDay(bytes);
    products[row] = readWhole(bytes);
    quantities[row] = readWhole(bytes);
    cents[row] = readCents(bytes);
    countries[row] = readCode(bytes, codes);
  }
  return {rows, columns, countries: [...codes.texts]};
}

function readWhole(bytes: Uint8Array): number {
  let [place, value] = [at, 0];
  for (let byte = bytes[place++]!; byte !== end; byte = bytes[place++]!) value = value * 10 + byte - zero;
  at = place;
  return value;
}

/** By year, month and day: one more than the days since 1970, 0 where it was never asked for. */
const knownDays = new Int32Array(400 * 512);

/** Month, day and year with slashes between them, from 1900 to 2299. */
function readDay(bytes: Uint8Array): number {
  let place = at;
  let month = 0;
  let day = 0;
  let year = 0;
  for (let byte = bytes[place++]!; byte !== slash; byte = bytes[place++]!) month = month * 10 + byte - zero;
  for (let byte = bytes[place++]!; byte !== slash; byte = bytes[place++]!) day = day * 10 + byte - zero;
  for (let byte = bytes[place++]!; byte !== end; byte = bytes[place++]!) year = year * 10 + byte - zero;
  at = place;
  const key = (year - 1900) * 512 + month * 32 + day;
  if (knownDays[key] === 0) knownDays[key] = Date.UTC(year, month - 1, day) / 86_400_000 + 1;
  return knownDays[key]! - 1;
}

/** `$715.5` is 71550: the sign is passed over. */
function readCents(bytes: Uint8Array): number {
  let place = at;
  let value = 0;
  let decimals = -1;
  for (let byte = bytes[place++]!; byte !== end; byte = bytes[place++]!) {
    if (byte === dot) decimals = 0;
    else if (byte >= zero && byte <= nine) {
      value = value * 10 + byte - zero;
      if (decimals >= 0) decimals++;
    }
  }
  at = place;
  if (decimals === 2) return value;
  return decimals === 1 ? value * 10 : value * 100;
}

function readCode(bytes: Uint8Array, codes: TextCodes): number {
  const from = at;
  let place = from;
  let hash = 0;
  for (let byte = bytes[place++]!; byte !== end; byte = bytes[place++]!) hash = (Math.imul(hash, 31) + byte) | 0;
  at = place;
  return codes.codeOf(bytes, from, place - 1, hash);
}
