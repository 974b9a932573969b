import type {RowCheck} from "./source.ts";

/** A day a shop can have had. */
export function plausibleDay(column: string): RowCheck {
  const holds = `${column} between date '1970-01-01' and date '2199-12-31'`;
  return {column, holds, reason: `${column} is not between 1970 and 2199`};
}

/** At most `most` either way: a larger number is a slip, and would drown all others in a sum. */
export function plausibleAmount(column: string, most: number): RowCheck {
  return {column, holds: `abs(${column}) <= ${most}`, reason: `${column} is beyond ${grouped(most)}`};
}

/** From nought to `most`. */
export function plausibleCount(column: string, most: number): RowCheck {
  return {
    column,
    holds: `${column} between 0 and ${most}`,
    reason: `${column} is not between 0 and ${grouped(most)}`,
  };
}

/** 1,000,000. Node's own way of writing numbers takes longer to load than most commands take. */
function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
}
