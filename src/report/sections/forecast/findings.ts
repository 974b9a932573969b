import type {Formats} from "../../../lib/format.ts";
import {addDays} from "../../../lib/time.ts";
import {type Day, methodNames, type Sum, type Tried} from "./rows.ts";

const isShop = ({product_id, measure}: Sum) => product_id === null && measure === "revenue";

export function outlook(sums: readonly Sum[], asOf: string, formats: Formats): string {
  const next = sums.find((sum) => isShop(sum) && sum.made_on === asOf && sum.days === 14)!;
  const span = formats.period(addDays(asOf, 1), addDays(asOf, 14));
  const compared = next.change === null ? "" : `, ${changePhrase(next.change, formats)} the last 14 days`;
  return `The next 14 days (${span}) bring about ${about(next.forecast, formats)}${compared}; in 80 of 100 cases ${range(next, formats)}.`;
}

function changePhrase(change: number, formats: Formats): string {
  if (Math.abs(change) < 0.0005) return "as much as";
  return `${formats.percent(Math.abs(change))} ${change > 0 ? "more" : "less"} than`;
}

function about(value: string, formats: Formats): string {
  return formats.money(value, Math.abs(Number(value)) >= 100 ? "whole" : "cents");
}

function range({low, high}: Pick<Sum, "low" | "high">, formats: Formats): string {
  return `between ${about(low, formats)} and ${about(high, formats)}`;
}

export function lastWeek(sums: readonly Sum[], days: readonly Day[], asOf: string, formats: Formats): string[] {
  const past = sums.find((sum) => isShop(sum) && sum.made_on !== asOf && sum.days === 7);
  if (!past?.actual) return [];
  const known = days.filter(({actual}) => actual !== null);
  const within = known.filter(({actual, low, high}) => Number(low) <= Number(actual) && Number(actual) <= Number(high));
  const isWithin = Number(past.low) <= Number(past.actual) && Number(past.actual) <= Number(past.high);
  const verdict = isWithin ? "within" : Number(past.actual) > Number(past.high) ? "above" : "below";
  const counted = `${formats.number(within.length)} of its ${formats.number(known.length)} days lay in theirs`;
  return [
    `The last 7 days brought ${about(past.actual, formats)} where ${about(past.forecast, formats)} had been foreseen a week before: ${verdict} the band (${about(past.low, formats)} to ${about(past.high, formats)}), and ${counted}.`,
  ];
}

export function choice(tried: readonly Tried[], sources: readonly string[], formats: Formats): string[] {
  const [best, ...others] = tried;
  if (!best) return [];
  const naive = others.find(({method}) => method === "seasonal_naive");
  const error = ({smape}: Tried) => formats.percent(smape);
  const against =
    best.method === "seasonal_naive"
      ? "none of the others came closer"
      : naive
        ? `the same day a week earlier would have been off by ${error(naive)}`
        : "";
  return [
    `It is made by ${methodNames(sources)[best.method]}: tried from ${formats.number(best.origins)} earlier days on, it was off by ${error(best)} a day${against && `; ${against}`}.`,
  ];
}
