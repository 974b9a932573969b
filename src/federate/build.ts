import type {Warehouse} from "../store/warehouse.ts";
import type {Model} from "./models.ts";
import {isIdle, type ScopeName, type Scopes, within} from "./scope.ts";

/** A model, or a stand-in that is made otherwise than from a file. */
export interface Buildable extends Model {
  readonly make?: (warehouse: Warehouse) => Promise<void>;
}

/** Makes what the model says: a step, a mart, a view, or of a kept table the days of its scope. */
export async function build(warehouse: Warehouse, model: Buildable, scopes: Scopes): Promise<void> {
  const {name, kind, make, sql} = model;
  if (make) return make(warehouse);
  if (kind === "step") return warehouse.run(`create or replace temp table ${name} as ${sql}`);
  if (kind === "kept") return renew(warehouse, model, scopes);
  await dropTableOrView(warehouse, name);
  await warehouse.run(`create ${kind} ${name} as ${sql}`);
}

async function renew(warehouse: Warehouse, {name, sql, keptBy}: Model, scopes: Scopes): Promise<void> {
  const {columns, scope: scopeName} = keptBy!;
  const scope = scopes[scopeName as ScopeName];
  if (isIdle(scope)) return;
  if (scope.days === "all") return warehouse.run(`create or replace table ${name} as ${sql}`);
  const [day, ...others] = columns;
  await warehouse.run(`create or replace temp table fresh_rows as ${sql}`);
  await warehouse.run(`delete from ${name} where ${within(scope, day!)}`);
  for (const column of others)
    await warehouse.run(`delete from ${name} where ${column} in (select ${column} from fresh_rows)`);
  await warehouse.run(`insert into ${name} select * from fresh_rows; drop table fresh_rows`);
}

/** Drops whichever of the two there is: it was the other in an earlier version, or while a stage before ran alone. */
export async function dropTableOrView(warehouse: Warehouse, name: string): Promise<void> {
  const [found] = await warehouse.rows<{type: string}>(
    `select table_type as type from information_schema.tables where table_schema = 'main' and table_name = '${name}'`,
  );
  if (found) await warehouse.run(`drop ${found.type === "VIEW" ? "view" : "table"} ${name}`);
}

/** Steps are gone once the marts are made. */
export async function dropStep(warehouse: Warehouse, name: string): Promise<void> {
  const [found] = await warehouse.rows<{type: string}>(
    `select table_type as type from information_schema.tables where table_catalog = 'temp' and table_name = '${name}'`,
  );
  if (found) await warehouse.run(`drop ${found.type === "VIEW" ? "view" : "table"} temp.${name}`);
}
