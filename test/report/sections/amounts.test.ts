import {expect, test} from "vitest";
import {amounts} from "../../../src/report/sections/amounts.ts";
import {basics} from "./basics.ts";

const totals = {
  orders: 3,
  headers: 2,
  matched: 2,
  headerless: 0,
  headerless_lines: 0,
  headerless_revenue: null,
  empty: 0,
  empty_due: null,
  unlike: 0,
  difference: "0.0000",
  subtotal: "100.0000",
  tax: "20.0000",
  freight: null,
  total_due: "120.0000",
  orders_of_day: 2,
  headerless_of_day: 0,
};
const month = {month: "2024-05-01", headers: 2, subtotal: "100.0000", tax: "20.0000", freight: null, total_due: "120"};

test("amounts that agree are said in two sentences, and what no header has is no column", () => {
  const found = amounts.compose({totals: [totals], months: [month], odd: []}, basics)!;
  expect(found.findings).toEqual([
    "2 orders with a header come to €120.00.",
    "The subtotals of 2 orders are those of their lines to within a cent each, €0.00 in all.",
  ]);
  expect(found.today).toEqual([]);
  expect(found.blocks[0]).toMatchObject({
    terms: [
      {label: "Subtotal", value: "100.00"},
      {label: "Tax", value: "20.00"},
      {label: "Total due", value: "120.00"},
      {label: "Tax of subtotal", value: 0.2},
    ],
  });
  expect(found.blocks[1]).toMatchObject({
    columns: [{key: "month"}, {key: "headers"}, {key: "subtotal"}, {key: "tax"}, {key: "total_due"}],
    rows: [{month: "May 2024"}],
  });
});

test("what has only one side is counted with what it comes to, and said this morning where it is of the day", () => {
  const odd = {
    ...{headerless: 1, headerless_lines: 1, headerless_revenue: "3.0000", empty: 2, empty_due: "9.5000", unlike: 1},
    ...{difference: "-0.5000", headerless_of_day: 1},
  };
  const row = {
    order_id: "=x()",
    fault: "no header",
    ordered_on: null,
    lines: 1,
    line_revenue: "3.0000",
    subtotal: null,
  };
  const found = amounts.compose({totals: [{...totals, ...odd}], months: [month], odd: [row]}, basics)!;
  expect(found.findings.slice(1)).toEqual([
    "1 order with 1 line worth €3.00 has no header: nothing is known of its tax and freight.",
    "2 orders have a header and no lines: €9.50 due.",
    "The subtotals of 1 order differ from their lines by more than a cent, -€0.50 in all.",
  ]);
  expect(found.today).toEqual(["1 of the day's 2 orders has no header, so that tax and freight are not known."]);
  expect(found.blocks[2]).toMatchObject({
    note: "The 1 largest of 4; all are in tables/order_amounts.csv.",
    rows: [{order_id: "=x()", line_revenue: "3.00", subtotal: null}],
  });
});

test("where most orders have no header, it is no news that today's have none", () => {
  const few = {...totals, orders: 9, headerless: 7, headerless_of_day: 2};
  expect(amounts.compose({totals: [few], months: [month], odd: []}, basics)!.today).toEqual([]);
});

test("nothing is said without a header", () => {
  expect(amounts.compose({totals: [{...totals, headers: 0}], months: [], odd: []}, basics)).toBeUndefined();
});

test("of orders without a header only more than usual are said this morning", () => {
  const many = {...totals, orders: 10_000, headers: 9950, matched: 9950, headerless: 50, orders_of_day: 1000};
  const said = (late: number) => {
    const all = {...many, headerless_lines: 50, headerless_revenue: "9.0000", headerless_of_day: late};
    return amounts.compose({totals: [all], months: [month], odd: []}, basics)!.today;
  };
  expect(said(6)).toEqual([]);
  expect(said(25)).toEqual(["25 of the day's 1,000 orders have no header, so that tax and freight are not known."]);
  const only = {...many, matched: 9999, headerless: 1, headerless_of_day: 1, orders_of_day: 1};
  expect(amounts.compose({totals: [only], months: [month], odd: []}, basics)!.today).toEqual([
    "The day's only order has no header, so that tax and freight are not known.",
  ]);
});
