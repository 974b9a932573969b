import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {composeReport} from "../../src/report/compose.ts";
import {facts, series, shopConfig} from "./shop.ts";

const compose = (changes = {}, sources?: string[]) =>
  composeReport(facts(changes), shopConfig({}, sources), {today: "2025-01-01"});

test("carries totals, rankings and shares as decimal texts", () => {
  const {totals, top, period} = compose();
  expect(period).toEqual({from: "2024-11-05", to: "2024-12-31", days: 57});
  expect(totals).toEqual({orders: 228, units: 456, revenue: "5728.00", average_order_value: "25.12"});
  expect(top.campaigns.map(({attributed_revenue}) => attributed_revenue)).toEqual(["3000.005", "999.995"]);
  expect(top.products).toEqual([
    {name: "lamp", revenue: "4728.00", units: 300, orders: 200, share: 0.825419},
    {name: "chair", revenue: "1000.00", units: 156, orders: 28, share: 0.174581},
  ]);
});

test("amounts finer than cents keep every digit, so that parts add up to their sum", () => {
  const report = compose({
    sales: {...facts().sales, revenue: "31.0146", orders: 6},
    products: ["30.0147", "0.9999"].map((revenue) => ({name: "p", revenue, units: null, orders: 3})),
    daily: series([{revenue: "31.0146", orders: 6}]),
  });
  expect(report.totals).toMatchObject({revenue: "31.0146", average_order_value: "5.17"});
  expect(report.attribution.total).toBe("31.0146");
  expect(report.top.products.map(({revenue}) => revenue)).toEqual(["30.0147", "0.9999"]);
  expect(report.day.revenue?.value).toBe("31.0146");
  expect(report.day.average_order_value?.value).toBe("5.17");
});

test("means have the decimals of the currency where those are more than two", () => {
  const config = shopConfig({currency: "BHD"});
  const daily = series([{revenue: "10.0000", orders: 3}]);
  const report = composeReport(facts({daily}), config, {today: "2025-01-01"});
  expect(report.totals.average_order_value).toBe("25.123");
  expect(report.day.average_order_value?.value).toBe("3.333");
});

test("says where a product or a country took in less than nothing, whether it is among the first or not", () => {
  expect(compose().top.negative).toEqual({products: false, countries: false});
  expect(compose({sales: {...facts().sales, least_product: "-0.0100"}}).top.negative).toEqual({
    products: true,
    countries: false,
  });
});

describe("the attribution sums", () => {
  test("show cents, and every digit behind them that counts", () => {
    expect(compose().attribution).toMatchObject({
      attributed: "4000.00",
      unattributed: "1728.00",
      total: "5728.00",
      adds_up: true,
    });
    const fine = compose({
      credits: {attributed: "4000.0028", credits: 1},
      sales: {...facts().sales, revenue: "5728.0028"},
    });
    expect(fine.attribution).toMatchObject({attributed: "4000.0028", total: "5728.0028", adds_up: true});
  });

  test("do not add up when they differ in the last digit", () => {
    expect(compose({credits: {attributed: "4000.0001", credits: 1}}).attribution.adds_up).toBe(false);
  });

  test("are marked as not conserving under any touch", () => {
    const {attribution} = compose({period: {...facts().period, attribution: "any_touch"}});
    expect(attribution).toMatchObject({model: "any_touch", conserves: false});
  });

  test("split the orders into those with a campaign and those without", () => {
    expect(compose().attribution).toMatchObject({orders_attributed: 160, orders_unattributed: 68});
  });
});

test("what comes from a source that is not configured is left out, without a word", () => {
  const report = compose({}, ["orders"]);
  expect(Object.keys(report.day)).toEqual(["revenue", "orders", "units", "average_order_value"]);
  expect(report.correlation).toEqual({});
  expect(Object.keys(report.quality)).toEqual(["orders"]);
  expect(report.notes).toEqual([]);
});

test("units, products and countries that no sale states are left out", () => {
  const report = compose({sales: {...facts().sales, quantities_given: 0, products_given: 0, countries_given: 0}});
  expect(report.totals.units).toBeNull();
  expect(report.day.units).toBeUndefined();
  expect(report.top).toMatchObject({products: [], countries: []});
});

test("a shop without a single order has a report", () => {
  const sales = {...facts().sales, revenue: "0", unattributed: "0", orders: 0, orders_attributed: 0};
  const {totals, top} = compose({sales, credits: {attributed: "0", credits: 0}, daily: series([{}])});
  expect(totals).toMatchObject({revenue: "0.00", average_order_value: null});
  expect(top.products.map(({share}) => share)).toEqual([null, null]);
});

describe("trend and correlation", () => {
  test("the trend runs over every calendar day, days without orders included", () => {
    const days = [4, 0, 6, 1, 9, 0, 12].map((revenue) => ({revenue: `${revenue}.0000`}));
    const {trend} = compose({daily: series(days)});
    // By hand: slope 27/28, residual variance 105.68/5.
    expect(trend.slope_per_day).toBeCloseTo(27 / 28, 8);
    expect(trend).toMatchObject({t: expect.closeTo(1.11, 3), significant: false});
  });

  test("is not spoken of in the first week", () => {
    const week = [4, 5, 6, 8, 9, 12].map((revenue) => ({revenue: `${revenue}.0000`}));
    expect(compose({daily: series(week)}).trend.t).toBeNull();
  });

  test("a steady rise is significant, one day is nothing", () => {
    const rise = Array.from({length: 30}, (_, place) => ({revenue: `${place * 10 + (place % 2)}.0000`}));
    expect(compose({daily: series(rise)}).trend.significant).toBe(true);
    expect(compose({daily: series([{}])}).trend).toEqual({slope_per_day: null, t: null, p: null, significant: false});
  });

  test("only days with orders and a reading are correlated", () => {
    const days = [
      {orders: 1, revenue: "10.0000", sessions: 1},
      {orders: 1, revenue: "20.0000", sessions: 2},
      {orders: 1, revenue: "31.0000", sessions: 3},
      {orders: 0, revenue: "0.0000", sessions: 900},
      {orders: 2, revenue: "500.0000", sessions: null},
    ];
    const {correlation} = compose({daily: series(days)});
    expect(correlation.sessions).toMatchObject({n: 3, r: expect.closeTo(0.9994, 3)});
    expect(correlation.footfall).toEqual({r: null, n: 0, p: null});
  });
});

describe("what must be read with care", () => {
  test("is nothing on a good day", () => {
    expect(compose().degraded).toEqual([]);
  });

  test("is what the stages said, once", () => {
    const note = {kind: "degraded" as const, source: "campaigns", message: "campaigns could not be read."};
    const info = {kind: "info" as const, source: "orders", message: "orders were read as windows-1252."};
    const report = compose({notes: [note, note, info]});
    expect(report.degraded).toEqual(["campaigns could not be read."]);
    expect(report.notes).toContain("orders were read as windows-1252.");
  });

  test("is a source whose last reading is before the day", () => {
    const daily = facts().daily.map((day, place) => (place > 54 ? {...day, sessions: null, pageviews: null} : day));
    expect(compose({daily}).degraded).toEqual([
      "The last web traffic reading is of Sun, 29 December 2024: there is none for the day of this report.",
    ]);
  });

  test("is a source without any reading", () => {
    const daily = facts().daily.map((day) => ({...day, footfall: null}));
    expect(compose({daily}).degraded).toEqual(["The footfall source has no reading in the period of this report."]);
  });

  test.for([
    ["2025-01-01", []],
    ["2025-01-02", ["The last order is of Tue, 31 December 2024: none has come in since."]],
    ["2026-11-21", ["The last order is of Tue, 31 December 2024: none has come in since."]],
  ] as const)("is orders that end before yesterday (today is %s)", ([today, degraded]) => {
    expect(composeReport(facts(), shopConfig(), {today}).degraded).toEqual(degraded);
  });

  test("is not the age of a day that was asked for", () => {
    expect(composeReport(facts(), shopConfig(), {today: "2026-11-21", asOf: "2024-12-31"}).degraded).toEqual([]);
  });

  test("is a day without orders", () => {
    const {daily} = facts();
    const late = daily.map((row, i) => (i < daily.length - 2 ? row : {...row, orders: 0, revenue: "0.0000"}));
    expect(compose({daily: late}).degraded).toEqual([
      "There is no order of the day of this report: the last one is of Sun, 29 December 2024.",
    ]);
  });

  test("is told in the order of the sources, in whichever they were counted", () => {
    const poor = {raw: 50, clean: 10, rejected: 40, duplicates: 0, reasons: {"day is empty": 40}};
    const known = {...facts().quality, footfall: poor, campaigns: poor};
    const turned = Object.fromEntries(Object.entries(known).reverse());
    const {degraded} = compose({quality: turned});
    expect(degraded).toHaveLength(2);
    expect(degraded).toEqual(compose({quality: known}).degraded);
    expect(degraded[0]).toContain("campaign");
  });

  test("is another source of which more than a tenth was set aside", () => {
    const quality = (rejected: number) => ({
      ...facts().quality,
      footfall: {raw: 50, clean: 50 - rejected, rejected, duplicates: 0, reasons: {"footfall is empty": rejected}},
    });
    const [tenth, more] = [5, 6].map((rejected) => compose({quality: quality(rejected)}));
    expect(tenth!.degraded).toEqual([]);
    expect(tenth!.notes).toContain(
      "5 of 50 footfall records were set aside (footfall is empty: 5): see tables/rejected.csv.",
    );
    expect(more!.degraded).toEqual([
      "6 of 50 footfall records were set aside (footfall is empty: 6): see tables/rejected.csv.",
    ]);
    expect(more!.notes.join()).not.toContain("footfall");
  });

  test("is orders set aside, with the reasons; a few of another source are a note", () => {
    const reasons = {"revenue is not a number": 9, "ordered_on is not a date": 3};
    const orders = {raw: 1000, clean: 988, rejected: 12, duplicates: 0, reasons};
    const report = compose({quality: {...facts().quality, orders}});
    expect(report.degraded).toEqual([
      "12 of 1,000 order records were set aside (revenue is not a number: 9; ordered_on is not a date: 3): see tables/rejected.csv.",
    ]);
    expect(report.notes).toEqual([
      "2 of 20 campaign records were set aside (ends_on is before starts_on: 2): see tables/rejected.csv.",
    ]);
  });
});

test("every number of the report survives JSON, whatever the days were", () => {
  const day = fc.record({
    revenue: fc.integer({min: -1e9, max: 1e9}).map((cents) => (cents / 100).toFixed(4)),
    orders: fc.nat(500),
    units: fc.integer({min: -50, max: 5000}),
    pageviews: fc.option(fc.nat()),
    sessions: fc.option(fc.nat(100_000)),
    footfall: fc.option(fc.nat(10_000)),
  });
  fc.assert(
    fc.property(fc.array(day, {minLength: 1, maxLength: 80}), (days) => {
      const report = compose({daily: series(days)});
      expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    }),
    {numRuns: 60},
  );
});
