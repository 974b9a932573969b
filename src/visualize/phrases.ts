import type {Formats} from "../lib/format.ts";
import type {LinearFit} from "../lib/statistics.ts";

/** What is called significant, everywhere in figures. */
const level = 0.05;

export function isSignificant(fit: LinearFit): boolean {
  return fit.p < level;
}

/** Money to the unit from 100 on: nobody reads the cents of a mean. */
export function amount(value: number, formats: Formats): string {
  return formats.money(value, Math.abs(value) >= 100 ? "whole" : "cents");
}

/** A change per day, with its sign and at least two digits that say something. */
export function change(perDay: number, formats: Formats): string {
  return formats.money(perDay, Math.abs(perDay) < 0.01 ? "fine" : "signed");
}

/** One sentence on the straight line through a series of days. */
export function describeTrend(fit: LinearFit | null, formats: Formats): string {
  if (!fit) return "Too few days to speak of a trend.";
  const slope = `${change(fit.slope, formats)} a day, t = ${decimal(fit.t, 2, formats)}`;
  return isSignificant(fit) ? `Trend: ${slope}, ${probability(fit.p, formats)}.` : `No significant trend: ${slope}.`;
}

/** r = 0.05, n = 328, p = 0.40. */
export function describeCorrelation({r, n, p}: LinearFit, formats: Formats): string {
  return `r = ${decimal(r, 2, formats)}, n = ${formats.number(n)}, ${probability(p, formats)}`;
}

function probability(p: number, formats: Formats): string {
  return p < 0.001 ? `p < ${formats.decimal(0.001, 3)}` : `p = ${decimal(p, p < 0.1 ? 3 : 2, formats)}`;
}

/** Never -0. */
function decimal(value: number, digits: number, formats: Formats): string {
  return formats.decimal(Number(value.toFixed(digits)) + 0, digits);
}
