import {isOneOf, text} from "../store/warehouse.ts";
import type {Questions} from "./questions.ts";
import type {Relations} from "./relations.ts";
import {rowsOf} from "./stored.ts";

/** What integrate did to the records of a source since they were last read. */
export interface Changes {
  /** Rows that are new or other than they were; `fresh_<source>` has them. */
  readonly fresh: number;
  /** Rows that are not there any more or not as they were; `gone_<source>` has them as they stood. */
  readonly gone: number;
  /** All fresh rows are between these. */
  readonly first: number | null;
  readonly last: number | null;
}

/** Nothing where all records are to be read. */
export async function readChanges(
  questions: Questions,
  source: string,
  relations: Relations,
): Promise<Changes | undefined> {
  const needed = ["reloaded", `fresh_${source}`, `gone_${source}`, "clean_counts"];
  if (!needed.every((table) => relations.has(table))) return undefined;
  const [own, {gone}, {after}, {before}, {reloaded}] = await Promise.all([
    questions.ask<Omit<Changes, "gone">>({
      measures: {fresh: "count(*)", first: `min("row")`, last: `max("row")`},
      from: `fresh_${source}`,
    }),
    questions.ask<{gone: number}>({measures: {gone: "count(*)"}, from: `gone_${source}`}),
    questions.ask<{after: number}>({measures: {after: "count(*)"}, from: rowsOf(source)}),
    questions.ask<{before: number}>({
      measures: {before: "coalesce(sum(raw), 0)"},
      from: `clean_counts where source = ${text(source)}`,
    }),
    questions.ask<{reloaded: number}>({
      measures: {reloaded: "count(*)"},
      from: `reloaded where source = ${text(source)}`,
    }),
  ]);
  const addsUp = before - gone + own.fresh === after;
  return reloaded === 0 && addsUp ? {...own, gone} : undefined;
}

/** SQL that forgets what was taken up. */
export function forgetChanges(sources: readonly string[], relations: Relations): string[] {
  const own = sources.flatMap((source) => [`fresh_${source}`, `gone_${source}`]).filter((name) => relations.has(name));
  const deletes = own.map((table) => `delete from ${table}`);
  return relations.has("reloaded") ? [...deletes, `delete from reloaded where ${isOneOf("source", sources)}`] : deletes;
}

/** SQL that says that any row of sources may be another one now. */
export function touchAll(sources: readonly string[]): string[] {
  if (sources.length === 0) return [];
  const rows = sources.map((source) => `(${text(source)})`);
  return [
    `delete from touched_all where ${isOneOf("source", sources)}`,
    `insert into touched_all values ${rows.join(", ")}`,
  ];
}

/** SQL that says that something of these sources changed, be it of no day: a record set aside, say. */
export function touch(sources: readonly string[]): string[] {
  const rows = sources.map((source) => `(${text(source)}, cast(null as date))`);
  return rows.length === 0 ? [] : [`insert into touched_days values ${rows.join(", ")}`];
}

/** SQL that says that rows of these days are others now; `days` is SQL for a relation with the column `day`. */
export function touchDays(source: string, days: string): string {
  return `insert into touched_days select distinct ${text(source)}, day from (${days}) as days
    where day is not null and day not in (select day from touched_days where source = ${text(source)})`;
}
