/** Random numbers that are the same on every run: a linear congruential generator (Numerical Recipes, 7.1). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

/** Of a gamma distribution with a whole shape and rate 1: the sum of so many exponentials. */
export function gammaOf(shape: number, random: () => number): number {
  return Array.from({length: shape}, () => -Math.log(random())).reduce((sum, value) => sum + value, 0);
}
