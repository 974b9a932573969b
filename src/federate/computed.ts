import {identifier, type Row, type Warehouse} from "../store/warehouse.ts";
import type {Buildable} from "./build.ts";

/** A mart that is estimated from aggregates, where SQL has no words for it. To add one: a file in `computed/` that exports it, and its place in the list there. */
export interface Computed {
  readonly name: string;
  /** One sentence: what it holds, and a row of it is one of what. */
  readonly about: string;
  readonly needs: readonly string[];
  readonly sections: readonly string[];
  /** The models it reads. */
  readonly reads: readonly string[];
  /** Its columns, as name and SQL type. */
  readonly columns: Readonly<Record<string, string>>;
  /** Aggregates to read, by a name of their own: at most some ten thousand rows. */
  readonly queries: Readonly<Record<string, string>>;
  /** Pure: the same facts give the same rows. Each row has all the columns; money as decimal text. */
  compute(facts: Readonly<Record<string, readonly Row[]>>): readonly Row[];
}

export function asModel(computed: Computed): Buildable {
  const {name, about, needs, sections, reads} = computed;
  const make = (warehouse: Warehouse) => fill(warehouse, computed);
  return {name, about, needs, sections, reads, kind: "table", sql: String(computed.compute), make};
}

async function fill(warehouse: Warehouse, {name, columns, queries, compute}: Computed): Promise<void> {
  const facts: Record<string, readonly Row[]> = {};
  for (const [fact, sql] of Object.entries(queries)) facts[fact] = await warehouse.rows(sql);
  const rows = compute(facts);
  const types = Object.entries(columns).map(([column, type]) => `${identifier(column)} ${type}`);
  await warehouse.run(`create or replace table ${name} (${types.join(", ")})`);
  if (rows.length > 0) await insert(warehouse, name, Object.keys(columns), rows);
}

/** As texts, which the engine reads as the types of the columns: as values in SQL, thousands of rows take seconds to plan. */
async function insert(warehouse: Warehouse, name: string, columns: readonly string[], rows: readonly Row[]) {
  const texts = columns.map((column) => `${identifier(column)} varchar`);
  await warehouse.run(`create or replace temp table computed_rows (${texts.join(", ")})`);
  const values = columns.map((column) => ({texts: rows.map((row) => textOf(row[column]))}));
  warehouse.append("computed_rows", values, rows.length);
  await warehouse.run(`insert into ${name} select * from computed_rows; drop table computed_rows`);
}

function textOf(value: Row[string] | undefined): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "number" && !Number.isFinite(value) ? null : String(value);
}
