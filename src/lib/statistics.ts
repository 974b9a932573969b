import {createRequire} from "node:module";
import type jstat from "jstat";

const require = createRequire(import.meta.url);
/** Loaded at first use: most of what is drawn or reported needs no distribution. */
const distributions = () => require("jstat") as typeof jstat;
const studentt = () => distributions().studentt;

/** Least squares of `y` on `x`; `t` and `p` test the slope against 0 with n − 2 degrees of freedom, two-sided. */
export interface LinearFit {
  readonly n: number;
  readonly slope: number;
  readonly intercept: number;
  /** Pearson's correlation coefficient. */
  readonly r: number;
  readonly t: number;
  readonly p: number;
}

/** NULL below three points or where x or y does not vary: there is no line to speak of. Formulas: Draper & Smith, Applied Regression Analysis, ch. 1. */
export function linearFit(x: readonly number[], y: readonly number[]): LinearFit | null {
  const n = x.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const squaresX = sum(x.map((value) => (value - meanX) ** 2));
  const squaresY = sum(y.map((value) => (value - meanY) ** 2));
  const products = sum(x.map((value, i) => (value - meanX) * (y[i]! - meanY)));
  if (n < 3 || !varies(x) || !varies(y)) return null;
  const slope = products / squaresX;
  const r = products / Math.sqrt(squaresX * squaresY);
  const t = r * Math.sqrt((n - 2) / Math.max(1 - r * r, Number.EPSILON));
  return {n, slope, intercept: meanY - slope * meanX, r, t, p: twoSidedP(t, n - 2)};
}

/** What is called significant, in words and in figures. */
const level = 0.05;

export function isSignificant({p}: Pick<LinearFit, "p">): boolean {
  return p < level;
}

/** Within a week, the weekdays make any trend there is. */
const leastTrendDays = 7;

/** The straight line through a value for each calendar day; NULL in the first week, and where the values do not vary. */
export function trendLine(values: readonly number[]): LinearFit | null {
  return values.length < leastTrendDays ? null : linearFit([...values.keys()], values);
}

/** Probability of a |t| at least this large when there is no effect. */
export function twoSidedP(t: number, degreesOfFreedom: number): number {
  return 2 * (1 - studentt().cdf(Math.abs(t), degreesOfFreedom));
}

/** The beta distribution function: the regularised incomplete beta function I_x(a, b). */
export function betaCdf(x: number, a: number, b: number): number {
  return distributions().beta.cdf(x, a, b);
}

/** The standard normal distribution function. */
export function normalCdf(z: number): number {
  return distributions().normal.cdf(z, 0, 1);
}

/** The value that Student's t stays below with probability `p`. */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  return studentt().inv(p, degreesOfFreedom);
}

/** Where the next observation of the same kind falls with probability `level`: mean ± t·s·√(1 + 1/n) (Hahn & Meeker, Statistical Intervals, 4.7). NULL below four values. */
export function predictionInterval(
  values: readonly number[],
  level = 0.95,
): {low: number; high: number; mean: number} | null {
  const n = values.length;
  if (n < 4) return null;
  const centre = mean(values);
  const deviation = Math.sqrt(sum(values.map((value) => (value - centre) ** 2)) / (n - 1));
  const reach = studentt().inv(1 - (1 - level) / 2, n - 1) * deviation * Math.sqrt(1 + 1 / n);
  return {low: centre - reach, high: centre + reach, mean: centre};
}

/** Mean of the `width` values that end at each place; NULL where there are not yet that many. */
export function trailingMean(values: readonly number[], width: number): (number | null)[] {
  return values.map((_, i) => (i + 1 < width ? null : mean(values.slice(i + 1 - width, i + 1))));
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** Told from the values themselves: the rounded squares of ten times 12.34 are not zero. */
function varies(values: readonly number[]): boolean {
  return values.some((value) => value !== values[0]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
