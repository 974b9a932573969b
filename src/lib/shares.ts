import {normalCdf} from "./statistics.ts";

/** Of so many on one day, how many did something. */
export interface DayShare {
  readonly of: number;
  readonly count: number;
}

export interface SharesCompared {
  readonly now: number;
  readonly before: number;
  /** Two-sided, against no difference. */
  readonly p: number;
}

const leastDays = 7;

/** Two shares and whether they differ: the z test of two proportions with pooled variance (Agresti, Categorical Data Analysis, 3rd ed., 3.2.1), widened by how much more days vary than chance alone would have it. NULL where either has nothing to share, or where all or none did it. */
export function compareShares(now: readonly DayShare[], before: readonly DayShare[]): SharesCompared | null {
  const [a, b] = [total(now), total(before)];
  if (a.of <= 0 || b.of <= 0) return null;
  const pooled = (a.count + b.count) / (a.of + b.of);
  if (pooled <= 0 || pooled >= 1) return null;
  const variance = dispersion([now, before]) * pooled * (1 - pooled) * (1 / a.of + 1 / b.of);
  const [shareNow, shareBefore] = [a.count / a.of, b.count / b.of];
  const z = (shareNow - shareBefore) / Math.sqrt(variance);
  return {now: shareNow, before: shareBefore, p: 2 * (1 - normalCdf(Math.abs(z)))};
}

/** Pearson's X² over its degrees of freedom, 1 at least (McCullagh & Nelder, Generalized Linear Models, 2nd ed., 4.5.2); 1 where too few days tell. */
function dispersion(windows: readonly (readonly DayShare[])[]): number {
  let [chiSquare, freedom] = [0, 0];
  for (const days of windows) {
    const {of, count} = total(days);
    const share = count / of;
    if (share <= 0 || share >= 1) continue;
    const telling = days.filter((day) => day.of > 0);
    for (const day of telling) chiSquare += (day.count - day.of * share) ** 2 / (day.of * share * (1 - share));
    freedom += telling.length - 1;
  }
  return freedom < leastDays ? 1 : Math.max(1, chiSquare / freedom);
}

function total(days: readonly DayShare[]): DayShare {
  return days.reduce((sum, {of, count}) => ({of: sum.of + of, count: sum.count + count}), {of: 0, count: 0});
}
