import {noTrend, trendNumbers} from "../lib/findings.ts";
import type {Formats} from "../lib/format.ts";
import {isSignificant, type LinearFit} from "../lib/statistics.ts";

/** Money to the unit from 100 on: nobody reads the cents of a mean. */
export function amount(value: number, formats: Formats): string {
  return formats.money(value, Math.abs(value) >= 100 ? "whole" : "cents");
}

/** One sentence on the straight line through a series of days. */
export function describeTrend(fit: LinearFit | null, formats: Formats): string {
  if (!fit) return noTrend;
  return `${isSignificant(fit) ? "Trend" : "No significant trend"}: ${trendNumbers(fit, formats)}.`;
}
