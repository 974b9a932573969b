import {expect, test} from "vitest";
import type {SectionFacts} from "../../../src/report/section.ts";
import {stores} from "../../../src/report/sections/stores.ts";
import {basics} from "./basics.ts";

const store = (name: string, place: number | null, more = {}) => ({
  name,
  region: null,
  place,
  ties: place === null ? null : 0,
  revenue: "100.0000",
  share: 0.25,
  units: 4,
  orders: 2,
  visitors: null,
  days_counted: 0,
  revenue_per_visitor: null,
  change_28: null,
  ...more,
});
const spread = (more = {}) => [{stores: 2, unsold: 0, sold_today: 2, ...more}];

function compose(facts: Record<string, object[]>) {
  return stores.compose(facts as unknown as SectionFacts, basics);
}

test("the first store is named, and columns without a value are left out", () => {
  const {findings, blocks, today} = compose({stores: [store("Lyon", 1), store("Nice", 2)], spread: spread()})!;
  expect(findings).toEqual(["Lyon sold most: €100, 25.0% of all."]);
  expect(today).toEqual([]);
  expect(blocks).toHaveLength(1);
  expect(JSON.stringify(blocks[0])).not.toContain("Per visitor");
  expect(blocks[0]).not.toHaveProperty("note");
});

test("ties are stated in words and in the table", () => {
  const tied = ["Lyon", "Nice"].map((name) => store(name, 1, {ties: 1}));
  const {findings, blocks} = compose({stores: tied, spread: spread()})!;
  expect(findings).toEqual(["Lyon and Nice share the first place, with €100 each."]);
  expect(blocks[0]).toMatchObject({
    rows: [{place: "1="}, {place: "1="}],
    note: "Stores with the same revenue share a place, marked =.",
  });
});

test("what is sold per visitor is compared where visitors are counted", () => {
  const counted = {visitors: 40, days_counted: 9, revenue_per_visitor: "2.5039"};
  const [lyon, nice] = [store("Lyon", 1, counted), store("Nice", 2, {...counted, revenue_per_visitor: "1.0000"})];
  const {findings, blocks} = compose({stores: [lyon, nice], best: [lyon], worst: [nice], spread: spread()})!;
  expect(findings[1]).toBe(
    "Most is sold per visitor in Lyon (€2.50 on 9 days with a count), least in Nice (€1.00 on 9 days with a count).",
  );
  expect(blocks[0]).toMatchObject({rows: [{revenue_per_visitor: "2.50"}, {revenue_per_visitor: "1.00"}]});
});

test("stores that sell about as much per visitor are not ranked by the cents between them", () => {
  const counted = (amount: string) => ({visitors: 40, days_counted: 9, revenue_per_visitor: amount});
  const [lyon, nice] = [store("Lyon", 1, counted("1.0400")), store("Nice", 2, counted("1.0300"))];
  const {findings} = compose({stores: [lyon, nice], best: [lyon], worst: [nice], spread: spread()})!;
  expect(findings[1]).toBe("Stores sell about as much per visitor: from €1.03 in Nice to €1.04 in Lyon.");
});

test("stores without a sale and sales without a store are counted", () => {
  const rows = [store("Lyon", 1), store("(not given)", null, {share: 0.1}), store("Nice", 2)];
  const {findings} = compose({stores: rows, spread: spread({unsold: 1})})!;
  expect(findings.slice(1)).toEqual([
    "1 of 2 stores sold nothing in the whole period.",
    "10.0% of the revenue names no store.",
  ]);
});

test("a store that fell silent is told this morning, unless most did", () => {
  const facts = {stores: [store("Lyon", 1), store("Nice", 2)], silent: [{name: "Nice"}]};
  expect(compose({...facts, spread: spread({sold_today: 1})})!.today).toEqual([
    "Nice has no sale on 28 May 2024, though it had some on each of the eight Tuesdays before.",
  ]);
  expect(compose({...facts, spread: spread({sold_today: 0})})!.today).toEqual([]);
});

test("regions have a table where any store has one", () => {
  const region = {region: "South", place: 1, ties: 0, stores: 2, revenue: "9.0000", share: 1, orders: 2};
  const south = {...region, visitors: null, revenue_per_visitor: null};
  const rest = {...south, region: "(not given)", place: null, ties: null};
  const facts = {stores: [store("Lyon", 1)], spread: spread({stores: 1})};
  expect(compose({...facts, regions: [south, rest]})!.blocks.map(({key}) => key)).toEqual(["stores", "regions"]);
  expect(compose({...facts, regions: [rest]})!.blocks.map(({key}) => key)).toEqual(["stores"]);
});

test("one store is not the first of anything, and none is not spoken of", () => {
  expect(compose({stores: [store("Lyon", 1)], spread: spread({stores: 1})})!.findings).toEqual([]);
  expect(compose({stores: [store("(not given)", null)], spread: spread({stores: 0})})).toBeUndefined();
  expect(compose({stores: [], spread: []})).toBeUndefined();
});
