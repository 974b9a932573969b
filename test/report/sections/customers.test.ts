import {expect, test} from "vitest";
import {customers} from "../../../src/report/sections/customers.ts";
import {basics} from "./basics.ts";

const totals = {
  ...{in_master_data: 0, never_bought: 0, buyers: 40, unknown_buyers: 40, repeat_rate: 0.25, recent_buyers: 12},
  ...{new_buyers: 3, orders: 60, revenue: "1000.0000", revenue_of_unknown: "0.0000", expected_revenue: null},
  ...{tenth: 4, share_of_tenth: 0.4},
};
const none = {segments: [], top: [], months: [], cohorts: [], models: []};
const long = {...basics, period: {...basics.period, days: 90}};
const tried = {model: "bg_nbd", is_chosen: true, days: 30, customers: 40, expected_revenue: 95.4, revenue: 100};

test("says who bought, how much hangs on few, and what nobody is known to have bought", () => {
  const {findings, today} = customers.compose(
    {
      ...none,
      totals: [{...totals, in_master_data: 50, never_bought: 11, unknown_buyers: 1, revenue_of_unknown: "250"}],
    },
    long,
  )!;
  expect(findings).toEqual([
    "40 customers bought, 25.0% of them on more than one day.",
    "The largest tenth, 4 customers, brought 40.0% of what customers brought.",
    "In the last 28 days 12 customers bought, 3 of them for the first time.",
    "20.0% of the revenue, €250.00, is of nobody known.",
    "11 of the 50 customers listed never bought.",
    "1 customer bought and is not listed.",
  ]);
  expect(today).toEqual([]);
});

test("one customer of a young shop is said in the singular, without shares of a tenth", () => {
  const one = {...totals, buyers: 1, repeat_rate: 0, orders: 1, tenth: 1, share_of_tenth: 1};
  const {findings} = customers.compose({...none, totals: [one]}, basics)!;
  expect(findings).toEqual(["1 customer bought, 0.0% of them on more than one day."]);
});

test("what is expected stands beside what the same method said before", () => {
  const expecting = {...totals, expected_revenue: "80.0000"};
  const said = (revenue: number) =>
    customers.compose({...none, totals: [expecting], models: [{...tried, revenue}]}, basics)!.findings.at(-1);
  expect(said(100)).toBe(
    "Today's customers are expected to bring €80 in the next 30 days; for the last 30 days the same method would have said €95, where €100 came.",
  );
  expect(said(300)).toMatch(/Take it as a ranking of customers, not as an amount\.$/);
});

test("top customers go by their ids, or by the names that are asked for", () => {
  const row = {revenue: "5.0000", segment: "new", expected_revenue: null};
  const ids = ["1", "2", "3", "4"];
  const shown = (names: readonly (string | null)[]) => {
    const top = ids.map((customer_id) => ({...row, customer_id}));
    const known = names.flatMap((customer_name, i) => (customer_name ? [{customer_id: ids[i]!, customer_name}] : []));
    const table = customers
      .compose({...none, totals: [totals], top, names: known}, basics)!
      .blocks.find(({key}) => key === "top")!;
    if (table.kind !== "table") throw new Error("no table");
    return table.rows.map((one) => one[table.columns[0]!.key]);
  };
  expect(shown([null, null, null, null])).toEqual(ids);
  expect(shown(["Ada", "Bob", "Ada", null])).toEqual(["Ada (1)", "Bob", "Ada (3)", "4"]);
});

test("columns nothing is known of are left out", () => {
  const cohort = {cohort: "2024-04-01", customers: 7, after_1: 0.5, after_2: null, after_3: null, after_6: null};
  const top = {customer_id: "=1+1", revenue: "5.0000", segment: "at risk", expected_revenue: null};
  const {blocks} = customers.compose({...none, totals: [totals], cohorts: [cohort], top: [top]}, basics)!;
  const table = (key: string) => blocks.find((block) => block.key === key);
  expect(table("cohorts")).toMatchObject({
    columns: [{key: "cohort"}, {key: "customers"}, {key: "after_1"}],
    rows: [{cohort: "Apr 2024"}],
  });
  expect(table("top")).toMatchObject({
    columns: [{key: "customer_id"}, {key: "revenue"}, {key: "orders"}, {key: "last_on"}, {key: "segment"}],
    rows: [{customer_id: "=1+1", segment: "At risk", revenue: "5.00"}],
  });
});

test("nothing is said where nobody is known to have bought", () => {
  expect(customers.compose({...none, totals: [{...totals, buyers: 0}]}, basics)).toBeUndefined();
});
