import {describe, expect, test} from "vitest";
import type {SectionFacts} from "../../../src/report/section.ts";
import {stock} from "../../../src/report/sections/stock.ts";
import {hostileName} from "../shop.ts";
import {basics} from "./basics.ts";

const spread = {
  products: 40,
  out: 0,
  low: 0,
  doubtful: 0,
  units: 900,
  sold: 600,
  received: 1000,
  value: null,
  to_order: 0,
  orderable: 0,
  idle: 0,
  idle_value: null,
};
const calm: SectionFacts = {
  spread: [spread],
  doubts: [{untracked: 0, corrected: 0}],
  next: [],
  urgent: [{out: 0, late: 0}],
  late: [],
  losses: [],
  lost: [{days: 0, units: 0, products: 0}],
  stores: [],
};
const tea = {
  product_id: "7",
  product_name: "Tea",
  category: "Drinks",
  state: "low",
  units_there: 9,
  daily_demand: 4,
  days_of_cover: 2.25,
  lead_time_days: "5.0000",
  reorder_units: 131,
  last_open_on: null,
};
const cup = {
  ...tea,
  product_id: "8",
  product_name: null,
  state: "out",
  units_there: 0,
  days_of_cover: 0,
  last_open_on: "2024-05-24",
};

function composed(facts: SectionFacts) {
  return stock.compose({...calm, ...facts}, basics)!;
}

test("what is out in one store while others have some is named with the store", () => {
  const gone = {product_id: "7", product_name: "Tea", store_id: "LYS", store_name: "Lyon", places: 2};
  const other = {...gone, product_id: "8", product_name: null, store_name: null};
  expect(composed({gone: [gone, other]}).findings[1]).toBe(
    "Out in one store while others still have some: Tea (Lyon) and product 8 (LYS).",
  );
  expect(composed({gone: [gone, other, gone].map((one) => ({...one, places: 5}))}).findings[1]).toBe(
    "Out in one store while others still have some: Tea (Lyon), product 8 (LYS), Tea (Lyon) and 2 more.",
  );
});

test("a well-stocked shop hears one sentence, and nothing in the morning", () => {
  const {findings, today, blocks} = composed({});
  expect(findings).toEqual(["None of the 40 products in the inventory is low or out of stock."]);
  expect(today).toEqual([]);
  expect(blocks).toMatchObject([
    {key: "stock", terms: [{}, {}, {}, {value: 900}, {label: "Sell-through", value: 0.6}]},
  ]);
});

describe("in the morning", () => {
  test("what is out and what sells out before more can be there is named", () => {
    const {today} = composed({
      next: [cup, tea],
      late: [tea, {...tea, product_name: "Pot", days_of_cover: 0.4, lead_time_days: "1.0000"}],
      urgent: [{out: 1, late: 4}],
    });
    expect(today).toEqual([
      "Out of stock: product 8.",
      "Order now, unless more is on its way: Tea (2 days left, 5 days to get more), Pot (less than a day left, 1 day to get more) and 2 more products sell out before more can be there.",
    ]);
  });

  test("those that sell best come first, and long names are cut", () => {
    const {today} = composed({
      next: [cup, {...cup, product_id: "9", product_name: `${hostileName} ${"x".repeat(80)}`, daily_demand: 9}],
      urgent: [{out: 2, late: 0}],
    });
    expect(today).toEqual([`Out of stock: ${`${hostileName} ${"x".repeat(80)}`.slice(0, 47)}… and product 8.`]);
  });
});

test("the findings begin with what is out, and end with what the books leave open", () => {
  const {findings} = composed({
    spread: [{...spread, out: 1, low: 3, doubtful: 2, to_order: 1, orderable: 37, idle: 2, idle_value: "1234.5000"}],
    lost: [{days: 12, units: 30.4, products: 1}],
    doubts: [{untracked: 1, corrected: -7}],
    stores: [{store_id: "1"}],
  });
  expect(findings).toEqual([
    "1 of 40 products is out of stock, and 3 are low.",
    "1 product has reached the point at which to order more. Of 1 product neither reorder point nor lead time is known.",
    "1 product that sells could not be bought on 12 days in all, each store counted by itself, which cost about 30 units.",
    "2 products with stock were not sold in the last 90 days, worth €1,235 at cost.",
    "2 products were sold on several days when the books say that nothing was there: records of what came in are missing, and what is on hand is not known.",
    "Counts found 7 units fewer than the books said, in all.",
    "1 product that is sold is not in the inventory, so nothing is known of its stock.",
  ]);
});

test("the table of what runs out says when, and what to order where that is known", () => {
  const {blocks} = composed({next: [cup, tea]});
  expect(blocks[1]).toMatchObject({
    key: "next",
    rows: [
      {name: "8", days_left: 0, runs_out: "2024-05-24"},
      {name: "Tea", days_left: 2, runs_out: "2024-05-31", lead_time: 5, reorder_units: 131},
    ],
  });
  const bare = {...tea, category: null, lead_time_days: null, reorder_units: null};
  const columns = composed({next: [bare]}).blocks.flatMap((block) => (block.kind === "table" ? block.columns : []));
  expect(columns.map(({key}) => key)).toEqual(["name", "units_there", "daily_demand", "days_left", "runs_out"]);
});

test("what the forecast says of a product stands beside it, where there is one", () => {
  const {blocks} = composed({next: [cup, tea], forecast: [{product_id: "7", units: 61.7}]});
  expect(blocks[1]).toMatchObject({rows: [{forecast: null}, {forecast: 62}]});
});

test("stores stand beside each other where there are several", () => {
  const store = {products: 3, in_stock: 1, low: 1, out: 1, units: 7, lost_days: 2};
  const stores = [
    {...store, store_id: "1", store_name: "North"},
    {...store, store_id: "2", store_name: null},
  ];
  expect(composed({stores}).blocks[1]).toMatchObject({key: "stores", rows: [{name: "North"}, {name: "2"}]});
  expect(composed({stores: stores.slice(0, 1)}).blocks).toHaveLength(1);
});

test("what was lost is told of each store", () => {
  const loss = {
    store_id: "1",
    store_name: "North",
    product_id: "7",
    product_name: "Tea",
    lost_days: 3,
    lost_units: 7.6,
  };
  const {blocks} = composed({losses: [{...loss, last_open_on: null}]});
  expect(blocks[1]).toMatchObject({key: "lost", rows: [{name: "Tea", store: "North", lost_days: 3, units: 7.6}]});
});

test("an inventory that begins later says so", () => {
  expect(composed({spread: [{...spread, products: 0}]})).toEqual({
    findings: ["The inventory has no record up to Tue, 28 May 2024, so nothing can be said of stock."],
    today: [],
    blocks: [],
  });
});

test("a sell-through of more than what was received says where the rest came from", () => {
  const [terms] = composed({}).blocks;
  expect(terms).toMatchObject({
    terms: expect.arrayContaining([expect.objectContaining({value: 0.6, about: "sold / received"})]),
  });
  const [more] = composed({spread: [{...spread, sold: 1200}]}).blocks;
  expect(more).toMatchObject({
    terms: expect.arrayContaining([
      expect.objectContaining({value: 1.2, about: "sold / received, the rest from stock"}),
    ]),
  });
});
