import type {Model} from "./models.ts";
import {rowsWithin, type Scope} from "./scope.ts";

/** Rows of a table under a name of their own. No view: each would be a statement more. */
export interface Place extends Model {
  readonly kind: "place";
  /** SQL for the rows: the table itself, or a query in brackets. */
  readonly sql: string;
}

export function isPlace(model: Model): model is Place {
  return model.kind === "place";
}

/** The rows of a table that a scope is about. */
export function part(name: string, table: string, day: string, scope: Scope): Place {
  return placeOf(name, table, scope.days === "all" ? table : `(${rowsWithin(scope, table, day)})`);
}

/** The rows of a table that fulfil `where`. */
export function place(name: string, table: string, where: string): Place {
  return placeOf(name, table, where === "true" ? table : `(select * from ${table} where ${where})`);
}

function placeOf(name: string, table: string, sql: string): Place {
  return {name, about: name, reads: [table], kind: "place", needs: [], sections: [], sql};
}

/** The models with the rows themselves in place of the names. What stands in comments and in quotes names nothing. */
export function fillIn<T extends Model>(models: readonly T[], places: readonly Place[]): T[] {
  const rows = new Map(places.map(({name, sql}) => [name, sql]));
  const names = /--.*|'(?:[^']|'')*'|\b(from|join) ([a-z_]+)\b( as\b)?/g;
  const filled = (sql: string): string =>
    sql.replace(names, (all, word?: string, name?: string, as?: string) =>
      name !== undefined && rows.has(name) ? `${word} ${filledIn(rows.get(name)!)}${as ?? ` as ${name}`}` : all,
    );
  const filledIn = (sql: string) => (sql.startsWith("(") ? filled(sql) : (rows.get(sql) ?? sql));
  return models.map((model) => ({...model, sql: filled(model.sql)}));
}
