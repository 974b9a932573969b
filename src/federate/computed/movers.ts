import {adjusted, dispersionOf, probabilityOfChange} from "../../lib/counts.ts";
import type {Computed} from "../computed.ts";

/** Days of each window. */
const days = 28;
const level = 0.05;

interface Windows {
  readonly product_id: string;
  readonly count_now: number | string;
  readonly count_before: number | string;
  readonly chi_square_now: number;
  readonly chi_square_before: number;
  readonly freedom_now: number;
  readonly freedom_before: number;
  readonly revenue_now: string;
  readonly revenue_before: string;
  readonly change_revenue: string;
}

/** Two windows are compared by the exact conditional test of two Poisson means; where a product's days vary more than Poisson counts, as baskets and offers make them, its counts say as much less. */
export const movers: Computed = {
  name: "mart_movers",
  about:
    "How the sales of each product changed from the 28 days before the last 28 to the last 28, with a test of its counts, adjusted for as many products as are tested. One row per product_id sold in either, none where they are not all covered.",
  needs: [],
  sections: ["products"],
  reads: ["product_windows", "mart_period", "mart_totals"],
  columns: {
    product_id: "varchar",
    counted: "varchar",
    count_before: "bigint",
    count_now: "bigint",
    change: "double",
    revenue_before: "decimal(18,4)",
    revenue_now: "decimal(18,4)",
    change_revenue: "decimal(18,4)",
    dispersion: "double",
    p: "double",
    p_adjusted: "double",
    is_significant: "boolean",
  },
  queries: {
    period: `select mart_period.days, mart_totals.quantities_given > 0 as has_units from mart_period cross join mart_totals`,
    products: `select product_id, cast(count_now as bigint) as count_now, cast(count_before as bigint) as count_before,
        chi_square_now, chi_square_before, cast(freedom_now as double) as freedom_now,
        cast(freedom_before as double) as freedom_before, cast(revenue_now as decimal(18, 4)) as revenue_now,
        cast(revenue_before as decimal(18, 4)) as revenue_before,
        cast(revenue_now - revenue_before as decimal(18, 4)) as change_revenue
      from product_windows
      where freedom_now > 0 or freedom_before > 0 or revenue_now <> 0 or revenue_before <> 0 order by product_id`,
  },
  compute({period, products}) {
    const {days: covered, has_units: hasUnits} = period![0] as unknown as {days: number; has_units: boolean};
    if (covered < 2 * days) return [];
    const tested = (products as unknown as readonly Windows[]).map(testOf);
    const corrected = adjusted(tested.map(({p}) => p));
    return tested.map((row, i) => ({
      ...row,
      counted: hasUnits ? "units" : "order lines",
      p_adjusted: corrected[i]!,
      is_significant: corrected[i] === null ? null : corrected[i]! < level,
    }));
  },
};

function testOf(windows: Windows) {
  const {product_id, count_now, count_before, revenue_now, revenue_before, change_revenue} = windows;
  const [now, before] = [Number(count_now), Number(count_before)];
  const dispersion = dispersionOf([
    {chiSquare: windows.chi_square_now, freedom: windows.freedom_now},
    {chiSquare: windows.chi_square_before, freedom: windows.freedom_before},
  ]);
  const change = before > 0 ? now / before - 1 : null;
  const p = probabilityOfChange(now / dispersion, before / dispersion);
  return {product_id, count_now, count_before, revenue_now, revenue_before, change_revenue, dispersion, change, p};
}
