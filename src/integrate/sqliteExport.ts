import {isUtf8} from "node:buffer";
import {setImmediate} from "node:timers/promises";
import {decodeWindows1252} from "./encoding.ts";
import type {ExchangeFile} from "./exchange.ts";
import type {Relation} from "./sqliteRelation.ts";
import {firstValue, type Session} from "./sqliteSession.ts";

// SQLite itself writes the rows as text, many in one value: that is several times faster than taking them out one by one.

const mostRows = 20_000;
const chunkBytes = 8 * 1024 * 1024;
const beforeFirst = -9_223_372_036_854_775_808n;
const nulReason = "has a NUL character in a text";

/** What each column holds, in the order of the columns. `isNumber` is NULL for a column without values. */
interface ColumnKind {
  readonly hasText: boolean;
  readonly isNumber: boolean | null;
}

export function columnKinds(session: Session, {from, columns}: Relation): readonly ColumnKind[] {
  const some = (condition: string) =>
    firstValue(session, `select exists (select 1 from ${from} where ${condition})`) === 1n;
  return columns.map((column) => {
    const hasText = some(`typeof(${column}) in ('text', 'blob')`);
    return {hasText, isNumber: hasText ? false : some(`${column} is not null`) || null};
  });
}

/** Writes all rows, their number first; one with a NUL character in a text, which would cut it there, has NULL throughout and goes to `aside`. */
export async function exportRows(
  session: Session,
  relation: Relation,
  kinds: readonly ColumnKind[],
  {rows, aside}: {rows: ExchangeFile; aside: ExchangeFile},
): Promise<void> {
  const hasNul = nulCondition(session, relation, kinds);
  const number = [relation.rowid];
  const values = joined([...number, ...relation.columns.map((column) => `quote(${column})`)]);
  if (hasNul === undefined) return exportLines(session, relation, values, rows);
  const blank = joined([...number, ...relation.columns.map(() => "'NULL'")]);
  await exportLines(session, relation, `case when ${hasNul} then ${blank} else ${values} end`, rows);
  exportFaults(session, relation, hasNul, aside);
}

function exportFaults(session: Session, {from, rowid, columns}: Relation, condition: string, file: ExchangeFile): void {
  const record = joined(columns.map((column) => `coalesce(${column}, '')`));
  const sql = `select ${rowid}, ${record} from ${from} where ${rowid} > ? and ${condition} order by ${rowid} limit 500`;
  let last: bigint | undefined = beforeFirst;
  while (last !== undefined) {
    const found = session.rows(sql, last) as [bigint, string][];
    for (const [row, text] of found) file.write([row, null, text.replaceAll("\0", "␀"), nulReason]);
    last = found.at(-1)?.[0];
  }
}

/** SQL that finds the rows with a NUL character, where there are any. */
function nulCondition(session: Session, {from, columns}: Relation, kinds: readonly ColumnKind[]): string | undefined {
  const texts = columns.filter((_, i) => kinds[i]!.hasText);
  if (texts.length === 0) return undefined;
  const condition = `(${texts.map((column) => `(instr(${column}, char(0)) and typeof(${column}) = 'text')`).join(" or ")})`;
  return firstValue(session, `select exists (select 1 from ${from} where ${condition})`) === 1n ? condition : undefined;
}

async function exportLines(session: Session, {from, rowid}: Relation, line: string, file: ExchangeFile): Promise<void> {
  const sql = `
    select ${asBytes(session)}, max(id), count(*)
    from (select ${rowid} as id, ${line} as line from ${from} where ${rowid} > ? order by ${rowid} limit ?)`;
  const read = (after: bigint, most: number) =>
    session.rows(sql, after, BigInt(most))[0] as [Uint8Array | string | null, bigint, bigint];
  let limit = 500;
  for (let [lines, last, count] = read(beforeFirst, limit); lines !== null; [lines, last, count] = read(last, limit)) {
    const bytes = Buffer.from(lines as string);
    if (isUtf8(bytes)) file.writeLines(bytes);
    else writeForeign(bytes, file);
    limit = Math.max(1, Math.min(mostRows, Math.floor((chunkBytes * Number(count)) / bytes.length)));
    await setImmediate();
  }
}

/** The bytes as they are stored where they should be UTF-8, for not every program keeps to that. */
function asBytes(session: Session): string {
  const lines = "group_concat(line, char(10)) || char(10)";
  return firstValue(session, "pragma encoding") === "UTF-8" ? `cast(${lines} as blob)` : lines;
}

/** Programs that store no UTF-8 store what their machine has, which was windows-1252. A value with a newline in it may be split here: its parts are decoded alike. */
function writeForeign(bytes: Buffer, file: ExchangeFile): void {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start) + 1 || bytes.length;
    const line = bytes.subarray(start, end);
    file.writeLines(isUtf8(line) ? line : decodeWindows1252(line));
    start = end;
  }
}

/** SQL that joins values by commas; a function takes so many at a time. */
function joined(values: readonly string[]): string {
  if (values.length <= 100) return `concat_ws(',', ${values.join(", ")})`;
  const groups = Array.from({length: Math.ceil(values.length / 100)}, (_, i) => values.slice(i * 100, (i + 1) * 100));
  return joined(groups.map(joined));
}
