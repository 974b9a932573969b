/** A value at a place on the axis of days; null is a gap. */
export interface Place {
  readonly x: number;
  readonly y: number | null;
}

const mostPlaces = 400;

/** Over how many days to take means so that they can be told apart: 1 up to a year, whole weeks beyond. */
export function meanDays(days: number): number {
  return days <= mostPlaces ? 1 : 7 * Math.ceil(days / 7 / mostPlaces);
}

/** Means of so many days each, over those that have a value, at the middle of their days; null where none has. */
export function condense(values: readonly (number | null)[], window: number): Place[] {
  return Array.from({length: Math.ceil(values.length / window)}, (_, i) => {
    const part = values.slice(i * window, (i + 1) * window);
    const known = part.filter((value) => value !== null);
    const mean = known.reduce((total, value) => total + value, 0) / known.length;
    return {x: i * window + (part.length - 1) / 2, y: known.length === 0 ? null : mean};
  });
}
