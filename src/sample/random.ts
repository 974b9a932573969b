import {uniformFloat64} from "pure-rand/distribution/uniformFloat64";
import {uniformInt} from "pure-rand/distribution/uniformInt";
import {xoroshiro128plus} from "pure-rand/generator/xoroshiro128plus";
import type {RandomGenerator} from "pure-rand/types/RandomGenerator";

/**
 * Repeatable chance. Everything drawn is built from + − × ÷ alone, which IEEE 754 defines to the last bit:
 * the same seed gives the same bytes on every machine.
 */
export class Random {
  private constructor(private readonly generator: RandomGenerator) {}

  /** Unrelated sequences of one seed, 2^64 draws apart: what one of them draws never shifts another. */
  static sequences(seed: number, count: number): Random[] {
    const generator = xoroshiro128plus(seed);
    return Array.from({length: count}, () => {
      generator.jump();
      return new Random(generator.clone());
    });
  }

  /** 0 ≤ x < 1. */
  share(): number {
    return uniformFloat64(this.generator);
  }

  happens(probability: number): boolean {
    return this.share() < probability;
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return uniformInt(this.generator, low, high);
  }

  one<T>(values: readonly T[]): T {
    return values[this.whole(0, values.length - 1)]!;
  }

  /** `count` different values, in the order of `values`. */
  some<T>(values: readonly T[], count: number): T[] {
    const left = values.map((_, i) => i);
    const chosen = Array.from({length: count}, () => left.splice(this.whole(0, left.length - 1), 1)[0]!);
    return chosen.sort((a, b) => a - b).map((i) => values[i]!);
  }

  /** Mean 0, standard deviation 1, bell-shaped, within ±3: three uniform numbers added up (Irwin–Hall). */
  bell(): number {
    return 2 * (this.share() + this.share() + this.share()) - 3;
  }

  /** The place in `cumulative` (rising, last = total) with a chance as large as its step. */
  place(cumulative: readonly number[]): number {
    const target = this.share() * cumulative.at(-1)!;
    let [low, high] = [0, cumulative.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Running totals: the form `place` takes weights in. */
export function cumulate(weights: readonly number[]): number[] {
  let total = 0;
  return weights.map((weight) => {
    total += weight;
    return total;
  });
}
