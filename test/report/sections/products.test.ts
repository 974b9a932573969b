import {describe, expect, test} from "vitest";
import type {SectionFacts} from "../../../src/report/section.ts";
import {products} from "../../../src/report/sections/products.ts";
import {basics} from "./basics.ts";

const tea = {
  product_id: "7",
  product_name: "Tea",
  category: "Drinks",
  revenue: "60.0000",
  units: 6,
  orders: 4,
  share: 0.6,
  share_so_far: 0.6,
};
const cup = {...tea, product_id: "8", product_name: null, category: null, revenue: "40.5000"};
const spread = [{sold: 3, unsold: 0, vital: 2}];

function compose(facts: Record<string, object[]>) {
  return products.compose({top: [tea, cup], spread, ...facts} as unknown as SectionFacts, basics)!;
}

test("products have the names and categories of the master data, and their ids where it has none", () => {
  const found = compose({spread: [{sold: 3, unsold: 1, vital: 2}]});
  expect(found.findings).toEqual([
    "It takes 2 of the 3 products sold to make four fifths of the revenue.",
    "1 of the products listed was not sold at all.",
  ]);
  expect(found.blocks).toMatchObject([
    {
      key: "top",
      rows: [
        {name: "Tea", category: "Drinks", revenue: "60.00"},
        {name: "8", category: null, revenue: "40.50"},
      ],
    },
  ]);
});

test("nothing is said of no products, or where no sale names one", () => {
  expect(products.compose({top: [], spread: []}, basics)).toBeUndefined();
  const notGiven = {...tea, product_id: "(not given)", product_name: null};
  expect(products.compose({top: [notGiven], spread: []} as unknown as SectionFacts, basics)).toBeUndefined();
});

test("categories are named where there are any", () => {
  const drinks = {category: "Drinks", products: 2, sold: 1, revenue: "60.0000", share: 0.6, units: 6, orders: 4};
  const rest = {...drinks, category: "(not given)", revenue: "40.5000", share: 0.4};
  const found = compose({categories: [drinks, rest]});
  expect(found.findings.at(-1)).toBe("Drinks is the largest category, with 60.0% of the revenue.");
  expect(found.blocks.map(({key}) => key)).toEqual(["top", "categories"]);
  expect(compose({categories: [rest]}).blocks.map(({key}) => key)).toEqual(["top"]);
});

describe("movers", () => {
  const mover = (name: string, before: number, now: number, is_significant: boolean) => ({
    name,
    count_before: before,
    count_now: now,
    change: before > 0 ? now / before - 1 : null,
    change_revenue: "5.0000",
    p_adjusted: is_significant ? 0.0001 : 0.4,
    is_significant,
  });
  const moved = (significant: number) => [
    {products: 40, significant, count_before: 100, count_now: 110, counted: "units"},
  ];

  test("that are clear are named, with what the whole shop did", () => {
    const movers = [mover("Tea", 10, 40, true), mover("Cup", 0, 9, true), mover("Pot", 9, 8, false)];
    const {findings, blocks} = compose({movers, moved: moved(2)});
    expect(findings[0]).toBe(
      "2 of 40 products compared sold clearly more or less in the last 28 days than in the 28 before: Tea (+300%) and Cup (new). The whole shop sold 10.0% more than before, in units.",
    );
    expect(blocks.at(-1)).toMatchObject({
      key: "movers",
      rows: [
        {name: "Tea", p: "< 0.001", clear: "yes"},
        {name: "Cup", change: null},
        {name: "Pot", p: "0.400", clear: "no"},
      ],
    });
  });

  test("that are not are not called so", () => {
    expect(compose({movers: [mover("Pot", 9, 8, false)], moved: moved(0)}).findings[0]).toBe(
      "No product sold clearly more or less in the last 28 days than in the 28 before (40 products compared).",
    );
  });

  test("more than three are counted, and a long name is cut", () => {
    const movers = Array.from({length: 5}, (_, i) => mover("x".repeat(200) + i, 10, 40, true));
    const [sentence] = compose({movers, moved: moved(8)}).findings;
    expect(sentence).toContain("…");
    expect(sentence).toContain(", and 5 more. The whole");
    expect(sentence!.length).toBeLessThan(400);
  });
});

describe("trends", () => {
  const tests = [{products: 40, trending: 1, counted: "units"}];

  test("are told in times of the usual, and for new products as such", () => {
    const hot = {name: "Tea", decayed: 20, usual: 8, ratio: 2.5, count_now: 30, p_adjusted: 0.01};
    const fresh = {...hot, name: "Cup", usual: 0, ratio: null};
    expect(compose({trending: [hot, fresh], tests: [{...tests[0], trending: 2}]}).findings[0]).toBe(
      "Trending now: Tea (2.5 times its usual) and Cup (new).",
    );
  });

  test("that are none are said to be none, and without enough days nothing is said", () => {
    expect(compose({trending: [], tests}).findings[0]).toBe("No product is selling clearly above its usual now.");
    expect(compose({trending: [], tests: [{products: 0, trending: 0, counted: null}]}).findings).toHaveLength(1);
  });
});
