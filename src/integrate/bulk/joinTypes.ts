import type {ColumnTypes} from "./batch.ts";
import {NotInPart} from "./odd.ts";

/** Throws NotInPart where a column is one of numbers now and was none before, or the other way round. */
export function joinTypes(before: readonly ColumnTypes[], now: readonly ColumnTypes[]): readonly ColumnTypes[] {
  return before.map((was, i) => {
    const hasText = was.hasText || now[i]!.hasText;
    const hasNumber = was.hasNumber || now[i]!.hasNumber;
    if (was.hasText !== hasText || was.hasNumber !== hasNumber) throw new NotInPart("a column of another kind");
    return was;
  });
}
