import {expect, test} from "vitest";
import {returns} from "../../../src/report/sections/returns.ts";
import {basics} from "./basics.ts";

const totals = {
  ...{origin: "returns", sold_units: 100, sold_revenue: "1000.0000", returns: 8, returned_units: 10},
  ...{returned_value: "95.5000", without_value: 0, matched: 8, mean_days: 6.25},
};
const tea = {
  ...{name: "7", product_name: "Tea", sold_units: 50, returned_units: 9, returned_value: "90.0000"},
  ...{rate: 0.18, low: 0.12, high: 0.31},
};
const all = {...tea, name: "all", product_name: null, sold_units: 100, returned_units: 10, rate: 0.1, low: 0.05};
const month = {month: "2024-05-01", sold_units: 100, units_of_sales: 9, returned_units: 10, returned_value: "95.5"};
const facts = {totals: [totals], all: [all], months: [month], categories: [], products: [tea], unsure: [{products: 0}]};
const withReturns = {...basics, sources: ["orders", "returns"]};

test("says what came back, what comes back more often than all, and after how long", () => {
  const {findings, blocks} = returns.compose(facts, withReturns)!;
  expect(findings).toEqual([
    "10 units worth €95.50 came back, 10.0% of the units sold.",
    "Tea: 18.0% of 50 units came back (95% interval 12.0% to 31.0%), clearly more than of all.",
    "It takes 6.3 days on average from the sale to the return.",
  ]);
  expect(blocks.at(-1)).toMatchObject({key: "months", rows: [{month: "May 2024", rate: 0.09}]});
});

test("what is not known is counted", () => {
  const some = {...totals, matched: 5, without_value: 1};
  const {findings, blocks} = returns.compose({...facts, totals: [some], unsure: [{products: 1}]}, withReturns)!;
  expect(findings.slice(-2)).toEqual([
    "For 3 of 8 returns it is not known when it was sold.",
    "1 return has no value and no sale to infer it from, so that the value is too low.",
  ]);
  expect(blocks[0]).toMatchObject({
    note: expect.stringContaining("1 more has too few units for a rate, or more came back than was sold."),
  });
});

test("negative lines have no sale, and few of them no rate", () => {
  const few = {...totals, origin: "orders", returned_units: 1, matched: 0, mean_days: null};
  const rates = {all: [{...all, rate: null}], products: []};
  const {findings, blocks} = returns.compose({...facts, ...rates, totals: [few]}, basics)!;
  expect(findings).toEqual([
    "1 unit worth €95.50 came back.",
    "Returns are the order lines with a negative quantity, counted on their own day.",
  ]);
  expect(blocks.at(-1)).toMatchObject({
    columns: [{key: "month"}, {key: "sold_units"}, {key: "returned_units"}, {key: "returned_value"}],
  });
});

test("where nothing came back that is said only if there is a source that could say otherwise", () => {
  const nothing = {...facts, totals: [{...totals, returns: 0}]};
  expect(returns.compose(nothing, withReturns)!.findings).toEqual(["Nothing came back."]);
  expect(returns.compose(nothing, basics)).toBeUndefined();
});
