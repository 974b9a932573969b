import {cumulate} from "./random.ts";
import {shareOfWeb} from "./stores.ts";

type Hours = readonly number[];

/** Nobody buys before six: so a visit that led to an order began on the same day. */
const night: Hours = [0, 0, 0, 0, 0, 0];

/** From six on. The web shop's evening is long. */
const web: Hours = [...night, 0.4, 0.8, 1.1, 1.3, 1.4, 1.4, 1.8, 1.6, 1.3, 1.3, 1.4, 1.8, 2.2, 2.9, 3.5, 3.7, 2.6, 1.2];

/** People come at noon and after work; on Saturdays all day; on Sundays there is an afternoon. */
const workday: Hours = [...night, 0, 0, 0, 0.6, 1.1, 1.5, 2.3, 1.6, 1.2, 1.3, 1.8, 2.7, 2.4, 1.0, 0, 0, 0, 0];
const saturday: Hours = [...night, 0, 0, 0, 0.8, 1.8, 2.4, 2.2, 2.0, 2.6, 2.9, 2.7, 2.2, 1.5, 0.7, 0, 0, 0, 0];
const sunday: Hours = [...night, 0, 0, 0, 0, 0.8, 1.4, 1.2, 1.4, 2.2, 2.5, 2.1, 1.0, 0, 0, 0, 0, 0, 0];

export interface DayHours {
  /** Share of the day's orders in each hour. */
  readonly shares: Hours;
  /** The same as running totals. */
  readonly chances: Hours;
  /** In each hour, the share of its orders that the web shop takes. */
  readonly web: Hours;
}

/** Monday first. */
export const hoursOfWeekday: readonly DayHours[] = [workday, workday, workday, workday, workday, saturday, sunday].map(
  (shop) => {
    const [shopShares, webShares] = [normal(shop), normal(web)];
    const online = webShares.map((share) => shareOfWeb * share);
    const shares = online.map((share, hour) => share + (1 - shareOfWeb) * shopShares[hour]!);
    return {
      shares,
      chances: cumulate(shares),
      web: shares.map((share, hour) => (share === 0 ? 1 : online[hour]! / share)),
    };
  },
);

/** When visits of the web shop end, as running totals by hour. */
export const webHours: Hours = cumulate(web);

function normal(hours: Hours): Hours {
  const sum = hours.reduce((total, weight) => total + weight, 0);
  return hours.map((weight) => weight / sum);
}

/** The second of the day by which `share` (0 to 1) of the day's orders have come in. */
export function secondAt({chances}: DayHours, share: number): number {
  const target = share * chances[23]!;
  const hour = chances.findIndex((sum) => sum > target);
  const before = chances[hour - 1] ?? 0;
  return hour * 3600 + Math.floor(((target - before) / (chances[hour]! - before)) * 3600);
}

const twoDigits = Array.from({length: 60}, (_, i) => String(i).padStart(2, "0"));

/** A second of the day as `HH:MM:SS`. */
export function clock(second: number): string {
  const minute = Math.floor(second / 60);
  return `${twoDigits[Math.floor(minute / 60)]}:${twoDigits[minute % 60]}:${twoDigits[second % 60]}`;
}
