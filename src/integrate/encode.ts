import {identifier, type Warehouse} from "../store/warehouse.ts";
import {fewTexts, mostDictionaries, mostTexts} from "./bulk/storage.ts";
import {type CodedTables, incomingTable} from "./incoming.ts";
import type {Column} from "./reader.ts";

/** How a column's texts are kept: as codes of the distinct ones, as the whole numbers they are, or as they stand. */
export type Storage = "coded" | "whole" | "plain";

export interface StoredColumn extends Column {
  readonly storage: Storage;
}

/** Turns the text table of a source into rows of codes and dictionaries, beside it. */
export async function encode(
  warehouse: Warehouse,
  source: string,
  columns: readonly Column[],
  tables: CodedTables,
): Promise<readonly StoredColumn[]> {
  const storages = await chooseStorages(warehouse, source, columns);
  for (const [i, column] of columns.entries())
    if (storages[i] === "coded") await warehouse.run(dictionary(source, column, tables.texts(i + 1)));
  await warehouse.run(rowsOfCodes(source, columns, storages, tables));
  return columns.map((column, i) => ({...column, storage: storages[i]!}));
}

async function chooseStorages(
  warehouse: Warehouse,
  source: string,
  columns: readonly Column[],
): Promise<readonly Storage[]> {
  const {rows} = await warehouse.row<{rows: number}>(
    `select count(*) as "rows" from ${incomingTable(source)} as incoming`,
  );
  const isCoded = await findCoded(warehouse, source, columns, rows);
  const areWhole = await findWhole(
    warehouse,
    source,
    columns.filter((_, i) => !isCoded[i]),
  );
  return columns.map((column, i) => (isCoded[i] ? "coded" : areWhole.has(column) ? "whole" : "plain"));
}

async function findCoded(
  warehouse: Warehouse,
  source: string,
  columns: readonly Column[],
  rows: number,
): Promise<readonly boolean[]> {
  const candidates = columns.slice(0, mostDictionaries);
  if (rows <= fewTexts || columns.length === 0) return candidates.map(() => true);
  const distinct = await warehouse.row<Record<string, number>>(
    `select ${candidates.map((column, i) => `approx_count_distinct(${name(column)}) as c${i}`)} from ${incomingTable(source)} as incoming`,
  );
  return candidates.map((_, i) => distinct[`c${i}`]! <= mostTexts(rows));
}

/** The columns whose every text is a whole number that is written like it: `7`, not `07`. */
async function findWhole(
  warehouse: Warehouse,
  source: string,
  columns: readonly Column[],
): Promise<ReadonlySet<Column>> {
  if (columns.length === 0) return new Set();
  const isWhole = columns.map(
    (column, i) =>
      `bool_and(coalesce(cast(try_cast(${name(column)} as bigint) as varchar), '') = ${name(column)}) as c${i}`,
  );
  const found = await warehouse.row<Record<string, boolean | null>>(
    `select ${isWhole.join(", ")} from ${incomingTable(source)} as incoming`,
  );
  return new Set(columns.filter((_, i) => found[`c${i}`] === true));
}

function dictionary(source: string, column: Column, table: string): string {
  return `create table ${table} as
    select cast(row_number() over (order by "text") - 1 as integer) as code, "text"
    from (select distinct ${name(column)} as "text" from ${incomingTable(source)} as incoming where ${name(column)} is not null)`;
}

function rowsOfCodes(
  source: string,
  columns: readonly Column[],
  storages: readonly Storage[],
  tables: CodedTables,
): string {
  const values = columns.map((column, i) => {
    const value = {coded: `texts_${i + 1}.code`, whole: `cast(${name(column)} as bigint)`, plain: name(column)};
    return `, ${value[storages[i]!]} as c${i + 1}`;
  });
  const joins = columns.map((column, i) =>
    storages[i] === "coded"
      ? `left join ${tables.texts(i + 1)} as texts_${i + 1} on texts_${i + 1}."text" = ${name(column)}`
      : "",
  );
  return `create table ${tables.rows} as
    select incoming."row"${values.join("")} from ${incomingTable(source)} as incoming ${joins.join(" ")} order by incoming."row"`;
}

function name({columnName}: Column): string {
  return `incoming.${identifier(columnName)}`;
}
