import {expect, test} from "vitest";
import {disagreement, type FloorTotals, type ReportTotals} from "./totals.ts";

const report: ReportTotals = {
  totals: {orders: 3, units: 7, revenue: "120.05"},
  attribution: {attributed: "100.00", credits: 4},
  correlation: {sessions: {r: 0.123456789, n: 12}},
};
const sums = {orders: 3, units: 7, revenue: 12005, attributed: 10000, by_campaign: 10000, credits: 4};
const floor: FloorTotals = {...sums, r: 0.12345678912, n: 12};

test("finds no fault where both say the same", () => {
  expect(disagreement(report, floor)).toBeUndefined();
});

test.for([
  ["orders", {orders: 4}, "orders 3 and 4"],
  ["units", {units: 8}, "units 7 and 8"],
  ["a cent of revenue", {revenue: 12006}, "revenue 120.05 and 120.06"],
  ["a cent of what is attributed", {attributed: 9999}, "attributed 100.00 and 99.99"],
  ["a cent by campaign", {by_campaign: 9999}, "sum of campaigns 100.00 and 99.99"],
  ["credits", {credits: 5}, "credits 4 and 5"],
  ["the correlation", {r: 0.1235}, "r 0.123457 and 0.123500"],
  ["its days", {n: 11}, "days in r 12 and 11"],
] as const)("finds a difference in %s", ([, change, words]) => {
  expect(disagreement(report, {...floor, ...change})).toBe(words);
});
