import {expect, test} from "vitest";
import {discounts} from "../../../src/report/sections/discounts.ts";
import {basics} from "./basics.ts";

const totals = {
  ...{lines: 10, priced_lines: 10, discounted_lines: 4, offer_lines: 0, units: 20, discounted_units: 5},
  ...{gross: "200.0000", discount: "10.5000", net: "189.5000", unpriced_net: "0.0000"},
};
const band = {band: 20, lines: 4, units: 5, gross: "50.0000", discount: "10.5000", net: "39.5000", margin_rate: null};
const none = {totals: [totals], bands: [band], margins: [], offers: [], unused: [], all: [], products: []};
const compared = {product_id: null, product_name: null, products: 3, ratio: 1.6, low: 1.2, high: 2.1};
const lines = {line_ratio: 1.5, line_low: 1.3, line_high: 1.8};
const comparison = {...compared, ...lines, discounted_days: 30, mean_units: 8, other_mean_units: 5};

test("says what discounts came to, and of how many units", () => {
  const {findings, blocks} = discounts.compose(none, basics)!;
  expect(findings).toEqual([
    "Discounts came to €10.50, 5.3% of the full price; 25.0% of the units were sold at a discount.",
  ]);
  expect(blocks[0]).toMatchObject({
    columns: [{key: "name"}, {key: "units"}, {key: "gross"}, {key: "discount"}, {key: "net"}],
    rows: [{name: "over 10 to 20%"}],
  });
});

test("never speaks of a comparison without its interval, nor of an effect", () => {
  const said = (all: object) => discounts.compose({...none, all: [{...comparison, ...all}]}, basics)!.findings.at(-1);
  expect(said({})).toBe(
    "On days at a discount 3 products sold 1.60 times the units of their other selling days (1.20 to 2.10); they had 1.50 times the order lines (1.30 to 1.80), and what else was different is not known.",
  );
  expect(said({line_ratio: 1.02, line_low: 0.9})).toMatch(
    /; with 1\.02 times the order lines \(0\.90 to 1\.80\), more was bought at a time but not clearly more often, as where a large quantity earns the discount\.$/,
  );
  expect(said({line_ratio: 0.87, line_low: 0.84, line_high: 0.9})).toContain(
    "more was bought at a time but less often, as where",
  );
  expect(said({products: 1, low: 0.9})).toBe(
    "On days at a discount 1 product sold 1.60 times the units of its other selling days (0.90 to 2.10), which may be chance; what else was different on these days is not known.",
  );
});

test("margins, offers nobody used and revenue without a price are said", () => {
  const margins = [
    {is_discounted: false, net: 100, margin: 40},
    {is_discounted: true, net: 50, margin: -5},
  ];
  const unused = ["A", "B", "C", "D"].map((offer) => ({offer}));
  const some = {...totals, unpriced_net: "18.9500"};
  const {findings} = discounts.compose({...none, totals: [some], margins, unused}, basics)!;
  expect(findings.slice(1)).toEqual([
    "Of what was sold at a discount -10.0% is margin, of the rest 40.0%, where the cost is known.",
    "For 10.0% of the revenue neither price nor discount is given.",
    "4 offers were never used: A, B, C and 1 more.",
  ]);
});

test("offers have names where there are any, and their ids else", () => {
  const offer = {...band, offer_id: "7", offer_name: null, ends_on: null};
  const rows = [offer, {...offer, offer_id: "8", offer_name: "<b>Spring</b>"}, {...offer, offer_id: "(none)"}];
  const {blocks} = discounts.compose({...none, totals: [{...totals, offer_lines: 3}], offers: rows}, basics)!;
  expect(blocks[1]).toMatchObject({rows: [{name: "7"}, {name: "<b>Spring</b>"}, {name: "no offer"}]});
});

test("nothing is said where there is neither a discount nor an offer", () => {
  expect(discounts.compose({...none, totals: [{...totals, discounted_lines: 0}]}, basics)).toBeUndefined();
});
