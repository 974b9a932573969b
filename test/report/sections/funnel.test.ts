import {describe, expect, test} from "vitest";
import {addDays} from "../../../src/lib/time.ts";
import type {SectionFacts} from "../../../src/report/section.ts";
import {funnel} from "../../../src/report/sections/funnel.ts";
import {basics} from "./basics.ts";

const asOf = basics.as_of;
const total = {
  days: 60,
  first_day: addDays(asOf, -59),
  last_day: asOf,
  visits: 6000,
  carts: 1200,
  checkouts: 600,
  purchases: 300,
  carts_decided: 1190,
  carts_abandoned: 893,
  orders: 310,
  orders_valued: 300,
  value: "9000.0000",
  units: 400,
  wanting_events: 8000,
  events_of_nobody: 0,
};

/** The last 56 days, of which the last has so many purchases. */
const recent = (last: number) =>
  Array.from({length: 56}, (_, i) => ({
    day: addDays(asOf, i - 55),
    visits: 100,
    carts: 20,
    checkouts: 10,
    purchases: i === 55 ? last : 10 + (i % 3),
    conversion: 0.1,
    abandonment: i === 55 ? null : 0.75,
  }));

const product = {
  product_id: "7",
  product_name: "Tea",
  category: "Drinks",
  visits: 900,
  carts: 90,
  checkouts: null,
  purchases: 9,
  cart_rate: 0.1,
  conversion: 0.01,
  units: 9,
  demand_pressure: 120,
};

function composed(facts: SectionFacts) {
  const none = {recent: [], products: [], unbought: [{products: 0}], wanted: [], categories: []};
  return funnel.compose({total: [total], ...none, ...facts}, basics)!;
}

test("where many buy, shares have no hundredths of a percent, in sentences and tables alike", () => {
  const {findings, blocks} = composed({total: [{...total, purchases: 600}]});
  expect(findings[0]).toBe(
    "Of 6,000 visits, 10.0% bought something, 20.0% put something in the cart and 10.0% went to the checkout.",
  );
  const kinds = JSON.stringify(blocks);
  expect(kinds).toContain('"kind":"percent"');
  expect(kinds).not.toContain('"kind":"rate"');
});

describe("the findings", () => {
  test("tell how far visits get, and what became of the carts", () => {
    const {findings, today, blocks} = composed({recent: recent(11), unbought: [{products: 2}]});
    expect(findings).toEqual([
      "Of 6,000 visits, 5.00% bought something, 20.00% put something in the cart and 10.00% went to the checkout.",
      "In the last 28 days 11.00% of visits bought, no significant difference from the 10.96% of the 28 before.",
      "Of 1,190 carts, 75.0% were abandoned: nothing was bought within 24 hours.",
      "An order of the web shop comes to €30.00 on average (300 orders).",
      "2 products that were each seen in 100 visits or more were never bought.",
    ]);
    expect(today).toEqual([]);
    expect(blocks.map(({key}) => key)).toEqual(["funnel", "steps", "days"]);
    expect(blocks[1]).toMatchObject({
      rows: [
        {name: "Visited", visits: 6000, rate: null, share: 1},
        {name: "Put something in the cart", rate: 0.2, share: 0.2},
        {name: "Went to the checkout", rate: 0.5, share: 0.1},
        {name: "Bought", rate: 0.5, share: 0.05},
      ],
    });
  });

  test("call a change what is one", () => {
    const rising = recent(20).map((day, i) => (i < 28 ? day : {...day, purchases: 20}));
    expect(composed({recent: rising}).findings[1]).toBe(
      "In the last 28 days 20.00% of visits bought, more than the 10.96% of the 28 before.",
    );
  });

  test("leave out the steps that no event tells of, and compare each with the last that one does", () => {
    const bare = {...total, carts: null, checkouts: null, carts_decided: 0, carts_abandoned: 0, value: null};
    const {findings, blocks} = composed({total: [bare]});
    expect(findings).toEqual(["Of 6,000 visits, 5.00% bought something."]);
    expect(blocks[1]).toMatchObject({rows: [{name: "Visited"}, {name: "Bought", rate: 0.05}]});
    expect(composed({total: [{...bare, purchases: null}]}).findings).toEqual([
      "Of 6,000 visits nothing is known but that they were: no event tells of a cart, a checkout or a purchase.",
    ]);
  });

  test("read well of one visit", () => {
    const one = {...total, days: 1, first_day: asOf, visits: 1, carts: 1, checkouts: 0, purchases: 0};
    const {findings} = composed({
      total: [{...one, carts_decided: 1, carts_abandoned: 1, orders_valued: 1, value: "9.5000", events_of_nobody: 1}],
    });
    expect(findings).toEqual([
      "Of 1 visit, 0.00% bought something, 100% put something in the cart and 0.00% went to the checkout.",
      "The one cart was left: nothing was bought within 24 hours.",
      "The one order of the web shop came to €9.50.",
      "1 event names neither a session nor a user and is no visit of anybody.",
    ]);
  });
});

describe("in the morning", () => {
  test("a checkout that no longer works is heard of", () => {
    expect(composed({recent: recent(0)}).today).toEqual([
      "None of the 100 visits of Tue, 28 May 2024 bought something, 10.96% did in the four weeks before: does the checkout work?",
    ]);
    const busy = recent(6).map((day) => (day.day === asOf ? {...day, visits: 400} : day));
    expect(composed({recent: busy}).today).toEqual([
      "Only 1.50% of the 400 visits of Tue, 28 May 2024 bought something, 10.96% did in the four weeks before: does the checkout work?",
    ]);
  });

  test("a weak day, or a good one, is none of that", () => {
    for (const purchases of [7, 40]) expect(composed({recent: recent(purchases)}).today).toEqual([]);
  });

  test("a day without any event is", () => {
    expect(composed({recent: recent(9).slice(0, -1)}).today).toEqual([
      "No event of the web shop is of Tue, 28 May 2024: are they still recorded?",
    ]);
  });
});

test("products looked at more than bought are those with twice the usual pressure", () => {
  const cup = {...product, product_id: "8", product_name: null, demand_pressure: 30};
  const unbought = {...product, product_id: "9", product_name: "Pot", units: 0, purchases: 0, demand_pressure: null};
  const {blocks} = composed({products: [product], wanted: [unbought, product, cup]});
  expect(blocks.at(-1)).toMatchObject({key: "wanted", rows: [{name: "Pot"}, {name: "Tea"}]});
  expect(blocks.at(-2)).toMatchObject({key: "products", rows: [{name: "Tea", conversion: 0.01}]});
});

test("categories are compared where there are several", () => {
  const category = {...product, category: "Drinks"};
  expect(composed({categories: [category]}).blocks).toHaveLength(2);
  expect(composed({categories: [category, {...category, category: "Ware"}]}).blocks[2]).toMatchObject({
    key: "categories",
    rows: [{category: "Drinks"}, {category: "Ware"}],
  });
});

test("events that say nothing, or come later, are said to", () => {
  expect(composed({total: [{...total, days: 0}]}).findings).toEqual([
    "No event of the web shop is dated up to Tue, 28 May 2024.",
  ]);
  expect(composed({total: [{...total, visits: 0}]}).findings).toEqual([
    "No event names a session or a user, so nothing can be said of how far visits get.",
  ]);
});

test("where web traffic counts other sessions than events tell of visits, both conversions are told apart", () => {
  const said = (visits: number, sessions: number | null) =>
    composed({traffic: [{visits, sessions}]}).findings.filter((sentence) => sentence.includes("web traffic"));
  expect(said(4365, 71_842)).toEqual([
    "On the days both tell of, web traffic counts 71,842 sessions and events 4,365 visits: here conversion is of visits, in “The day” of sessions.",
  ]);
  expect(said(980, 1000)).toEqual([]);
  expect(said(980, null)).toEqual([]);
});
