import {betaCdf, normalCdf} from "./statistics.ts";

/** How counts vary about their means: Pearson's X² = Σ (count − mean)² / mean, and its degrees of freedom. */
export interface Variation {
  readonly chiSquare: number;
  readonly freedom: number;
}

/** How much more counts vary than Poisson counts would: X² over its degrees of freedom, 1 at least (McCullagh & Nelder, Generalized Linear Models, 2nd ed., 6.2.3). */
export function dispersionOf(variations: readonly Variation[]): number {
  const sum = (value: (one: Variation) => number) => variations.reduce((total, one) => total + value(one), 0);
  const freedom = sum((one) => one.freedom);
  return freedom > 0 ? Math.max(1, sum(({chiSquare}) => chiSquare) / freedom) : 1;
}

/** Probability that of `counts` + `others` Poisson counts so many or more fall where the share `expected` of all is due: the exact conditional test of two Poisson means (Przyborowski & Wilenski, Biometrika 31, 1940), carried to counts that are not whole by the beta function. */
export function probabilityOfMore(counts: number, others: number, expected: number): number {
  if (counts <= 0) return 1;
  return counts + others > manyCounts ? nearlyNormal(counts, others, expected) : betaCdf(expected, counts, others + 1);
}

/** From here on the beta function needs more steps than it is given, and the normal distribution is right to three digits. */
const manyCounts = 50_000;

function nearlyNormal(counts: number, others: number, expected: number): number {
  const all = counts + others;
  return normalCdf((all * expected + 0.5 - counts) / Math.sqrt(all * expected * (1 - expected)));
}

/** Two-sided: twice the smaller tail. 1 where nothing was counted. NULL where counts are negative: they are none. */
export function probabilityOfChange(now: number, before: number, expected = 0.5): number | null {
  if (now < 0 || before < 0) return null;
  const [more, less] = [probabilityOfMore(now, before, expected), probabilityOfMore(before, now, 1 - expected)];
  return Math.min(1, 2 * Math.min(more, less));
}

/** Each p adjusted for the others, so that of all called significant the level is the share expected to be wrong (Benjamini & Hochberg, J. R. Statist. Soc. B 57, 1995). NULLs stay. */
export function adjusted(probabilities: readonly (number | null)[]): (number | null)[] {
  const known = [...probabilities.keys()].filter((i) => probabilities[i] !== null);
  const descending = known.sort((a, b) => probabilities[b]! - probabilities[a]! || b - a);
  const result: (number | null)[] = probabilities.map(() => null);
  let least = 1;
  descending.forEach((i, place) => {
    // The quotient first: it is 1 at least, so that no rounding makes a p smaller.
    least = Math.min(least, probabilities[i]! * (descending.length / (descending.length - place)));
    result[i] = least;
  });
  return result;
}
