import {text, type Warehouse} from "../store/warehouse.ts";
import type {Relations} from "./relations.ts";
import {rowsOf} from "./stored.ts";

/** What integrate did to the records of a source since they were last read; nothing where all are to be read. */
export interface Changes {
  /** Rows that are new or other than they were; `fresh_<source>` has them. */
  readonly fresh: number;
  /** Rows that are not there any more or not as they were; `gone_<source>` has them as they stood. */
  readonly gone: number;
}

export async function readChanges(
  warehouse: Warehouse,
  source: string,
  relations: Relations,
): Promise<Changes | undefined> {
  const needed = ["reloaded", `fresh_${source}`, `gone_${source}`, "clean_counts"];
  if (!needed.every((table) => relations.has(table))) return undefined;
  const found = await warehouse.row<{reloaded: number; fresh: number; gone: number; before: number; after: number}>(`
    select (select count(*) from reloaded where source = ${text(source)}) as reloaded,
      (select count(*) from fresh_${source}) as fresh, (select count(*) from gone_${source}) as gone,
      (select coalesce(sum(raw), 0) from clean_counts where source = ${text(source)}) as before,
      (select count(*) from ${rowsOf(source)}) as after`);
  const addsUp = found.before - found.gone + found.fresh === found.after;
  return found.reloaded === 0 && addsUp ? {fresh: found.fresh, gone: found.gone} : undefined;
}

/** SQL that forgets what was taken up. */
export function forgetChanges(source: string, relations: Relations): string {
  const own = [`fresh_${source}`, `gone_${source}`].filter((table) => relations.has(table));
  const deletes = own.map((table) => `delete from ${table}`);
  if (relations.has("reloaded")) deletes.push(`delete from reloaded where source = ${text(source)}`);
  return deletes.join(";");
}

/** SQL that says that any row of a source may be another one now. */
export function touchAll(source: string): string {
  return `delete from touched_all where source = ${text(source)}; insert into touched_all values (${text(source)})`;
}

/** SQL that says that rows of these days are others now; `days` is SQL for a relation with the column `day`. */
export function touchDays(source: string, days: string): string {
  return `insert into touched_days select distinct ${text(source)}, day from (${days}) as days
    where day is not null and day not in (select day from touched_days where source = ${text(source)})`;
}
