/** Lanczos' coefficients for g = 7, n = 9 (Press et al., Numerical Recipes, 3rd ed., 6.1; values by Godfrey). */
const coefficients = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const g = 7;

/** ln Γ(x) for x > 0, to some thirteen digits. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  const z = x - 1;
  const series = coefficients.reduce((sum, value, i) => (i === 0 ? value : sum + value / (z + i)), 0);
  const t = z + g + 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}
