import type {Formats} from "../../lib/format.ts";
import type {Period} from "../marts.ts";
import {ellipsise, isolated} from "../text.ts";
import {sizes, type Theme} from "../theme.ts";

/** A product that sells, the nearest to running out first. */
export interface Product {
  readonly product_id: string;
  readonly name: string;
  readonly state: string;
  readonly days_of_cover: number;
  /** Days until more can be there. */
  readonly lead_time: number | null;
  readonly last_open_on: string | null;
  /** Of all products that sell, drawn or not. */
  readonly products: number;
  readonly products_out: number;
  readonly products_late: number;
}

/** `names` are those of the rows, as they are to be written. */
export function stockHeadline(rows: readonly Product[], names: readonly string[], {formats, measure}: Theme): string {
  const {products_out: out, products_late: late, products, days_of_cover: days} = rows[0]!;
  const nameAt = (row: number) => isolated(ellipsise(names[row]!, 380, (text) => measure(text, sizes.title, 600)));
  if (out + late === 0) {
    const nearest = `${nameAt(0)} lasts ${products === 1 ? "" : "the shortest: "}${daysPhrase(days, formats)}`;
    return rows.some(({lead_time: lead}) => lead !== null) ? `${nearest}, long enough to order more` : nearest;
  }
  const one = rows.findIndex((row) => row.state === "out" || isLate(row));
  if (out + late === 1 && one >= 0) {
    if (out === 1) return `${nameAt(one)} is out of stock`;
    return `${nameAt(one)} sells out in ${daysPhrase(rows[one]!.days_of_cover, formats)}, before more can be there`;
  }
  const missing = `${counted(out, formats)} ${out === 1 ? "is" : "are"} out of stock`;
  const short = `${out === 0 ? counted(late, formats) : formats.number(late)} ${late === 1 ? "sells" : "sell"} out before more can be there`;
  if (late === 0) return missing;
  return out === 0 ? short : `${missing}, ${short}`;
}

/** Sold out before more can be there. */
export function isLate({lead_time: lead, days_of_cover: days}: Product): boolean {
  return lead !== null && days < lead;
}

export function stockSubtitle(rows: readonly Product[], period: Period, {formats}: Theme): string {
  const {products} = rows[0]!;
  const shown =
    rows.length < products
      ? `The ${rows.length} of ${formats.number(products)} products nearest to running out`
      : "All products that sell";
  const marks = rows.some(({lead_time: lead}) => lead !== null)
    ? ` Upright line: when more can be there${rows.some(isLate) ? "; bars that end before it are orange" : ""}.`
    : "";
  const end = endOf(rows);
  const cut = rows.some(({days_of_cover: days}) => days > end)
    ? ` Bars that fade go on beyond ${daysPhrase(end, formats)}.`
    : "";
  return `${shown}, ${formats.period(period.to, period.to)}: days that what is on hand lasts.${marks}${cut}`;
}

/** Beyond so many times the longest lead time, or a month, bars end: how far the rest lasts does not matter this morning. */
const [mostLeads, leastDays] = [3, 28];

/** Up to how many days bars are drawn. */
export function endOf(rows: readonly Product[]): number {
  const leads = rows.map(({lead_time: lead}) => lead ?? 0);
  const longest = Math.max(...rows.map(({days_of_cover: days}) => days), ...leads, 1);
  return Math.min(longest, Math.max(mostLeads * Math.max(...leads), leastDays));
}

export function daysPhrase(days: number, formats: Formats): string {
  if (days < 1) return days <= 0 ? "0 days" : "less than a day";
  const whole = Math.floor(days);
  return whole > 365 ? "more than a year" : `${formats.number(whole)} ${whole === 1 ? "day" : "days"}`;
}

function counted(products: number, formats: Formats): string {
  return `${formats.number(products)} ${products === 1 ? "product" : "products"}`;
}
