import type {SourceSpec} from "../config/source.ts";
import {identifier, text, type Warehouse} from "../store/warehouse.ts";
import type {RawColumn} from "./mapping.ts";
import {suspects} from "./prints.ts";
import {cellOf, rowsOf} from "./stored.ts";
import {boundColumns, cleanRows, type Plan, recordsOf} from "./tables.ts";

/** Rows and their keys: `repeats` says which records share a key. */
export interface Keys {
  /** SQL for (row, key…) of the records that may repeat one another. */
  readonly rows: string;
  readonly names: readonly string[];
  /** A repetition with other values is no duplicate but a contradiction. */
  readonly isDeclared: boolean;
}

/** What makes two records of a source the same, out of those that fulfil `where` (SQL over the record as `kept`): their key where all of it is mapped, else all they hold. Nothing where they may look alike. */
export function keysOf(
  plan: Plan,
  raw: readonly RawColumn[],
  where: string,
  records = recordsOf(plan),
): Keys | undefined {
  const {spec, readings} = plan;
  const bound = boundColumns(readings);
  if (spec.key.length > 0 && spec.key.every((column) => bound.has(column))) {
    const names = spec.key.map(identifier);
    const rows = `select "row", ${names.join(", ")} from (${cleanRows(plan, where, records)}) as checked`;
    return {rows, names, isDeclared: true};
  }
  if (spec.identicalRows === "kept") return undefined;
  const cells = raw.map((column) => cellOf(column));
  const names = raw.map(({position}) => `c${position}`);
  const rows = `select kept."row", ${cells.join(", ")} from ${records} as kept where ${where}`;
  return {rows, names, isDeclared: false};
}

/** Puts the records that repeat an earlier one into `repeats_<source>` (row, first_row, key_value). The few that share a key are found first, and only they are put in order. */
export async function findRepeats(warehouse: Warehouse, {name}: SourceSpec, {rows, names}: Keys): Promise<void> {
  const found = await suspects(warehouse, {rows, key: names, table: `suspects_${name}`});
  const keys = found ? `select * from (${rows}) as all_rows where ${found.isSuspect}` : rows;
  await warehouse.run(repeatsTable(name, keys, names));
  if (found) await warehouse.run(`drop table ${found.table}`);
}

function repeatsTable(source: string, rows: string, names: readonly string[]): string {
  const keys = names.join(", ");
  const same = names.map((key) => `keys.${key} is not distinct from repeated.${key}`).join(" and ");
  return `create or replace temp table repeats_${source} as
    with keys as materialized (${rows}),
    repeated as (select ${keys}, min("row") as first_row from keys group by ${keys} having count(*) > 1)
    select keys."row", cast(keys.${names[0]} as varchar) as key_value, repeated.first_row
    from keys join repeated on ${same} where keys."row" > repeated.first_row`;
}

/** SQL that takes up what `repeats_<source>` holds: the same record again, or the rejection of one that repeats only the key. */
export function takeRepeats({spec}: Plan, raw: readonly RawColumn[], {isDeclared}: Keys): string {
  const {name, key} = spec;
  if (!isDeclared) return `insert into duplicates_${name} select "row", first_row from repeats_${name}`;
  const same = raw
    .map((column) => `${cellOf(column, "repetition")} is not distinct from ${cellOf(column, "original")}`)
    .join(" and ");
  const compared = `(select repeats.*, ${same} as is_same from repeats_${name} as repeats
    join ${rowsOf(name)} as repetition on repetition."row" = repeats."row"
    join ${rowsOf(name)} as original on original."row" = repeats.first_row) as compared`;
  const reason = repeatedKey(spec);
  return `insert into duplicates_${name} select "row", first_row from ${compared} where is_same;
    insert into rejected_${name} select "row", ${text(key[0]!)}, key_value, ${text(reason)} from ${compared} where not is_same`;
}

/** Why a record is rejected that repeats the key of another one and nothing else. */
export function repeatedKey({key}: SourceSpec): string {
  return `${key.join(", ")} repeats an earlier record with other values`;
}
