import {logGamma} from "./logGamma.ts";
import {minimize} from "./minimize.ts";

/** The gamma-gamma model of what a purchase is worth: Fader & Hardie, The Gamma-Gamma Model of Monetary Value (2013), after Colombo & Jiang (1999). Purchases of a customer are gamma(p, ν), ν varies among customers as gamma(q, gamma). */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** Customers with as many purchases each and about the same mean value of one. */
export interface SpendGroup {
  readonly purchases: number;
  readonly mean: number;
  readonly customers: number;
}

/** By maximum likelihood (equation 1a); `q` is above 1, so that there is a mean. NULL where nobody bought twice or the search found no end. */
export function fitGammaGamma(groups: readonly SpendGroup[]): GammaGamma | null {
  const usable = groups.filter(({mean}) => mean > 0);
  const customers = usable.reduce((sum, group) => sum + group.customers, 0);
  if (customers === 0 || !usable.some(({purchases}) => purchases > 1)) return null;
  const mean = usable.reduce((sum, group) => sum + group.customers * group.mean, 0) / customers;
  // In units of the mean, so that the start is near whatever the currency.
  const scaled = usable.map((group) => ({...group, mean: group.mean / mean}));
  const {at, hasConverged} = minimize((logs) => -logLikelihood(scaled, paramsOf(logs)), [1, 0.5, 0]);
  if (!hasConverged) return null;
  const {p, q, gamma} = paramsOf(at);
  return {p, q, gamma: gamma * mean};
}

/** Where all spend alike, the likelihood rises without end. */
const farthest = 12;

function paramsOf(logs: readonly number[]): GammaGamma {
  const [p, q, gamma] = logs.map((log) => Math.exp(Math.min(farthest, Math.max(-farthest, log))));
  return {p: p!, q: 1 + q!, gamma: gamma!};
}

function logLikelihood(groups: readonly SpendGroup[], {p, q, gamma}: GammaGamma): number {
  return groups.reduce((sum, {purchases: x, mean, customers}) => {
    const constant = logGamma(p * x + q) - logGamma(p * x) - logGamma(q) + q * Math.log(gamma);
    const spent = (p * x - 1) * Math.log(mean) + p * x * Math.log(x) - (p * x + q) * Math.log(gamma + mean * x);
    return sum + customers * (constant + spent);
  }, 0);
}

/** What to expect of a purchase of a customer with so many at a mean m is `base` + `slope` · m: the mean of all and the own, weighed by how much is known (equation 5). */
export function expectedValue({p, q, gamma}: GammaGamma, purchases: number): {base: number; slope: number} {
  const slope = (p * purchases) / (p * purchases + q - 1);
  return {base: (1 - slope) * ((p * gamma) / (q - 1)), slope};
}
