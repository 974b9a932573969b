import type {SourceConfig} from "../config/config.ts";
import {text} from "../store/warehouse.ts";

export interface SourceCounts {
  readonly raw: number;
  readonly clean: number;
  readonly rejected: number;
  readonly duplicates: number;
}

/** SQL for one row of counts, each taken from its own table but for the clean ones where they are known. */
export function sourceCounts({name}: SourceConfig, clean?: number): string {
  return `select ${text(name)} as source,
    (select count(*) from rows_${name}) as raw,
    ${clean ?? `(select count(*) from clean_${name})`} as clean,
    (select count(distinct "row") from rejected_${name}) as rejected,
    (select count(*) from duplicates_${name}) as duplicates`;
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
