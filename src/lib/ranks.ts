import {linearFit, mean, normalCdf} from "./statistics.ts";

/** A rank correlation with what is known of it. */
export interface RankCorrelation {
  /** Spearman's. */
  readonly r: number;
  readonly n: number;
  /** As many independent pairs would say as much. */
  readonly effective: number;
  /** The 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** Two-sided, against no correlation. */
  readonly p: number;
}

/** A value on a day, counted from any first one. */
export interface Observation {
  readonly day: number;
  readonly x: number;
  readonly y: number;
}

const leastPairs = 10;
/** The variance of Fisher's z of a rank correlation is so much over n − 3 (Fieller, Hartley & Pearson, Biometrika 44, 1957). */
const rankVariance = 1.06;
const normal95 = 1.959963985;
/** Of 1 itself, z is infinite. */
const nearlyOne = 1 - 1e-12;

/** Spearman's correlation of two measures of days, with Fisher's interval. As neighbouring days are alike, pairs count for fewer: n·(1 − ab)/(1 + ab) with the correlations a and b of each measure from one day to the next (Bretherton et al., J. Climate 12, 1999, eq. 31), where both are positive. NULL below ten pairs, in effect, or where one does not vary. */
export function rankCorrelation(observations: readonly Observation[]): RankCorrelation | null {
  const [x, y] = [ranksOf(observations.map((one) => one.x)), ranksOf(observations.map((one) => one.y))];
  const fit = linearFit(x, y);
  if (!fit) return null;
  const days = observations.map(({day}) => day);
  const alike = Math.max(0, fromDayToDay(days, x)) * Math.max(0, fromDayToDay(days, y));
  const effective = (fit.n * (1 - alike)) / (1 + alike);
  if (effective < leastPairs) return null;
  const r = Math.min(nearlyOne, Math.max(-nearlyOne, fit.r));
  const deviation = Math.sqrt(rankVariance / (effective - 3));
  const z = Math.atanh(r);
  const [low, high] = [Math.tanh(z - normal95 * deviation), Math.tanh(z + normal95 * deviation)];
  return {r, n: fit.n, effective, low, high, p: 2 * (1 - normalCdf(Math.abs(z) / deviation))};
}

/** 1 for the least; equal values share the mean of their ranks. */
export function ranksOf(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let place = from; place < to; place++) ranks[order[place]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/** The correlation of each day's value with the next day's; 0 where it cannot be told. */
function fromDayToDay(days: readonly number[], values: readonly number[]): number {
  const centre = mean(values);
  const at = new Map(days.map((day, i) => [day, values[i]! - centre]));
  const pairs = [...at].flatMap(([day, value]) => {
    const next = at.get(day + 1);
    return next === undefined ? [] : [[value, next] as const];
  });
  const squares = mean([...at.values()].map((value) => value * value));
  return pairs.length === 0 || squares === 0 ? 0 : mean(pairs.map(([a, b]) => a * b)) / squares;
}
