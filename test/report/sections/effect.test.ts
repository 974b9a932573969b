import {expect, test} from "vitest";
import {effect} from "../../../src/report/sections/effect.ts";
import {basics} from "./basics.ts";

const tea = {
  campaign_name: "Tea Week",
  flights: 3,
  flights_estimated: 2,
  spend: "100.0000",
  orders: 40,
  attributed_revenue: "900.0000",
  cost_per_order: "2.5000",
  return_on_spend: 9,
  lift: 0.4,
  lift_low: 0.2,
  lift_high: 0.7,
  extra_revenue: "300.0000",
  extra_low: "150.0000",
  extra_high: "420.0000",
};
const nothing = {lift: null, lift_low: null, lift_high: null, extra_revenue: null, extra_low: null, extra_high: null};
const unsold = {...tea, ...nothing, campaign_name: "Cups", orders: 0, cost_per_order: null, return_on_spend: 0};
const flight = {
  campaign_name: "Tea Week",
  product_id: "7",
  product_name: "Green Tea",
  starts_on: "2024-05-01",
  ends_on: "2024-05-10",
  lift: 0.4,
  lift_low: 0.2,
  lift_high: 0.7,
  extra_revenue: "300.0000",
  extra_low: "150.0000",
  extra_high: "420.0000",
};
const flights = {flights: 4, estimated: 2, few_sales: 1, few_days: 1, beside: 0, above: 1, below: 0};
const all = {campaigns: 2, unsold: 1, unsold_spend: "100.0000", losing: 0};
const facts = {
  campaigns: [tea, unsold],
  campaigns_all: [all],
  unsold: [{campaign_name: "Cups"}],
  losing: [],
  flights: [flight, {...flight, product_id: null, product_name: null}, {...flight, product_name: null}],
  flights_all: [flights],
};

test("estimates come with their intervals, and are never called a proof", () => {
  const found = effect.compose(facts, basics)!;
  expect(found.findings).toEqual([
    "Tea Week is estimated to have brought the most that would not have been sold without it: €300 (95% interval €150 to €420). An estimate, not a proof: whatever else moved these products on these days counts in it.",
    "Of 2 flights that can be estimated, 1 sold more than chance would explain; about one interval in twenty is wrong.",
    "1 campaign cost €100 without a single sale: Cups.",
    "No effect can be estimated for 2 flights: 1 has too few sales, 1 has too few days without a flight to compare with.",
  ]);
  for (const block of found.blocks) {
    const shown = block.kind === "table" ? block.columns.filter(({isMinor}) => !isMinor).map(({key}) => key) : [];
    expect(shown).toEqual(expect.arrayContaining(["extra_revenue", "extra_low", "extra_high"]));
  }
  expect(found.blocks[1]).toMatchObject({
    rows: [{name: "Green Tea: Tea Week"}, {name: "Tea Week"}, {name: "7: Tea Week"}],
  });
});

test("a campaign that lost money by any bound is named", () => {
  const losing = [{campaign_name: "Cups", spend: "900.0000", extra_high: "420.0000"}];
  const found = effect.compose({...facts, losing, campaigns_all: [{...all, losing: 1}]}, basics)!;
  expect(found.findings[2]).toBe("Cups cost €900 and brought €420 more at best, by the upper bound of the estimate.");
});

test("where nothing stands out it is not said that nothing worked", () => {
  const found = effect.compose({...facts, campaigns: [{...tea, extra_low: "-20.0000"}]}, basics)!;
  expect(found.findings[0]).toBe(
    "No campaign is estimated to have brought more than chance would explain, which is not to say that none did.",
  );
});

test("without spend there are no columns of it, and without estimates no flights", () => {
  const free = {...unsold, spend: null};
  const found = effect.compose(
    {
      ...facts,
      campaigns: [free],
      campaigns_all: [{...all, unsold: 0, unsold_spend: null}],
      unsold: [],
      flights: [],
      flights_all: [{...flights, flights: 2, estimated: 0, few_sales: 2, few_days: 0, above: 0}],
    },
    basics,
  )!;
  expect(found.findings).toEqual(["No effect can be estimated for 2 flights: they have too few sales."]);
  expect(found.blocks).toEqual([]);
  const columns = (campaigns: readonly object[]) =>
    effect
      .compose({...facts, campaigns: campaigns as never}, basics)!
      .blocks.flatMap((block) => (block.kind === "table" && block.key === "campaigns" ? block.columns : []))
      .map(({key}) => key);
  expect(columns([{...tea, spend: null}])).not.toContain("spend");
  expect(columns([{...tea, spend: null}])).toContain("extra_low");
  expect(columns([unsold])).toContain("spend");
  expect(columns([unsold])).not.toContain("extra_low");
});

test("nothing is said of no campaigns", () => {
  expect(effect.compose({...facts, campaigns: []}, basics)).toBeUndefined();
});
