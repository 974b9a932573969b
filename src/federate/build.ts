import type {Log} from "../lib/log.ts";
import type {Relations} from "../store/relations.ts";
import type {Warehouse} from "../store/warehouse.ts";
import type {Model} from "./models.ts";
import {isIdle, type Scope, type Scopes, within} from "./scope.ts";

/** A model, or a stand-in that is made otherwise than from a file. */
export interface Buildable extends Model {
  readonly make?: (warehouse: Warehouse) => Promise<void>;
}

export interface Workshop {
  readonly warehouse: Warehouse;
  readonly log: Log;
  readonly scopes: Scopes;
  /** As they were before anything was made. */
  readonly relations: Relations;
}

/** Makes what the model says: a step, a mart, a view, or of a kept table the days of its scope. */
export async function build(workshop: Workshop, model: Buildable): Promise<void> {
  const {warehouse, log} = workshop;
  const started = performance.now();
  if (model.make) await model.make(warehouse);
  else if (model.kind === "kept" && isIdle(scopeOf(model, workshop.scopes))) return;
  else await warehouse.run(statements(model, workshop));
  log.debug({model: model.name, ms: Math.round(performance.now() - started)}, "model built");
}

function statements(model: Model, {scopes, relations}: Workshop): string {
  const {name, kind, sql} = model;
  if (kind === "step") return `create or replace temp table ${name} as ${sql}`;
  if (kind === "kept") return renewal(model, scopes);
  return `${relations.drops((other) => other === name)} create ${kind} ${name} as ${sql}`;
}

function scopeOf({keptBy, keptWhile}: Model, scopes: Scopes): Scope {
  return scopes[(keptBy ?? keptWhile)!.scope as keyof Scopes];
}

function renewal(model: Model, scopes: Scopes): string {
  const {name, sql, keptBy, keptWhile} = model;
  const scope = scopeOf(model, scopes);
  if (scope.days === "all") return `create or replace table ${name} as ${sql}`;
  if (keptWhile) {
    const {column, table} = keptWhile;
    return `delete from ${name} where ${column} not in (select ${column} from ${table}); insert into ${name} ${sql}`;
  }
  const [day, ...others] = keptBy!.columns;
  const replaced = others.map((column) => `delete from ${name} where ${column} in (select ${column} from fresh_rows);`);
  return `
    create or replace temp table fresh_rows as ${sql};
    delete from ${name} where ${within(scope, day!)};
    ${replaced.join(" ")}
    insert into ${name} select * from fresh_rows;
    drop table fresh_rows`;
}

/** Steps are gone once the marts are made. */
export async function dropSteps(warehouse: Warehouse, models: readonly Buildable[]): Promise<void> {
  const steps = models.filter(({kind}) => kind === "step");
  await warehouse.run(steps.map(({name}) => `drop table temp.${name}`).join("; "));
}
