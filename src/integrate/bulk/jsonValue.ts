import {type ColumnBuilder, smallNumbers} from "./column.ts";
import {hashStart, hashStep} from "./dictionary.ts";
import {Odd} from "./odd.ts";

const [quote, comma, backslash, closeSquare, closeCurly, space] = [34, 44, 92, 93, 125, 32];
const [letterF, letterN, letterT, minus, zero, nine] = [102, 110, 116, 45, 48, 57];

/** Said of a value that the bytes end before. */
export const incomplete = -1;

/** Adds the JSON value at `at` to a column, as text, and returns where it ends. `isExact`: numbers are as they shall be shown. Bytes from `end` on are 0. */
export function addJsonValue(
  bytes: Uint8Array,
  at: number,
  end: number,
  column: ColumnBuilder,
  isExact: boolean,
): number {
  const first = bytes[at]!;
  if (first === quote) return addString(bytes, at + 1, end, column);
  if (first === minus || (first >= zero && first <= nine)) return addNumber(bytes, at, end, column, isExact);
  if (at + 5 > end) return incomplete;
  if (first === letterN && isWord(bytes, at, "null")) {
    column.addMissing();
    return at + 4;
  }
  if (isExact) throw new Odd("a value that is no text and no number");
  return addBoolean(bytes, at, first, column);
}

function addString(bytes: Uint8Array, from: number, end: number, column: ColumnBuilder): number {
  let hash = hashStart;
  let at = from;
  let byte = bytes[at]!;
  while (byte !== quote && byte !== backslash && byte >= space) {
    hash = hashStep(hash, byte);
    byte = bytes[++at]!;
  }
  if (at >= end) return incomplete;
  if (byte === backslash) return addEscaped(bytes, from, end, column);
  if (byte !== quote) throw new Odd("a control character");
  column.hasText = true;
  column.add(bytes, from, at, hash);
  return at + 1;
}

function addEscaped(bytes: Uint8Array, from: number, end: number, column: ColumnBuilder): number {
  let at = from;
  while (at < end && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  if (at >= end) return incomplete;
  const value = unescaped(Buffer.from(bytes.buffer, bytes.byteOffset + from - 1, at + 2 - from).toString("utf8"));
  if (/[\0\ud800-\udfff]/u.test(value)) throw new Odd("a character no text can have");
  column.hasText = true;
  column.addBytes(Buffer.from(value));
  return at + 1;
}

function unescaped(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch (error) {
    throw new Odd("a text that is not JSON", {cause: error});
  }
}

function addNumber(bytes: Uint8Array, from: number, end: number, column: ColumnBuilder, isExact: boolean): number {
  let hash = hashStart;
  let value = 0;
  let at = from;
  let byte = bytes[at]!;
  for (; byte >= zero && byte <= nine; byte = bytes[++at]!) {
    hash = hashStep(hash, byte);
    value = value * 10 + byte - zero;
  }
  const isSmall = value < smallNumbers && at > from && at - from < 6 && (bytes[from] !== zero || at === from + 1);
  if (isSmall && (byte === comma || byte === closeCurly || byte === closeSquare)) {
    column.hasNumber = true;
    column.addSmall(bytes, from, at, hash, value);
    return at;
  }
  for (; byte > space && byte !== comma && byte !== closeCurly && byte !== closeSquare; byte = bytes[++at]!)
    hash = hashStep(hash, byte);
  if (at >= end) return incomplete;
  if (!isExact && !isShownAsIs(bytes, from, at)) throw new Odd("a number that is shown in another way");
  column.hasNumber = true;
  column.add(bytes, from, at, hash);
  return at;
}

/** Whether the double a number stands for is written with the same digits again: short ones without needless zeros are. */
function isShownAsIs(bytes: Uint8Array, from: number, to: number): boolean {
  let at = bytes[from] === minus ? from + 1 : from;
  if (to - at > 15) return false;
  const isZero = bytes[at] === zero;
  const start = at;
  while (bytes[at]! >= zero && bytes[at]! <= nine) at++;
  if (at === start || (isZero && at > start + 1)) return false;
  if (at === to) return !(isZero && start > from);
  // Close to nothing a double is written with an exponent.
  return bytes[at] === 46 && !isZero && isFraction(bytes, at + 1, to);
}

function isFraction(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at]! < zero || bytes[at]! > nine) return false;
  return to > from && bytes[to - 1] !== zero;
}

function addBoolean(bytes: Uint8Array, at: number, first: number, column: ColumnBuilder): number {
  const word = first === letterT ? "true" : first === letterF ? "false" : "";
  if (word === "" || !isWord(bytes, at, word)) throw new Odd("a value within a value");
  column.hasText = true;
  column.addBytes(Buffer.from(word));
  return at + word.length;
}

function isWord(bytes: Uint8Array, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}
