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

/** Means of so many days each, at the middle of their days; null where fewer than half of them have a value. Only whole windows up to the last day: what is left over at the beginning is left out. */
export function condense(values: readonly (number | null)[], window: number): Place[] {
  const first = values.length % window;
  return Array.from({length: Math.floor(values.length / window)}, (_, i) => {
    const start = first + i * window;
    const known = values.slice(start, start + window).filter((value) => value !== null);
    const mean = known.reduce((total, value) => total + value, 0) / known.length;
    return {x: start + (window - 1) / 2, y: known.length * 2 < window ? null : mean};
  });
}
