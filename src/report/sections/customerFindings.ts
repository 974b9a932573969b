import type {Formats} from "../../lib/format.ts";
import {trim} from "../../lib/money.ts";

/** The row of `mart_customer_totals`. */
export interface CustomerTotals {
  readonly in_master_data: number;
  readonly never_bought: number;
  readonly buyers: number;
  readonly unknown_buyers: number;
  readonly repeat_rate: number | null;
  readonly recent_buyers: number;
  readonly new_buyers: number;
  readonly orders: number;
  readonly revenue: string;
  readonly revenue_of_unknown: string;
  readonly expected_revenue: string | null;
  readonly tenth: number;
  readonly share_of_tenth: number | null;
}

/** The way to foretell what customers bring that was chosen, and how far it was off on the days kept back. */
export interface ValueTest {
  readonly model: string;
  readonly days: number;
  readonly customers: number;
  readonly expected_revenue: number;
  readonly revenue: number;
}

type Segments = readonly Readonly<Record<string, unknown>>[];

/** A total that was off by more than this factor is none to count on. */
const poor = 2;

export function customerFindings(
  totals: CustomerTotals,
  segments: Segments,
  test: ValueTest | undefined,
  days: number,
  formats: Formats,
): string[] {
  const {buyers, tenth, share_of_tenth, recent_buyers, new_buyers} = totals;
  const count = (number: number) => `${formats.number(number)} ${number === 1 ? "customer" : "customers"}`;
  return [
    totals.repeat_rate === null
      ? `${count(buyers)} bought.`
      : `${count(buyers)} bought, ${formats.percent(totals.repeat_rate)} of them on more than one day.`,
    ...(share_of_tenth !== null && buyers >= 20
      ? [`The largest tenth, ${count(tenth)}, brought ${formats.percent(share_of_tenth)} of what customers brought.`]
      : []),
    ...(days >= 56 && recent_buyers > 0
      ? [
          `In the last 28 days ${count(recent_buyers)} bought, ${new_buyers === recent_buyers ? "all" : formats.number(new_buyers)} of them for the first time.`,
        ]
      : []),
    ...atRisk(segments, count, formats),
    ...expectation(totals, test, formats),
    ...absent(totals, count, formats),
  ];
}

function atRisk(segments: Segments, count: (number: number) => string, formats: Formats): string[] {
  const found = segments.find(({segment}) => segment === "at risk");
  if (!found) return [];
  const customers = found.customers as number;
  const brought = formats.money(found.revenue as string, "whole");
  const which = customers === 1 ? "who used to be a good one has" : "who used to be good ones have";
  return [`${count(customers)} ${which} long not come back: ${brought} so far.`];
}

function expectation({expected_revenue}: CustomerTotals, test: ValueTest | undefined, formats: Formats): string[] {
  if (!test || expected_revenue === null) return [];
  const [said, came] = [test.expected_revenue, test.revenue];
  const money = (value: number | string) => formats.money(value, "whole");
  const isPoor = came <= 0 || said / came > poor || came / said > poor;
  const use = isPoor ? " Take it as a ranking of customers, not as an amount." : "";
  return [
    `Today's customers are expected to bring ${money(expected_revenue)} in the next ${formats.number(test.days)} days; for the last ${formats.number(test.days)} days the same method would have said ${money(said)}, where ${money(came)} came.${use}`,
  ];
}

function absent(
  {revenue_of_unknown, revenue, never_bought, in_master_data, unknown_buyers}: CustomerTotals,
  count: (number: number) => string,
  formats: Formats,
): string[] {
  const unknown = Number(revenue_of_unknown);
  const all = unknown + Number(revenue);
  const money = formats.exact(trim(revenue_of_unknown));
  const isTelling = unknown / all >= 0.0005 && all > unknown;
  return [
    ...(unknown === 0
      ? []
      : [
          isTelling
            ? `${formats.percent(unknown / all)} of the revenue, ${money}, is of nobody known.`
            : `Revenue of ${money} is of nobody known.`,
        ]),
    ...(never_bought > 0
      ? [`${formats.number(never_bought)} of the ${count(in_master_data)} listed never bought.`]
      : []),
    ...(in_master_data > 0 && unknown_buyers > 0
      ? [`${count(unknown_buyers)} bought and ${unknown_buyers === 1 ? "is" : "are"} not listed.`]
      : []),
  ];
}
