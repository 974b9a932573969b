import type {SourceSpec} from "../config/source.ts";
import {identifier, text} from "../store/warehouse.ts";

/** SQL for `duplicates_<source>`: the rows that repeat an earlier one (`first_row`), and the rejection of those that repeat only its key. */
export function duplicatesTable(
  spec: SourceSpec,
  readings: readonly {readonly column: string}[],
  rawColumns: readonly string[],
): string {
  const bound = new Set(readings.map(({column}) => column));
  if (spec.key.length > 0 && spec.key.every((column) => bound.has(column))) return keyedDuplicates(spec, rawColumns);
  if (spec.identicalRows === "kept") return noDuplicates(spec);
  const columns = rawColumns.map(identifier).join(", ");
  // Few rows repeat: the hashes find them, and only those are compared as wholes.
  return `create or replace table duplicates_${spec.name} as
    with readable as (select raw.*, hash(${columns}) as print from raw_${spec.name} as raw where ${isReadable(spec, "raw")}),
    repeated as (select print from readable group by print having count(*) > 1),
    grouped as (select "row", min("row") over (partition by ${columns}) as first_row from readable where print in (select print from repeated))
    select "row", first_row from grouped where "row" > first_row`;
}

function keyedDuplicates(spec: SourceSpec, rawColumns: readonly string[]): string {
  const same = rawColumns
    .map((column) => `repeat.${identifier(column)} is not distinct from original.${identifier(column)}`)
    .join(" and ");
  const key = spec.key.map(identifier).join(", ");
  return `create or replace temp table repeats_${spec.name} as
    with grouped as (select "row", ${identifier(spec.key[0]!)} as key_value, min("row") over (partition by ${key}) as first_row from checked_${spec.name} as checked where ${isReadable(spec, "checked")})
    select grouped.*, ${same} as is_same from grouped
    join raw_${spec.name} as repeat on repeat."row" = grouped."row"
    join raw_${spec.name} as original on original."row" = grouped.first_row
    where grouped."row" > first_row;
    create or replace table duplicates_${spec.name} as select "row", first_row from repeats_${spec.name} where is_same;
    insert into rejected_${spec.name} select "row", ${text(spec.key[0]!)}, key_value, ${text(`${spec.key.join(", ")} repeats an earlier record with other values`)}
    from repeats_${spec.name} where not is_same`;
}

/** SQL for a table without duplicates. */
export function noDuplicates({name}: SourceSpec): string {
  return `create or replace table duplicates_${name} ("row" bigint, first_row bigint)`;
}

function isReadable({name}: SourceSpec, alias: string): string {
  const inChecked = alias === "checked" ? "true" : `${alias}."row" in (select "row" from checked_${name})`;
  return `${inChecked} and ${alias}."row" not in (select "row" from rejected_${name})`;
}
