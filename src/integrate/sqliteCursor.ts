import {phrased} from "../lib/errors.ts";
import {closest} from "../lib/similar.ts";
import {identifier} from "../store/warehouse.ts";
import {RelationFault} from "./relationFault.ts";

/** The position of the cursor. Throws RelationFault for a column that is not there. */
export function cursorPosition(names: readonly string[], cursor: string): number {
  const position = names.findIndex((name) => name.toLowerCase() === cursor.toLowerCase());
  if (position >= 0) return position;
  const guess = closest(cursor, names);
  const hint = guess === undefined ? "" : ` (did you mean ${guess}?)`;
  throw new RelationFault(phrased`has no column ${cursor}, its cursor${hint}; there are ${names.join(", ")}`);
}

/** A query for the same records by their cursor; those with the same one by all they are, so that there is one order only. */
export function inOrder(query: string, names: readonly string[], cursor: string, condition = "true"): string {
  const order = [cursorIn(names, cursor), ...names.map((_, i) => i + 1)];
  return `select * from (\n${query}\n) where ${condition} order by ${order.join(", ")}`;
}

/** The cursor as SQL. */
export function cursorIn(names: readonly string[], cursor: string): string {
  return identifier(names[cursorPosition(names, cursor)]!);
}
