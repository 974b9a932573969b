/** Numbers that look thrown, the same for the same seed: evenly from 0 to 1 (Park & Miller, 1988). */
export function chance(seed: number): () => number {
  let state = (seed * 48_271) % 2_147_483_647;
  for (let i = 0; i < 5; i++) state = (state * 48_271) % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Normally distributed with mean 0 and deviation 1 (Box & Muller, 1958). */
export function noise(seed: number): () => number {
  const even = chance(seed);
  return () => Math.sqrt(-2 * Math.log(even())) * Math.cos(2 * Math.PI * even());
}

/** How often something happens that is to be expected `mean` times (Knuth, The Art of Computer Programming, 3.4.1). */
export function count(mean: number, even: () => number): number {
  const least = Math.exp(-mean);
  let [times, product] = [0, even()];
  for (; product > least; product *= even()) times++;
  return times;
}
