import type {Formats} from "../../lib/format.ts";
import {trim} from "../../lib/money.ts";
import type {Row} from "../../store/warehouse.ts";

/** The row of `mart_discount_totals`. */
export interface DiscountTotals {
  readonly lines: number;
  readonly priced_lines: number;
  readonly discounted_lines: number;
  readonly offer_lines: number;
  readonly units: number;
  readonly discounted_units: number;
  readonly gross: string;
  readonly discount: string;
  readonly net: string;
  readonly unpriced_net: string;
}

/** A row of `mart_discount_comparison`. */
export type Comparison = Readonly<{
  product_id: string | null;
  product_name: string | null;
  products: number;
  discounted_days: number;
  mean_units: number;
  other_mean_units: number;
  ratio: number;
  low: number;
  high: number;
  line_ratio: number;
  line_low: number;
  line_high: number;
}>;

interface Found {
  readonly totals: DiscountTotals;
  /** Net and margin of what was sold without a discount and at one. */
  readonly margins: readonly Row[];
  readonly all: Comparison | undefined;
  readonly unused: readonly Row[];
}

/** Names in a sentence. */
const mostNames = 3;

export function discountFindings({totals, margins, all, unused}: Found, formats: Formats): string[] {
  return [
    ...given(totals, formats),
    ...marginsOf(margins, formats),
    ...compared(all, formats),
    ...unpriced(totals, formats),
    ...neverUsed(unused, formats),
  ];
}

function given(
  {gross, discount, units, discounted_units, discounted_lines}: DiscountTotals,
  formats: Formats,
): string[] {
  if (discounted_lines === 0) return ["Nothing was sold at a discount."];
  const part = Number(gross) > 0 ? Number(discount) / Number(gross) : undefined;
  const of = part === undefined ? "" : `, ${formats.percent(part, part < 0.001 ? "rate" : "plain")} of the full price`;
  const share =
    units > 0 && discounted_units >= 0 && discounted_units <= units
      ? `; ${formats.percent(discounted_units / units)} of the units were sold at a discount`
      : "";
  return [`Discounts came to ${formats.exact(trim(discount))}${of}${share}.`];
}

function marginsOf(margins: readonly Row[], formats: Formats): string[] {
  const rate = (isDiscounted: boolean) => {
    const row = margins.find(({is_discounted}) => is_discounted === isDiscounted);
    return row && Number(row.net) > 0 ? Number(row.margin) / Number(row.net) : undefined;
  };
  const [without, at] = [rate(false), rate(true)];
  if (at === undefined) return [];
  const beside = without === undefined ? "" : `, of the rest ${formats.percent(without)}`;
  return [`Of what was sold at a discount ${formats.percent(at)} is margin${beside}, where the cost is known.`];
}

function compared(all: Comparison | undefined, formats: Formats): string[] {
  if (!all) return [];
  const {products, ratio, low, high} = all;
  const decimal = (value: number) => formats.decimal(value, 2);
  const isClear = low > 1 || high < 1;
  const who = `${formats.number(products)} ${products === 1 ? "product" : "products"}`;
  const verdict = isClear ? "" : ", which may be chance";
  const caution = low > 1 ? atATime(all, formats) : "what else was different on these days is not known";
  return [
    `On days at a discount ${who} sold ${decimal(ratio)} times the units of ${products === 1 ? "its" : "their"} other selling days (${decimal(low)} to ${decimal(high)})${verdict}; ${caution}.`,
  ];
}

/** Where a large quantity earns the discount, discounted days have more units without having drawn anybody. */
function atATime({line_ratio, line_low, line_high}: Comparison, formats: Formats): string {
  const lines = `${formats.decimal(line_ratio, 2)} times the order lines (${formats.decimal(line_low, 2)} to ${formats.decimal(line_high, 2)})`;
  return line_low > 1
    ? `they had ${lines}, and what else was different is not known`
    : `with ${lines}, more was bought at a time but ${line_high < 1 ? "less" : "not clearly more"} often, as where a large quantity earns the discount`;
}

function unpriced({unpriced_net, net}: DiscountTotals, formats: Formats): string[] {
  const share = Number(net) > 0 ? Number(unpriced_net) / Number(net) : 0;
  if (share < 0.0005) return [];
  return [`For ${formats.percent(share)} of the revenue neither price nor discount is given.`];
}

function neverUsed(unused: readonly Row[], formats: Formats): string[] {
  const [count, names] = [unused.length, unused.slice(0, mostNames).map(({offer}) => String(offer))];
  if (count === 0) return [];
  const more = count > mostNames ? ` and ${formats.number(count - mostNames)} more` : "";
  return [
    `${formats.number(count)} ${count === 1 ? "offer was" : "offers were"} never used: ${names.join(", ")}${more}.`,
  ];
}
