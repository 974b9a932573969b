import {expect, test} from "vitest";
import {forecast} from "../../../src/report/sections/forecast.ts";
import {basics} from "./basics.ts";

const next = {
  product_id: null,
  product_name: null,
  measure: "revenue",
  made_on: "2024-05-28",
  days: 14,
  method: "holt_winters",
  forecast: "1400.00",
  low: "1200.00",
  high: "1600.00",
  actual: null,
  earlier: "1250.00",
  change: 0.12,
};
const past = {
  ...next,
  made_on: "2024-05-21",
  days: 7,
  forecast: "700.00",
  low: "600.00",
  high: "800.00",
  actual: "590.00",
};
const tried = [
  {method: "holt_winters", place: 1, origins: 16, smape: 0.1, mase: 0.8},
  {method: "seasonal_naive", place: 2, origins: 16, smape: 0.15, mase: 1.1},
];
const days = [
  {day: "2024-05-27", forecast: "100.00", low: "80.00", high: "120.00", actual: "110.00"},
  {day: "2024-05-28", forecast: "100.00", low: "80.00", high: "120.00", actual: "70.00"},
  {day: "2024-05-29", forecast: "100.00", low: "80.00", high: "120.00", actual: null},
];
const long = {...basics, period: {from: "2024-01-01", to: "2024-05-28", days: 149}};

test("says what comes, how last week's forecast fared, and how far off the method was", () => {
  const found = forecast.compose({sums: [next, past], methods: tried, days}, long)!;
  expect(found.findings).toEqual([
    "The next 14 days (29 May – 11 Jun 2024) bring about €1,400, 12.0% more than the last 14 days; in 80 of 100 cases between €1,200 and €1,600.",
    "The last 7 days brought €590 where €700 had been foreseen a week before: below the band (€600 to €800), and 1 of its 2 days lay in theirs.",
    "It is made by exponential smoothing with weekdays (Holt-Winters): tried from 16 earlier days on, it was off by 10.0% a day; the same day a week earlier would have been off by 15.0%.",
  ]);
  expect(found.today).toEqual([]);
  expect(found.blocks.map(({key}) => key)).toEqual(["sums", "days", "methods"]);
  expect(found.blocks[1]).toMatchObject({rows: [{day: "2024-05-29", date: "Wed 29 May"}]});
});

test("shows products by what they bring, by name where they have one, and units where they are counted", () => {
  const product = (id: string, name: string | null, forecast: string) => ({
    ...next,
    product_id: id,
    product_name: name,
    forecast,
  });
  const sums = [
    next,
    {...next, measure: "units", forecast: "31.00"},
    product("7", "Tea", "90.00"),
    {...product("7", "Tea", "9.00"), measure: "units"},
    product("8", null, "120.00"),
  ];
  const found = forecast.compose({sums, methods: tried, days}, long)!;
  expect(found.blocks[0]).toMatchObject({key: "sums", rows: [{units: "31.00"}]});
  expect(found.blocks[1]).toMatchObject({
    key: "products",
    rows: [
      {name: "8", forecast: "120.00", units: null},
      {name: "Tea", forecast: "90.00", units: "9.00"},
    ],
  });
});

test("says when no method beats the naive one", () => {
  const found = forecast.compose({sums: [next], methods: [tried[1]!, tried[0]!], days}, long)!;
  expect(found.findings.at(-1)).toContain("It is made by the same day a week earlier");
  expect(found.findings.at(-1)).toContain("none of the others came closer");
});

test("makes no forecast of a short history, and says so", () => {
  const found = forecast.compose({sums: [], methods: [], days: []}, basics)!;
  expect(found.findings).toEqual(["There is no forecast: it needs 8 weeks of sales, and there are 28 days."]);
  expect(found.blocks).toEqual([]);
});

test("names of what a method looks at only the sources there are", () => {
  const line = {method: "weekday_regression", place: 1, origins: 16, smape: 0.05, mase: 0.5};
  const said = (sources: readonly string[], method = line.method) =>
    forecast.compose({sums: [next], methods: [{...line, method}], days}, {...long, sources})!.findings.at(-1);
  expect(said(["orders", "calendar"], "holt_winters")).toContain("with weekdays and holidays (Holt-Winters):");
  expect(said(["orders"])).toContain("by a straight line with weekdays:");
  expect(said(["orders", "campaigns"])).toContain("by a straight line with weekdays:");
  expect(said(["orders", "campaigns", "calendar"])).toContain("with weekdays and holidays:");
});
