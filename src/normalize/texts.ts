import {text} from "../store/warehouse.ts";

/** Blanks people do not see: ASCII white space, no-break and narrow spaces, the byte order mark. */
const blanks = text(" \t\n\v\f\r\u00a0\u2009\u202f\u3000\ufeff");

/** SQL for a text without surrounding blanks, NULL when nothing is left or when it is one of the `missing` texts. */
export function trimmed(value: string, missing: readonly string[]): string {
  // Trimming costs several times what it costs to see that there is nothing to trim.
  const bare = `case when regexp_full_match(${value}, '[!-~](?:[ -~]*[!-~])?') then ${value} else nullif(trim(${value}, ${blanks}), '') end`;
  return missing.length === 0
    ? bare
    : `case when ${bare} in (${missing.map(text).join(", ")}) then null else ${bare} end`;
}
