import {expect, test} from "vitest";
import {attribution} from "../../../src/report/sections/attribution.ts";
import {basics} from "./basics.ts";

const tea = {
  campaign_name: "Tea Week",
  model: "last_touch",
  linear: "500.0000",
  first_touch: "300.0000",
  last_touch: "700.0000",
  position_based: "500.0000",
  time_decay: "600.0000",
  any_touch: "900.0000",
  least_revenue: "300.0000",
  most_revenue: "700.0000",
};
const cup = {
  ...tea,
  campaign_name: "Cups & <b>Saucers</b>",
  linear: "510.0000",
  first_touch: "650.0000",
  last_touch: "350.0000",
  time_decay: "400.0000",
  least_revenue: "350.0000",
  most_revenue: "650.0000",
};
const all = {
  campaigns: 2,
  shared: "1000.0000",
  disputed: 2,
  first_moved: "140.0000",
  last_moved: "160.0000",
  position_moved: "0.0000",
  decay_moved: "110.0000",
};

const keys = ["linear", "first_touch", "last_touch", "position_based", "time_decay"] as const;
const first = (names: readonly string[]) => keys.map((model, i) => ({model, campaign_name: names[i % names.length]!}));

test("says where the choice matters, and puts the model of the report first", () => {
  const found = attribution.compose(
    {top: [tea, cup], all: [all], first: first([cup, cup, tea, tea, tea].map(({campaign_name}) => campaign_name))},
    basics,
  )!;
  expect(found.findings).toEqual([
    "Which campaign is first hangs on the model: Cups & <b>Saucers</b> (linear and first touch); Tea Week (last touch, position based and time decay).",
    "The choice matters most for Tea Week: €300 under first touch, €700 under last touch.",
    "Against linear, this share of the revenue would go to other campaigns: first touch 14.0%, last touch 16.0%, position based 0.0% and time decay 11.0%.",
  ]);
  expect(found.blocks[0]).toMatchObject({
    columns: [
      {key: "campaign_name"},
      {key: "last_touch"},
      {key: "linear"},
      {key: "first_touch"},
      {key: "position_based"},
      {key: "time_decay"},
      {key: "any_touch"},
    ],
  });
});

test("says who is first under every model", () => {
  const found = attribution.compose({top: [tea], all: [{...all, campaigns: 30}], first: first(["Tea Week"])}, basics)!;
  expect(found.findings[0]).toBe("Tea Week is first under every model.");
  expect(found.blocks[0]).toMatchObject({note: expect.stringContaining("The first 1 of 30 campaigns with a sale.")});
});

test("has one column where all models agree", () => {
  const alone = {...tea, first_touch: "500.0000"};
  const found = attribution.compose({top: [alone], all: [{...all, disputed: 0}], first: []}, basics)!;
  expect(found.findings).toEqual([
    "No sale had more than one campaign to share it, so every attribution model gives each campaign the same.",
  ]);
  expect(found.blocks).toMatchObject([
    {columns: [{title: "Campaign"}, {title: "Every model"}], rows: [{linear: "500.0000"}]},
  ]);
});

test("nothing is said where no campaign has a sale", () => {
  expect(attribution.compose({top: [], all: [], first: []}, basics)).toBeUndefined();
});
