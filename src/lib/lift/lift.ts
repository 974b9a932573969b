import {studentQuantile} from "../statistics.ts";
import {type Fit, lastError, quasiPoisson} from "./quasiPoisson.ts";

/** What was sold of something on one day, and what ran then. */
export interface LiftDay {
  /** Days from any first one; the days are in order. */
  readonly day: number;
  /** Units sold; may be negative on a day of returns. */
  readonly sold: number;
  /** Sales they were sold in. */
  readonly sales: number;
  /** The flight in question ran. */
  readonly own: boolean;
  /** The other flights on all of it that ran, by number; empty on most days. */
  readonly others: readonly number[];
  /** How many flights ran on a part of it. */
  readonly onParts: number;
  /** Units sold of what no flight is ever for: what moves the whole shop moves these too. 0 where there is no such thing. */
  readonly elsewhere: number;
}

/** By which factor more was sold than without, and between which factors that lies in 95 of 100 cases. */
export interface Lift {
  readonly factor: number;
  readonly low: number;
  readonly high: number;
  /** Days without any flight it is held against. */
  readonly baselineDays: number;
}

export type NoLift = "too few sales" | "too few days without a flight" | "always beside another flight";

const level = 0.95;
const weekdays = 7;
/** An interval from a tenth to tenfold says nothing. */
const widest = Math.log(10);
/** Of days, and sales on them. */
const least = {baselineDays: 28, baselineSales: 20, ownSales: 10};

/** Units of a flight's days against those of days without: weekdays, a line through time, the other flights and what the rest of the shop sold allowed for. */
export function liftOf(days: readonly LiftDay[]): Lift | NoLift {
  const own = days.filter((day) => day.own);
  const baseline = days.filter((day) => !day.own && day.others.length === 0);
  if (baseline.length < least.baselineDays) return "too few days without a flight";
  if (salesOf(own) < least.ownSales || salesOf(baseline) < least.baselineSales) return "too few sales";
  const others = [...new Set(days.flatMap((day) => day.others))].sort((a, b) => a - b);
  const rows = days.map((day) => rowOf(day, days[0]!.day, others));
  const counts = days.map((day) => day.sold);
  const fit = quasiPoisson(rows, counts);
  if (!fit) return "too few sales";
  if (fit.covariance.at(-1)!.at(-1) === 0) return "always beside another flight";
  return interval(
    fit,
    lastError(
      rows,
      counts,
      fit,
      days.map(({day}) => day),
    ),
    baseline.length,
  );
}

/** The flight in question comes last: where it follows from the others, it is the one left out. */
function rowOf(
  {day, own, others: ran, onParts, elsewhere}: LiftDay,
  first: number,
  others: readonly number[],
): number[] {
  const week = Array.from({length: weekdays - 1}, (_, i) => (day % weekdays === i ? 1 : 0));
  return [
    1,
    (day - first) / 100,
    ...week,
    onParts,
    Math.log(1 + Math.max(0, elsewhere)),
    ...others.map((other) => (ran.includes(other) ? 1 : 0)),
    own ? 1 : 0,
  ];
}

function interval(fit: Fit, error: number, baselineDays: number): Lift | NoLift {
  const reach = studentQuantile(1 - (1 - level) / 2, fit.degreesOfFreedom) * error;
  if (!(reach < widest)) return "too few sales";
  const effect = fit.coefficients.at(-1)!;
  return {factor: Math.exp(effect), low: Math.exp(effect - reach), high: Math.exp(effect + reach), baselineDays};
}

function salesOf(days: readonly LiftDay[]): number {
  return days.reduce((sum, day) => sum + day.sales, 0);
}
