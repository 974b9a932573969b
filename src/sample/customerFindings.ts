import type {Day} from "./calendar.ts";
import {customerId, type Kind} from "./clientele.ts";
import type {CustomerTally} from "./customerTally.ts";
import {rounded} from "./lifts.ts";
import {centsText} from "./money.ts";
import {isUnlisted} from "./people.ts";
import type {CustomerKindTruth, CustomersTruth, SectionTruths} from "./sectionTruths.ts";

type Parts = "customers" | "customer_kinds" | "customer_days" | "cohorts" | "top_customers";

const best = 20;
const activeDays = 90;
const kinds: readonly Kind[] = ["loyal", "regular", "one-time"];

export function customerFindings(tally: CustomerTally, days: readonly Day[]): Pick<SectionTruths, Parts> {
  const ranked = tally.known().sort((a, b) => tally.cents[b]! - tally.cents[a]! || a - b);
  return {
    customers: customersTruth(tally, ranked),
    customer_kinds: kinds.map((kind) => kindTruth(kind, tally, days.length - activeDays)),
    customer_days: [...tally.byDay].map(([day, sums]) => ({day, ...sums})),
    cohorts: [...tally.cohorts].map(([key, customers]) => {
      const [cohort, month] = key.split(" ") as [string, string];
      return {cohort, month, customers};
    }),
    top_customers: ranked.slice(0, best).map((customer) => ({
      customer_id: customerId(customer),
      orders: tally.orders[customer]!,
      revenue: centsText(tally.cents[customer]!),
    })),
  };
}

function customersTruth(tally: CustomerTally, ranked: readonly number[]): CustomersTruth {
  const cents = centsOf(tally, ranked);
  const repeaters = repeatersOf(tally, ranked);
  const tenth = ranked.slice(0, Math.ceil(ranked.length / 10));
  return {
    customers: ranked.length,
    repeaters,
    repeat_rate: rounded(repeaters / Math.max(1, ranked.length)),
    orders: ordersOf(tally, ranked),
    revenue: centsText(cents),
    guest_orders: tally.guests.orders,
    guest_revenue: centsText(tally.guests.cents),
    unlisted: ranked.filter(isUnlisted).length,
    revenue_share_of_best_tenth: rounded(centsOf(tally, tenth) / Math.max(1, cents)),
  };
}

function kindTruth(kind: Kind, tally: CustomerTally, since: number): CustomerKindTruth {
  const customers = tally.byKind(kind);
  return {
    kind,
    customers: customers.length,
    repeaters: repeatersOf(tally, customers),
    orders: ordersOf(tally, customers),
    revenue: centsText(centsOf(tally, customers)),
    active: customers.filter((customer) => tally.lastDayOf(customer) >= since).length,
  };
}

function repeatersOf(tally: CustomerTally, customers: readonly number[]): number {
  return customers.filter((customer) => tally.cameAgain(customer)).length;
}

function ordersOf({orders}: CustomerTally, customers: readonly number[]): number {
  return customers.reduce((sum, customer) => sum + orders[customer]!, 0);
}

function centsOf({cents}: CustomerTally, customers: readonly number[]): number {
  return customers.reduce((sum, customer) => sum + cents[customer]!, 0);
}
