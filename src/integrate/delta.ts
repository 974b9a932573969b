import type {Warehouse} from "../store/warehouse.ts";
import type {StoredColumn} from "./encode.ts";
import type {CodedTables} from "./incoming.ts";

/** Rows that were read again, all others being as they were: everything, what was read and nothing else, or by ranges of their numbers, both ends included. */
export type Reread = "everything" | "what came" | readonly (readonly [first: number, last: number])[];

export interface Delta {
  readonly fresh: number;
  readonly gone: number;
  /** All that differs is new and stands behind what there was. */
  readonly isAppended: boolean;
}

export interface Part {
  readonly source: string;
  readonly columns: readonly StoredColumn[];
  readonly tables: CodedTables;
  readonly reread: Reread;
  /** How many there were. */
  readonly rows: number;
  /** Whether normalize takes all of the source anew anyhow. */
  readonly isReloaded: boolean;
}

/** Compares what was read with what is there and changes the rows that differ, in place. What it did waits in `fresh_<source>` and `gone_<source>`. Nothing where so much differs that the source is better taken whole; then it must be. */
export async function applyDelta(warehouse: Warehouse, part: Part): Promise<Delta | undefined> {
  const {source, columns, tables} = part;
  for (const [i, {storage}] of columns.entries())
    if (storage === "coded") await warehouse.run(learnTexts(source, i + 1, tables.texts(i + 1)));
  await warehouse.run(`${recoded(part)}; ${differing(part)}`);
  const delta = await warehouse.row<Delta>(
    `select count(*) filter (is_new) as fresh, count(*) filter (is_old) as gone,
       coalesce(min("row") > (select max("row") from rows_${source}), false) as "isAppended" from differing_${source}`,
  );
  const isWhole = part.reread === "everything" && Math.max(delta.fresh, delta.gone) > part.rows / 2 + 1000;
  if (!isWhole && delta.fresh + delta.gone > 0) await change(warehouse, part, delta);
  await warehouse.run(`drop table recoded_${source}; drop table differing_${source}`);
  return isWhole ? undefined : delta;
}

async function change(warehouse: Warehouse, {source, columns, isReloaded}: Part, {gone}: Delta): Promise<void> {
  if (!isReloaded) await warehouse.run(remember(source));
  await warehouse.run(replace(source));
  for (const [i, {storage}] of columns.entries())
    if (gone > 0 && storage === "coded") await warehouse.run(forgetTexts(source, i + 1));
  await warehouse.run(`drop table former_${source}`);
}

function learnTexts(source: string, position: number, incoming: string): string {
  const known = `texts_${source}_${position}`;
  return `insert into ${known}
    select ${nextCode(source, position)} - 1 + row_number() over (order by incoming.code), incoming."text"
    from ${incoming} as incoming where not exists (select 1 from ${known} as known where known."text" = incoming."text")`;
}

/** A code means the same text for as long as the source is not taken whole, also after no row has it any more: what was made of it may still be there. */
function nextCode(source: string, position: number): string {
  return `(select max(next) from (
    select coalesce(max(code), -1) + 1 as next from texts_${source}_${position}
    union all select next from used_codes where source = '${source}' and position = ${position}))`;
}

/** What was read, with the codes the texts have here. */
function recoded({source, columns, tables}: Part): string {
  const values = columns.map(({storage}, i) =>
    storage === "coded" ? `, known_${i + 1}.code as c${i + 1}` : `, incoming.c${i + 1}`,
  );
  const joins = columns.map(({storage}, i) =>
    storage === "coded"
      ? `left join ${tables.texts(i + 1)} as own_${i + 1} on own_${i + 1}.code = incoming.c${i + 1}
         left join texts_${source}_${i + 1} as known_${i + 1} on known_${i + 1}."text" = own_${i + 1}."text"`
      : "",
  );
  return `create temp table recoded_${source} as
    select incoming."row"${values.join("")} from ${tables.rows} as incoming ${joins.join(" ")}`;
}

/** The numbers of rows that are not the same before and after. */
function differing({source, columns, reread, tables}: Part): string {
  const differs = columns.map((_, i) => ` or old.c${i + 1} is distinct from new.c${i + 1}`);
  return `create temp table differing_${source} as
    select coalesce(old."row", new."row") as "row", old."row" is not null as is_old, new."row" is not null as is_new
    from (select * from rows_${source} where ${within(reread, tables)}) as old
    full join recoded_${source} as new on new."row" = old."row"
    where old."row" is null or new."row" is null${differs.join("")}`;
}

function within(reread: Reread, {rows}: CodedTables): string {
  if (reread === "everything") return "true";
  if (reread === "what came") return `"row" in (select "row" from ${rows})`;
  if (reread.length === 0) return "false";
  return reread.map(([first, last]) => `"row" between ${first} and ${last}`).join(" or ");
}

/** A row that normalize has not seen yet as it was does not count as gone. */
function remember(source: string): string {
  return `
    insert into gone_${source} select * from rows_${source} where "row" in (select "row" from differing_${source} where is_old)
      and "row" not in (select "row" from fresh_${source});
    delete from fresh_${source} where "row" in (select "row" from differing_${source} where is_old);
    insert into fresh_${source} select "row" from differing_${source} where is_new`;
}

function replace(source: string): string {
  return `
    create temp table former_${source} as
      select * from rows_${source} where "row" in (select "row" from differing_${source} where is_old);
    delete from rows_${source} where "row" in (select "row" from differing_${source} where is_old);
    insert into rows_${source} select * from recoded_${source}
      where "row" in (select "row" from differing_${source} where is_new) order by "row"`;
}

/** A text of a row that is gone stays only where another row has it. */
function forgetTexts(source: string, position: number): string {
  const code = `c${position}`;
  return `insert into used_codes select '${source}', ${position}, max(code) + 1 from texts_${source}_${position};
    delete from texts_${source}_${position} where code in (
    select ${code} from former_${source} where ${code} is not null
    except select ${code} from rows_${source} where ${code} in (select ${code} from former_${source}))`;
}

export const usedCodes = "create table if not exists used_codes (source varchar, position integer, next integer)";

/** SQL for the tables in which changes wait for normalize, empty. */
export function noChanges(source: string): string {
  return `delete from used_codes where source = '${source}';
    create or replace table fresh_${source} ("row" bigint);
    create or replace table gone_${source} as select * from rows_${source} limit 0`;
}
