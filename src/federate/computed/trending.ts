import {adjusted, dispersionOf, probabilityOfMore} from "../../lib/counts.ts";
import type {Computed} from "../computed.ts";

const halfLife = 7;
/** Days whose sales are weighed, and most days before them that say what is usual. */
const [weighed, mostUsual, leastUsual] = [28, 84, 28];
const level = 0.05;

interface Windows {
  readonly product_id: string;
  readonly count_now: number | string;
  readonly count_usual: number | string;
  readonly chi_square_now: number;
  readonly chi_square_usual: number;
  readonly freedom_now: number;
  readonly freedom_usual: number;
  readonly decayed: number;
}

interface ShopDay {
  /** Days before the last one. */
  readonly age: number;
  readonly amount: number | string;
}

/** A day's weight, and that of the same day squared, each as much as its weekday is due. */
interface Exposure {
  readonly weights: number;
  readonly squares: number;
  /** Of the weighed days and of those that say what is usual, in mean days. */
  readonly now: number;
  readonly usual: number;
}

/** What is selling above its usual as of the last day. The weighted sum of counts is taken as a scaled Poisson count of the same mean and variance (Fay & Feuer, Statistics in Medicine 16, 1997) and held against the usual days by the exact conditional test. */
export const trending: Computed = {
  name: "mart_trending",
  about:
    "What each product sells as of the last day, each sale weighing half for every 7 days it lies back, against what would be usual by its up to 84 days before the last 28 and the weekdays of the shop, with a test adjusted for as many products as are tested. One row per product_id, none where fewer than 28 such days are covered.",
  needs: [],
  sections: ["products"],
  reads: ["product_windows", "mart_period", "mart_daily_sales", "mart_totals"],
  columns: {
    product_id: "varchar",
    counted: "varchar",
    decayed: "double",
    usual: "double",
    ratio: "double",
    count_now: "bigint",
    dispersion: "double",
    p: "double",
    p_adjusted: "double",
    is_trending: "boolean",
  },
  queries: {
    totals: "select quantities_given > 0 as has_units from mart_totals",
    days: `select date_diff('day', daily.day, mart_period.as_of) as age, coalesce(daily.units, daily.orders) as amount
      from mart_daily_sales as daily
      join mart_period on daily.day > mart_period.as_of - ${weighed + mostUsual} order by daily.day`,
    products: `select product_id, cast(count_now as bigint) as count_now, cast(count_usual as bigint) as count_usual,
        chi_square_now, chi_square_usual, cast(freedom_now as double) as freedom_now,
        cast(freedom_usual as double) as freedom_usual, decayed
      from product_windows where freedom_now > 0 or freedom_usual > 0 order by product_id`,
  },
  compute({totals, days, products}) {
    const usualDays = days!.length - weighed;
    if (usualDays < leastUsual) return [];
    const exposure = exposureOf(days as unknown as readonly ShopDay[]);
    const counted = totals![0]!.has_units ? "units" : "order lines";
    const tested = (products as unknown as readonly Windows[]).map((one) => testOf(one, exposure));
    const corrected = adjusted(tested.map(({p}) => p));
    return tested.map((row, i) => ({
      ...row,
      counted,
      p_adjusted: corrected[i]!,
      is_trending: corrected[i] === null ? null : corrected[i]! < level,
    }));
  },
};

/** Shops have strong and weak weekdays: a product is not trending because yesterday was a Saturday. */
function exposureOf(days: readonly ShopDay[]): Exposure {
  const factors = weekdayFactors(days.filter(({age}) => age >= weighed));
  const total = (some: readonly ShopDay[], value: (age: number) => number) =>
    some.reduce((sum, {age}) => sum + value(age) * factors[age % 7]!, 0);
  const [now, usual] = [days.filter(({age}) => age < weighed), days.filter(({age}) => age >= weighed)];
  return {
    weights: total(now, weightOf),
    squares: total(now, (age) => weightOf(age) ** 2),
    now: total(now, () => 1),
    usual: total(usual, () => 1),
  };
}

function weightOf(age: number): number {
  return 0.5 ** (age / halfLife);
}

/** What is sold on each weekday (by its distance from the last day's) against the mean day; 1 for all where there is nothing to go by. */
function weekdayFactors(days: readonly ShopDay[]): number[] {
  const means = Array.from({length: 7}, (_, weekday) => {
    const same = days.filter(({age}) => age % 7 === weekday).map(({amount}) => Math.max(0, Number(amount)));
    return same.reduce((sum, amount) => sum + amount, 0) / same.length;
  });
  const mean = means.reduce((sum, one) => sum + one, 0) / 7;
  return means.map((one) => (mean > 0 ? one / mean : 1));
}

function testOf(product: Windows, {weights, squares, usual: exposure}: Exposure) {
  const {product_id, count_now, decayed} = product;
  const [now, before] = [Number(count_now), Number(product.count_usual)];
  const usual = exposure > 0 ? (before / exposure) * weights : null;
  const dispersion = dispersionOf([
    {chiSquare: product.chi_square_now, freedom: product.freedom_now},
    {chiSquare: product.chi_square_usual, freedom: product.freedom_usual},
  ]);
  const isCount = now >= 0 && before >= 0 && decayed >= 0 && weights > 0;
  const [step, reach] = [squares / weights, (weights * weights) / squares];
  const p = isCount
    ? probabilityOfMore(decayed / step / dispersion, before / dispersion, reach / (reach + exposure))
    : null;
  const ratio = usual !== null && usual > 0 ? decayed / usual : null;
  return {product_id, count_now, decayed, usual, ratio, dispersion, p};
}
