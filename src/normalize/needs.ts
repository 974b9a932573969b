import type {SourceSpec} from "../config/source.ts";
import {mentions} from "./expressions.ts";
import {fallbackOf} from "./mapping.ts";

/** The columns, and `row`, that an expression over the clean ones is made of in the end; `bound` are those the source provides. */
export function neededBy(spec: SourceSpec, bound: ReadonlySet<string>, expression: string): ReadonlySet<string> {
  const needed = new Set<string>();
  gather(spec, bound, expression, needed);
  return needed;
}

function gather(spec: SourceSpec, bound: ReadonlySet<string>, expression: string, needed: Set<string>): void {
  for (const name of [...Object.keys(spec.columns), "row"]) {
    if (needed.has(name) || !mentions(expression, name)) continue;
    needed.add(name);
    const column = spec.columns[name];
    const source = column && ((bound.has(name) ? undefined : fallbackOf(column, bound)) ?? column.derive);
    if (source) gather(spec, bound, source, needed);
  }
}
