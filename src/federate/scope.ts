import {apart, onDays} from "../reach.ts";

/** Whose days are made again: each by changes of its own. `attribution` follows orders and flights. */
export const scopeNames = ["orders", "attribution", "web_traffic", "footfall", "events"] as const;
export type ScopeName = (typeof scopeNames)[number];

/** The days of which kept tables are made again, and why. */
export interface Scope {
  readonly days: "all" | readonly string[];
  /** SQL over sales or their cells that holds for what is made again of other days. */
  readonly reach?: string;
  /** A phrase for the log. */
  readonly why: string;
}

/** `classes` is what of `attribution` takes another look at the sales: a part of it, of which nothing is told apart. */
export type Scopes = Readonly<Record<ScopeName | "classes", Scope>>;

/** SQL that holds for the days of a scope. */
export function within({days}: Scope, column: string): string {
  return days === "all" ? "true" : onDays(days, column);
}

/** The rows of a scope, as queries that share none: each by itself is plain enough for the engine to look at no others. */
export function rowsWithin(scope: Scope, table: string, day: string): string {
  const parts = apart(within(scope, day), scope.reach);
  return parts.map((where) => `select * from ${table} where ${where}`).join(" union all ");
}

/** SQL that holds for what shares a key with the `rows` of a scope, on whatever day. Of all days that is everything, and nothing need be looked up. */
export function sharing({days}: Scope, key: string, rows: string): string {
  return days === "all" ? "true" : `${key} in (select ${key} from ${rows})`;
}

export function isIdle({days, reach}: Scope): boolean {
  return days !== "all" && days.length === 0 && reach === undefined;
}
