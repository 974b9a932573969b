/** What an axis covers, from a round number to a round number in round steps. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

const mostSteps = 5;
const roundSteps = [1, 2, 2.5, 5, 10];

/** The round range around the values; steps are whole where `smallestStep` is 1. */
export function roundRange(values: readonly number[], smallestStep = 0): Range {
  const [lowest, highest] = extent(values);
  const step = Math.max(roundStep((highest - lowest || 1) / mostSteps), smallestStep);
  const [low, high] = [Math.floor(lowest / step) * step, Math.ceil(highest / step) * step];
  return {low, high: high > low ? high : low + step, step};
}

/** The same with zero in it, where lengths are to be compared. */
export function rangeFromZero(values: readonly number[], smallestStep = 0): Range {
  return roundRange([0, ...values], smallestStep);
}

/** Two ranges from zero whose steps stand at the same heights, so that zero is level where either goes below it; as few steps as fill both best. The steps of the second are whole where `smallestStep` is 1. */
export function levelRanges(one: readonly number[], other: readonly number[], smallestStep = 0): [Range, Range] {
  const plain: [Range, Range] = [rangeFromZero(one), rangeFromZero(other, smallestStep)];
  if (plain.every(({low}) => low === 0)) return plain;
  const level = splits.map(([below, above]): [Range, Range] => [
    stretched(extent([0, ...one]), below, above, 0),
    stretched(extent([0, ...other]), below, above, smallestStep),
  ]);
  const filled = ([a, b]: [Range, Range]) => fill(a, one) + fill(b, other);
  return level.reduce((best, next) => (filled(next) > filled(best) ? next : best));
}

/** So many steps below zero, so many above. */
const splits = [1, 2, 3, 4]
  .flatMap((below) => [1, 2, 3, 4].map((above) => [below, above] as const))
  .filter(([below, above]) => below + above <= mostSteps);

function stretched([lowest, highest]: [number, number], below: number, above: number, smallestStep: number): Range {
  const least = Math.max(highest / above, -lowest / below) || 1 / mostSteps;
  const step = Math.max(roundStep(least), smallestStep);
  return {low: -below * step, high: above * step, step};
}

/** The part of a range that the values take up. */
function fill({low, high}: Range, values: readonly number[]): number {
  const [lowest, highest] = extent([0, ...values]);
  return (highest - lowest) / (high - low);
}

/** Not by Math.min(...values), which fails on very long lists. */
function extent(values: readonly number[]): [number, number] {
  return values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [values[0] ?? 0, values[0] ?? 0],
  );
}

function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  return power * roundSteps.find((round) => round * power >= atLeast * (1 - 1e-9))!;
}

export function ticksOf({low, high, step}: Range): number[] {
  return Array.from({length: Math.round((high - low) / step) + 1}, (_, i) => low + i * step);
}
