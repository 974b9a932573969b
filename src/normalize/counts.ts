import type {SourceConfig} from "../config/config.ts";
import {SourceError} from "../lib/errors.ts";
import {isOneOf, text, type Warehouse} from "../store/warehouse.ts";
import {standsInNone} from "./results.ts";
import {rowsOf} from "./stored.ts";

export interface SourceCounts {
  readonly raw: number;
  readonly clean: number;
  readonly rejected: number;
  readonly duplicates: number;
}

/** SQL that counts what became of all records of sources. */
export function countAll(sources: readonly string[]): string[] {
  if (sources.length === 0) return [];
  const counts = sources.map((name) => {
    const clean = `(select count(*) from ${rowsOf(name)} as kept where ${standsInNone([`rejected_${name}`, `duplicates_${name}`])})`;
    return `select ${text(name)}, ${Object.values(countsOf(name, clean)).join(", ")}`;
  });
  return [
    `delete from clean_counts where ${isOneOf("source", sources)}`,
    `insert into clean_counts ${counts.join(" union all ")}`,
  ];
}

/** SQL that counts again what became of the records of a source, where it is known by how many the clean ones are `more`. */
export function countMore({name}: SourceConfig, more: number): string {
  const counts = Object.entries(countsOf(name, `clean + ${more}`)).map(([column, count]) => `${column} = ${count}`);
  return `update clean_counts set ${counts.join(", ")} where source = ${text(name)}`;
}

/** SQL for each count, taken from its own table. */
function countsOf(source: string, clean: string): Readonly<Record<keyof SourceCounts, string>> {
  return {
    raw: `(select count(*) from ${rowsOf(source)})`,
    clean,
    rejected: `(select count(distinct "row") from rejected_${source})`,
    duplicates: `(select count(*) from duplicates_${source})`,
  };
}

/** The counts of all sources. Throws SourceError where nothing is left of one that must be there. */
export async function readCounts(
  warehouse: Warehouse,
  sources: readonly SourceConfig[],
): Promise<ReadonlyMap<string, SourceCounts>> {
  const rows = await warehouse.rows<SourceCounts & {readonly source: string}>(
    "select source, raw, clean, rejected, duplicates from clean_counts",
  );
  const counts = new Map(rows.map(({source, ...own}) => [source, own]));
  for (const source of sources)
    if (source.spec.required && counts.get(source.name)?.clean === 0)
      throw await nothingUsable(warehouse, source, counts.get(source.name)!);
  return counts;
}

async function nothingUsable(
  warehouse: Warehouse,
  {name, input}: SourceConfig,
  {raw}: SourceCounts,
): Promise<SourceError> {
  const reasons = await warehouse.rows<{reason: string; rows: number; value: string | null}>(
    `select reason, count(distinct "row") as rows, min(value) as value from rejected_${name} group by reason order by rows desc, reason limit 3`,
  );
  const list = reasons.map(
    ({reason, rows, value}) => `${rows} × ${reason}${value === null ? "" : `, such as "${value}"`}`,
  );
  const found = raw === 0 ? "there are no records" : `none of the ${raw} records is usable`;
  return new SourceError(
    input.path,
    undefined,
    `${[`${found} for ${name}`, ...list].join("; ")}. Check the file and the columns of sources.${name}`,
  );
}

/** SQL for `clean_rejected`: the rejected records of all sources, with the file they stand in. */
export function allRejected(sources: readonly string[]): string {
  const each = sources.map(
    (name) => `select ${text(name)} as source, "row", "column", value, reason from rejected_${name}`,
  );
  return `create or replace table clean_rejected as
    with files as (select source, regexp_extract(path, '[^/\\\\]+$') as path, first_row, "rows" from raw_files),
    rejected as (${each.join(" union all ")}),
    sources as (select source, count(*) as files, min(path) as path from files group by source)
    select rejected.source, case when sources.files = 1 then sources.path else files.path end as file,
      rejected."row", rejected."column", rejected.value, rejected.reason
    from rejected
    left join sources on sources.source = rejected.source
    left join files on files.source = rejected.source and sources.files > 1
      and rejected."row" between files.first_row and files.first_row + files."rows" - 1`;
}
