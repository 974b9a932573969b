import {logGamma} from "./logGamma.ts";
import {minimize} from "./minimize.ts";

/** The beta-geometric / negative binomial model of how often customers buy again and when they stop: Fader, Hardie & Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2005). Rates of buying vary among customers as gamma(r, alpha), the chance to stop after a purchase as beta(a, b). */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** Customers with the same past: `repeats` purchases after the first, the last of them at `recency` and now at `age`, both counted from the first purchase, in one unit of time. */
export interface Past {
  readonly repeats: number;
  readonly recency: number;
  readonly age: number;
}

export interface PastGroup extends Past {
  readonly customers: number;
}

/** By maximum likelihood; NULL where nobody came back or the search found no end. */
export function fitBgNbd(groups: readonly PastGroup[]): BgNbd | null {
  const age = Math.max(...groups.map((group) => group.age), 0);
  if (!groups.some(({repeats}) => repeats > 0) || age <= 0) return null;
  const {at, hasConverged} = minimize((logs) => -logLikelihood(groups, paramsOf(logs)), [0, Math.log(age / 4), 0, 0.7]);
  return hasConverged ? paramsOf(at) : null;
}

/** Where customers never stop, or all buy alike, the likelihood rises without end: beyond this nothing changes any more. */
const farthest = 12;

function paramsOf(logs: readonly number[]): BgNbd {
  const [r, alpha, a, b] = logs.map((log) => Math.exp(Math.min(farthest, Math.max(-farthest, log))));
  return {r: r!, alpha: alpha!, a: a!, b: b!};
}

/** Equation 6 of the paper, in logarithms. */
export function logLikelihood(groups: readonly PastGroup[], {r, alpha, a, b}: BgNbd): number {
  const constant = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b);
  const byRepeats = new Map<number, number>();
  const ofRepeats = (x: number) => {
    const known = byRepeats.get(x);
    if (known !== undefined) return known;
    const value = constant + logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x);
    byRepeats.set(x, value);
    return value;
  };
  return groups.reduce((sum, {repeats: x, recency, age, customers}) => {
    const stays = -(r + x) * Math.log(alpha + age);
    if (x === 0) return sum + customers * (ofRepeats(x) + stays);
    const stopped = Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + recency);
    const larger = Math.max(stays, stopped);
    return sum + customers * (ofRepeats(x) + larger + Math.log(Math.exp(stays - larger) + Math.exp(stopped - larger)));
  }, 0);
}

/** How many purchases to expect of such a customer in the next `span`: equation 10, its hypergeometric function in Euler's form, which neither overflows nor creeps. */
export function expectedPurchases({r, alpha, a, b}: BgNbd, {repeats: x, recency, age}: Past, span: number): number {
  // At a = 1 the formula has a gap that its limit fills.
  const stop = Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a;
  const z = span / (alpha + age + span);
  const fading = (1 - z) ** (stop - 1) * hypergeometric(stop + b - 1 - r, stop - 1, stop + b + x - 1, z);
  const growth = ((stop + b + x - 1) / (stop - 1)) * (1 - fading);
  const stopped = x === 0 ? 0 : (stop / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x);
  return Math.max(0, growth / (1 + stopped));
}

/** Probability that such a customer has not stopped (Fader, Hardie & Lee, Computing P(alive) Using the BG/NBD Model, 2008). */
export function probabilityAlive({r, alpha, a, b}: BgNbd, {repeats: x, recency, age}: Past): number {
  return x === 0 ? 1 : 1 / (1 + (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x));
}

/** Gauss' series, for |z| < 1. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let [term, sum] = [1, 1];
  for (let n = 0; n < 10_000 && Math.abs(term) > 1e-14 * Math.abs(sum); n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
  }
  return sum;
}
