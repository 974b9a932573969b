import type {Formats} from "../../../lib/format.ts";
import {shorten} from "../../text/layout.ts";
import {idleDays} from "./queries.ts";
import type {Doubts, Gone, Product, Spread} from "./rows.ts";

/** Letters of a name in a sentence. */
const longestName = 48;

export function nameOf({product_id, product_name}: Pick<Product, "product_id" | "product_name">): string {
  return shorten(product_name ?? `product ${product_id}`, longestName);
}

export function counted(count: number, noun: string, formats: Formats): string {
  return `${formats.number(count)} ${noun}${count === 1 ? "" : "s"}`;
}

export interface Lost {
  readonly days: number;
  readonly units: number;
  readonly products: number;
}

export function stockFindings(
  spread: Spread,
  doubts: Doubts,
  lost: Lost,
  gone: readonly Gone[],
  byStore: boolean,
  formats: Formats,
): string[] {
  return [
    stateSentence(spread, formats),
    ...goneSentence(gone, formats),
    ...orderSentence(spread, formats),
    ...lostSentence(lost, byStore, formats),
    ...idleSentence(spread, formats),
    ...doubtSentences(spread, doubts, formats),
  ];
}

function stateSentence({products, out, low, doubtful}: Spread, formats: Formats): string {
  if (products === 1 && doubtful === 1) return "Of the one product in the inventory it is not known how much is there.";
  if (products === 1)
    return `The product in the inventory is ${out === 1 ? "out of stock" : low === 1 ? "low" : "in stock"}.`;
  if (out + low === 0)
    return `None of the ${formats.number(products)} products in the inventory is low or out of stock.`;
  const [isOut, isLow] = [out === 1 ? "is" : "are", low === 1 ? "is" : "are"];
  if (low === 0) return `${formats.number(out)} of ${formats.number(products)} products ${isOut} out of stock.`;
  if (out === 0)
    return `${formats.number(low)} of ${formats.number(products)} products ${isLow} low, none is out of stock.`;
  return `${formats.number(out)} of ${formats.number(products)} products ${isOut} out of stock, and ${formats.number(low)} ${isLow} low.`;
}

function goneSentence(gone: readonly Gone[], formats: Formats): string[] {
  if (gone.length === 0) return [];
  const named = gone.map((one) => `${nameOf(one)} (${shorten(one.store_name ?? one.store_id, longestName)})`);
  return [`Out in one store while others still have some: ${listed(named, gone[0]!.places, formats, "")}.`];
}

function orderSentence({to_order: due, orderable, products, doubtful}: Spread, formats: Formats): string[] {
  if (orderable === 0) return [];
  const others = products - doubtful - orderable;
  const known =
    others === 0 ? "" : ` Of ${counted(others, "product", formats)} neither reorder point nor lead time is known.`;
  if (due === 0) return [`Nothing has reached the point at which it is to be ordered.${known}`];
  return [
    `${counted(due, "product", formats)} ${due === 1 ? "has" : "have"} reached the point at which to order more.${known}`,
  ];
}

function lostSentence({days, units, products}: Lost, byStore: boolean, formats: Formats): string[] {
  if (days === 0) return [];
  const where = byStore ? ", each store counted by itself" : "";
  const worth = Math.round(units) > 0 ? `, which cost about ${counted(Math.round(units), "unit", formats)}` : "";
  return [
    `${counted(products, "product", formats)} that ${products === 1 ? "sells" : "sell"} could not be bought on ${counted(days, "day", formats)} in all${where}${worth}.`,
  ];
}

function idleSentence({idle, idle_value: value}: Spread, formats: Formats): string[] {
  if (idle === 0) return [];
  const worth = value === null || Number(value) === 0 ? "" : `, worth ${formats.money(value, "whole")} at cost`;
  return [
    `${counted(idle, "product", formats)} with stock ${idle === 1 ? "was" : "were"} not sold in the last ${idleDays} days${worth}.`,
  ];
}

function doubtSentences({doubtful}: Spread, {untracked, corrected}: Doubts, formats: Formats): string[] {
  return [
    ...(doubtful > 0
      ? [
          `${counted(doubtful, "product", formats)} ${doubtful === 1 ? "was" : "were"} sold on several days when the books say that nothing was there: records of what came in are missing, and what is on hand is not known.`,
        ]
      : []),
    ...(corrected !== 0
      ? [
          `Counts found ${counted(Math.abs(corrected), "unit", formats)} ${corrected < 0 ? "fewer" : "more"} than the books said, in all.`,
        ]
      : []),
    ...(untracked > 0
      ? [
          `${counted(untracked, "product", formats)} that ${untracked === 1 ? "is" : "are"} sold ${untracked === 1 ? "is" : "are"} not in the inventory, so nothing is known of ${untracked === 1 ? "its" : "their"} stock.`,
        ]
      : []),
  ];
}

export interface Urgent {
  readonly out: number;
  readonly late: number;
}

/** What is out, and what will be before more can be there. */
export function stockToday(
  urgent: Urgent,
  next: readonly Product[],
  late: readonly Product[],
  formats: Formats,
): string[] {
  const missing = next.filter(({state}) => state === "out").sort((a, b) => b.daily_demand! - a.daily_demand!);
  return [...outToday(urgent.out, missing, formats), ...lateToday(urgent.late, late, formats)];
}

function outToday(count: number, missing: readonly Product[], formats: Formats): string[] {
  if (count === 0) return [];
  const who = listed(missing.slice(0, 3).map(nameOf), count, formats);
  return [`Out of stock: ${who}.`];
}

function lateToday(count: number, late: readonly Product[], formats: Formats): string[] {
  if (count === 0) return [];
  const names = late.map(
    (product) =>
      `${nameOf(product)} (${daysLeft(product.days_of_cover!, formats)} left, ${counted(Math.ceil(Number(product.lead_time_days)), "day", formats)} to get more)`,
  );
  const verb = count === 1 ? "sells" : "sell";
  return [
    `Order now, unless more is on its way: ${listed(names, count, formats)} ${verb} out before more can be there.`,
  ];
}

function daysLeft(days: number, formats: Formats): string {
  return days < 1 ? "less than a day" : counted(Math.floor(days), "day", formats);
}

/** "A, B, C and 4 more products". */
function listed(names: readonly string[], count: number, formats: Formats, noun = "product"): string {
  const more = count - names.length;
  if (more > 0)
    return `${names.join(", ")} and ${formats.number(more)} more${noun && ` ${noun}${more === 1 ? "" : "s"}`}`;
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
