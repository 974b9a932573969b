import {crossProducts, dot, invert, type Matrix, multiply} from "../leastSquares.ts";

/** Counts of days as the exponential of what is said of them, with a variance that is a multiple of their mean. */
export interface Fit {
  readonly coefficients: readonly number[];
  /** Of the coefficients, for a dispersion of 1; 0 for those that follow from others. */
  readonly covariance: Matrix;
  readonly fitted: readonly number[];
  /** How many times its mean the variance is, from Pearson's statistic. */
  readonly dispersion: number;
  readonly degreesOfFreedom: number;
}

const mostSteps = 30;
/** Exponents beyond are no counts of sales. */
const furthest = 30;

/** By iteratively reweighted least squares (McCullagh & Nelder, Generalized Linear Models, 2nd ed., 2.5 and 6.2.3). NULL where nothing was counted or nothing is left to estimate from. */
export function quasiPoisson(rows: Matrix, counts: readonly number[]): Fit | null {
  const mean = counts.reduce((sum, value) => sum + value, 0) / counts.length;
  if (!(mean > 0)) return null;
  let fitted = counts.map((value) => (Math.max(value, 0) + mean) / 2);
  for (let step = 0; ; step++) {
    const z = fitted.map((mu, i) => Math.log(mu) + (counts[i]! - mu) / mu);
    const {squares, products} = crossProducts(rows, fitted, z);
    const covariance = invert(squares);
    const coefficients = multiply(covariance, products);
    const next = rows.map((row) => Math.exp(Math.max(-furthest, Math.min(furthest, dot(row, coefficients)))));
    const isSettled = next.every((mu, i) => Math.abs(mu - fitted[i]!) <= 1e-8 * (mu + mean));
    fitted = next;
    if (isSettled || step === mostSteps) return withSpread(counts, {coefficients, covariance, fitted});
  }
}

function withSpread(counts: readonly number[], fit: Pick<Fit, "coefficients" | "covariance" | "fitted">): Fit | null {
  const rank = fit.covariance.filter((row, i) => row[i]! > 0).length;
  const degreesOfFreedom = counts.length - rank;
  if (degreesOfFreedom < 1) return null;
  const pearson = counts.reduce((sum, value, i) => sum + (value - fit.fitted[i]!) ** 2 / fit.fitted[i]!, 0);
  return {...fit, degreesOfFreedom, dispersion: pearson / degreesOfFreedom};
}

/** How unsure the last coefficient is. Each day by the larger of two variances, that of counts spread more than by chance and that of its own residuals (White, Econometrica 48, 1980; with n / (n − p)); days near one another as alike as the residuals are, fading evenly from day to day (Liang & Zeger, Biometrika 73, 1986). `days` are the days of the rows. */
export function lastError(rows: Matrix, counts: readonly number[], fit: Fit, days: readonly number[]): number {
  const projection = fit.covariance.at(-1)!;
  const misses = counts.map((value, i) => value - fit.fitted[i]!);
  const residuals = misses.map((miss, i) => miss / Math.sqrt(fit.fitted[i]!));
  const {share, fading} = likeness(residuals, days, counts.length - fit.degreesOfFreedom);
  const along = rows.map((row) => dot(row, projection));
  const spread = Math.sqrt(Math.max(1, fit.dispersion));
  const pulls = along.map((value, i) => value * Math.sqrt(fit.fitted[i]!) * spread);
  const own = pulls.reduce((sum, pull) => sum + pull ** 2, 0);
  const robust =
    along.reduce((sum, value, i) => sum + (value * misses[i]!) ** 2, 0) * (counts.length / fit.degreesOfFreedom);
  let alike = 0;
  for (let i = 0; share > 0 && i < pulls.length; i++)
    for (let j = i + 1; j < pulls.length; j++)
      alike += 2 * share * fading ** Math.abs(days[j]! - days[i]!) * pulls[i]! * pulls[j]!;
  return Math.sqrt(Math.max(own, robust) + Math.max(0, alike));
}

/** The part of the noise that lasts, and how much of it is left a day later. */
function likeness(residuals: readonly number[], days: readonly number[], estimated: number) {
  const size = residuals.reduce((sum, value) => sum + value ** 2, 0) / residuals.length;
  const at = new Map(days.map((day, i) => [day, residuals[i]!]));
  const correlation = (lag: number) => {
    const pairs = days.flatMap((day, i) => (at.has(day + lag) ? [residuals[i]! * at.get(day + lag)!] : []));
    const found = pairs.length === 0 ? 0 : pairs.reduce((sum, value) => sum + value, 0) / pairs.length / size;
    // What was estimated from them makes residuals look less alike than they are.
    return found + estimated / residuals.length;
  };
  const [one, two, three] = [correlation(1), correlation(2), correlation(3)];
  if (!(one > 2 / Math.sqrt(residuals.length))) return {share: 0, fading: 0};
  const fading = Math.min(0.95, Math.max(one, (two + three) / (one + two)));
  return {share: Math.min(1, one / fading), fading};
}
