import {mean} from "../statistics.ts";
/** How often what comes lies within the band. */
export const bandLevel = 0.8;

/** How far to either side of a forecast the band reaches, for each day ahead. From the residuals of a back-test: their size is taken to grow evenly with the days ahead, and the band to be as wide as held so many of all residuals measured by it (split conformal prediction; Lei et al., JASA 113, 2018). */
export function bandReach(residuals: readonly (readonly number[])[]): number[] {
  const days = residuals[0]!.length;
  const squares = Array.from({length: days}, (_, i) => mean(residuals.map((misses) => misses[i]! ** 2)));
  const sizes = evenGrowth(squares).map(Math.sqrt);
  const measured = residuals.flatMap((misses) =>
    misses.flatMap((miss, i) => (sizes[i]! > 0 ? [Math.abs(miss) / sizes[i]!] : [])),
  );
  const factor = measured.length > 0 ? quantile(measured, levelFor(measured.length)) : 0;
  return sizes.map((size) => size * factor);
}

/** The same for the sum of the first so many days. */
export function sumReach(residuals: readonly (readonly number[])[], days: number): number {
  const sums = residuals.map((misses) => Math.abs(misses.slice(0, days).reduce((total, miss) => total + miss, 0)));
  return quantile(sums, levelFor(sums.length));
}

/** A little more than the level where there were few: the next one is not among them. */
function levelFor(measured: number): number {
  return Math.min(1, bandLevel * (1 + 1 / measured));
}

/** The straight line through values that never falls and starts at nothing less than 0. */
function evenGrowth(values: readonly number[]): number[] {
  const middle = (values.length - 1) / 2;
  const level = mean(values);
  const spread = values.reduce((total, _, i) => total + (i - middle) ** 2, 0);
  const slope = values.reduce((total, value, i) => total + (i - middle) * (value - level), 0) / (spread || 1);
  const most = middle > 0 ? level / middle : 0;
  const kept = Math.min(Math.max(slope, 0), most);
  return values.map((_, i) => level + kept * (i - middle));
}

/** Linear between the values in their order (Hyndman & Fan, 1996, type 7). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
