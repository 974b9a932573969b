import type {SourceSpec} from "../config/source.ts";
import {identifier, text} from "../store/warehouse.ts";
import {cleanRows, type Plan} from "./tables.ts";
import {sqlType} from "./values.ts";

/** SQL for `rejected_<source>` and `duplicates_<source>`, empty. */
export function emptyOutcomes({name}: SourceSpec): string {
  return `create or replace table rejected_${name} ("row" bigint, "column" varchar, value varchar, reason varchar);
    create or replace table duplicates_${name} ("row" bigint, first_row bigint)`;
}

/** SQL for the clean table of a source without any records, so that every model finds its columns. */
export function emptyClean(spec: SourceSpec): string {
  const columns = Object.entries(spec.columns).map(([name, {type}]) => `${identifier(name)} ${sqlType(type)}`);
  return `create table clean_${spec.name} (${columns.join(", ")}, "row" bigint)`;
}

/** SQL for the view `clean_<source>`: what is neither rejected nor a duplicate. */
export function cleanView(plan: Plan, where: string): string {
  return `create view clean_${plan.spec.name} as ${cleanRows(plan, where)}`;
}

/** SQL for the rejections of records that could not be read as records. */
export function faultyRows({name}: SourceSpec): string {
  return `select "row", cast(null as varchar) as "column", record as value, reason from raw_faults where source = ${text(name)}`;
}

/** SQL that is true of a record, as `kept`, that stands in none of the tables. */
export function standsInNone(tables: readonly string[]): string {
  if (tables.length === 0) return "true";
  const rows = tables.map((table) => `select "row" from ${table}`).join(" union all ");
  return `not exists (select 1 from (${rows}) as excluded where excluded."row" = kept."row")`;
}

/** SQL that adds all that is selected to a table, in the order of rows. */
export function insertAll(table: string, selects: readonly string[]): string {
  return `insert into ${table} ${selects.join(" union all ")} order by 1, 2`;
}
