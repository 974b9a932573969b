import type {Formats} from "./format.ts";
import {isSignificant, type LinearFit} from "./statistics.ts";

/** How findings are said, by the report and by the figures alike. */

export const noTrend = "Too few days to speak of a trend.";

/** +€0.67 a day, t = 0.31; with p where it is significant. */
export function trendNumbers(fit: Pick<LinearFit, "slope" | "t" | "p">, formats: Formats): string {
  const slope = `${formats.change(fit.slope)} a day, t = ${decimal(fit.t, 2, formats)}`;
  return isSignificant(fit) ? `${slope}, ${probability(fit.p, formats)}` : slope;
}

/** r = 0.05, n = 328, p = 0.40. */
export function correlationNumbers({r, n, p}: Pick<LinearFit, "r" | "n" | "p">, formats: Formats): string {
  return `r = ${decimal(r, 2, formats)}, n = ${formats.number(n)}, ${probability(p, formats)}`;
}

function probability(p: number, formats: Formats): string {
  return p < 0.001 ? `p < ${formats.decimal(0.001, 3)}` : `p = ${decimal(p, p < 0.1 ? 3 : 2, formats)}`;
}

/** Never -0. */
function decimal(value: number, digits: number, formats: Formats): string {
  return formats.decimal(Number(value.toFixed(digits)) + 0, digits);
}
