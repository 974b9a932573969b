import {identifier} from "../store/warehouse.ts";
import type {StoredColumn} from "./encode.ts";

/** SQL for the view `raw_<source>`: the records of `rows_<source>` as texts, under the names the source has for them. */
export function rawView(source: string, columns: readonly StoredColumn[]): string {
  const values = columns.map(({columnName}, i) => `, ${textOf(columns[i]!, i + 1)} as ${identifier(columnName)}`);
  const joins = columns.map(({storage}, i) =>
    storage === "coded"
      ? `left join texts_${source}_${i + 1} as texts_${i + 1} on texts_${i + 1}.code = kept.c${i + 1}`
      : "",
  );
  return `create view raw_${source} as select kept."row"${values.join("")} from rows_${source} as kept ${joins.join(" ")}`;
}

function textOf({storage}: StoredColumn, position: number): string {
  if (storage === "coded") return `texts_${position}."text"`;
  return storage === "whole" ? `cast(kept.c${position} as varchar)` : `kept.c${position}`;
}
