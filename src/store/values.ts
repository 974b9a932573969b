import {engine, type LogicalType, typeIds} from "./engine.ts";

/** What comes out of the engine: whole numbers as `number`, decimals as exact text (`"12.5000"`), days as `YYYY-MM-DD`, instants as `YYYY-MM-DD HH:MM:SS`. */
export type Value = string | number | boolean | null;

/** How a type lies in memory: the bytes of one value, and what they say. */
export interface Reading {
  readonly bytes: number;
  readonly read: (data: DataView, at: number) => Value;
}

const fixed: Readonly<Record<number, Reading>> = {
  [typeIds.BOOLEAN]: {bytes: 1, read: (data, at) => data.getUint8(at) !== 0},
  [typeIds.TINYINT]: {bytes: 1, read: (data, at) => data.getInt8(at)},
  [typeIds.SMALLINT]: {bytes: 2, read: (data, at) => data.getInt16(at, true)},
  [typeIds.INTEGER]: {bytes: 4, read: (data, at) => data.getInt32(at, true)},
  [typeIds.BIGINT]: {bytes: 8, read: (data, at) => wholeNumber(data.getBigInt64(at, true))},
  [typeIds.UTINYINT]: {bytes: 1, read: (data, at) => data.getUint8(at)},
  [typeIds.USMALLINT]: {bytes: 2, read: (data, at) => data.getUint16(at, true)},
  [typeIds.UINTEGER]: {bytes: 4, read: (data, at) => data.getUint32(at, true)},
  [typeIds.UBIGINT]: {bytes: 8, read: (data, at) => wholeNumber(data.getBigUint64(at, true))},
  [typeIds.FLOAT]: {bytes: 4, read: (data, at) => finiteNumber(data.getFloat32(at, true))},
  [typeIds.DOUBLE]: {bytes: 8, read: (data, at) => finiteNumber(data.getFloat64(at, true))},
  [typeIds.TIMESTAMP]: {bytes: 8, read: (data, at) => instantText(data.getBigInt64(at, true))},
  [typeIds.TIMESTAMP_S]: {bytes: 8, read: (data, at) => instantText(data.getBigInt64(at, true) * 1_000_000n)},
  [typeIds.TIMESTAMP_MS]: {bytes: 8, read: (data, at) => instantText(data.getBigInt64(at, true) * 1000n)},
  [typeIds.TIMESTAMP_TZ]: {bytes: 8, read: (data, at) => `${instantText(data.getBigInt64(at, true))}+00`},
  [typeIds.TIMESTAMP_NS]: {bytes: 8, read: (data, at) => instantTextOfNanos(data.getBigInt64(at, true))},
  [typeIds.DATE]: {bytes: 4, read: (data, at) => dayText(data.getInt32(at, true))},
  [typeIds.HUGEINT]: {bytes: 16, read: (data, at) => wholeNumber(hugeInteger(data, at))},
  [typeIds.UHUGEINT]: {bytes: 16, read: (data, at) => wholeNumber(BigInt.asUintN(128, hugeInteger(data, at)))},
  [typeIds.VARCHAR]: {bytes: 16, read: varchar},
  [typeIds.SQLNULL]: {bytes: 1, read: () => null},
};

/** Throws for a type that has no value here: a query casts it to one that has. */
export function readingOf(type: LogicalType, column: string): Reading {
  const id = engine.get_type_id(type);
  const reading = id === typeIds.DECIMAL ? decimalReading(type) : fixed[id];
  if (!reading)
    throw new Error(`the column ${column} is of a type (number ${id}) that is not read; cast it in the query`);
  return reading;
}

function decimalReading(type: LogicalType): Reading {
  const scale = engine.decimal_scale(type);
  switch (engine.decimal_internal_type(type)) {
    case typeIds.SMALLINT:
      return {bytes: 2, read: (data, at) => decimalText(data.getInt16(at, true), scale)};
    case typeIds.INTEGER:
      return {bytes: 4, read: (data, at) => decimalText(data.getInt32(at, true), scale)};
    case typeIds.BIGINT:
      return {bytes: 8, read: (data, at) => decimalText(data.getBigInt64(at, true), scale)};
    default:
      return {bytes: 16, read: (data, at) => decimalText(hugeInteger(data, at), scale)};
  }
}

/** Exact beyond 2^53 as well: such a number stays text. */
function wholeNumber(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** JSON has no other numbers. */
function finiteNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function hugeInteger(data: DataView, at: number): bigint {
  return (data.getBigInt64(at + 8, true) << 64n) | data.getBigUint64(at, true);
}

function decimalText(units: number | bigint, scale: number): string {
  const sign = units < 0 ? "-" : "";
  const digits = String(units)
    .replace("-", "")
    .padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-scale)}`;
}

/** Up to 12 bytes stand in the vector itself, longer texts behind a pointer. */
function varchar(data: DataView, at: number): string {
  const length = data.getUint32(at, true);
  const start = data.byteOffset + at;
  const buffer = data.buffer as ArrayBuffer;
  if (length <= 12) return Buffer.from(buffer, start + 4, length).toString("utf8");
  const bytes = engine.get_data_from_pointer(buffer, start + 8, length);
  return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString("utf8");
}

function dayText(days: number): string {
  if (!engine.is_finite_date({days})) return days < 0 ? "-infinity" : "infinity";
  return yearMonthDay(engine.from_date({days}));
}

function instantText(micros: bigint, nanos = 0): string {
  if (!engine.is_finite_timestamp({micros})) return micros < 0n ? "-infinity" : "infinity";
  const {date, time} = engine.from_timestamp({micros});
  const clock = [time.hour, time.min, time.sec].map(twoDigits).join(":");
  const fraction = String(time.micros * 1000 + nanos)
    .padStart(9, "0")
    .replace(/0+$/, "");
  return `${yearMonthDay(date)} ${clock}${fraction && `.${fraction}`}`;
}

function instantTextOfNanos(nanos: bigint): string {
  const rest = ((nanos % 1000n) + 1000n) % 1000n;
  return instantText((nanos - rest) / 1000n, Number(rest));
}

/** There is no year 0: it is the first before Christ. */
function yearMonthDay({year, month, day}: {year: number; month: number; day: number}): string {
  const era = year <= 0 ? " (BC)" : "";
  return `${String(year <= 0 ? 1 - year : year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}${era}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
