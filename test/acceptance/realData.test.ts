import {cpSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {configText} from "../../src/sample/files.ts";
import {daybook} from "../support/program.ts";
import {realData} from "../support/realData.ts";
import {edit, emptyFolder, removeFolder} from "../support/shop.ts";

const source = realData("smart-retail");
const config = configText(["orders", "campaigns", "web_traffic", "footfall"]);

describe.skipIf(source === undefined)("a public shop's four sources, by the config the sample writes", () => {
  let folder: string;
  beforeAll(async () => {
    folder = emptyFolder();
    cpSync(source!, folder, {recursive: true});
    writeFileSync(join(folder, "config.yaml"), config);
    await runIn(folder);
  });
  afterAll(() => removeFolder(folder));

  const report = () => JSON.parse(readFileSync(join(folder, "outputs/latest/report.json"), "utf8"));
  const table = (name: string): Record<string, string>[] =>
    parse(readFileSync(join(folder, `outputs/latest/tables/${name}.csv`)), {columns: true});

  test("a config of under 15 lines is enough", () => {
    expect(config.trim().split("\n").length).toBeLessThan(15);
  });

  test("orders, revenue, units and days", () => {
    expect(report()).toMatchObject({
      as_of: "2024-12-31",
      period: {from: "2024-01-01", to: "2024-12-31", days: 366},
      totals: {orders: 1000, units: 5445, revenue: "504159.21"},
    });
    const days = table("daily_sales");
    expect(days).toHaveLength(366);
    expect(days.filter(({orders}) => orders !== "0")).toHaveLength(348);
    expect(days.filter(({sessions}) => sessions !== "")).toHaveLength(344);
    expect(days.filter(({footfall}) => footfall !== "")).toHaveLength(339);
    expect(table("country_sales")).toHaveLength(114);
    expect(table("product_sales")).toHaveLength(50);
    expect(table("orders")).toHaveLength(1000);
  });

  test("flights usable and set aside", () => {
    expect(report().quality.campaigns).toMatchObject({
      raw: 1000,
      clean: 512,
      rejected: 488,
      duplicates: 0,
      reasons: {"ends_on is before starts_on": 488},
    });
    expect(report().quality.footfall).toMatchObject({raw: 1000, clean: 999, rejected: 0, duplicates: 1});
  });

  test("attributed and unattributed", () => {
    expect(report().attribution).toMatchObject({
      model: "linear",
      attributed: "444727.01",
      unattributed: "59432.20",
      total: "504159.21",
      credits: 3359,
      orders_attributed: 886,
      orders_unattributed: 114,
      adds_up: true,
    });
    expect(sumOf(table("campaign_sales"), "attributed_revenue")).toBe(44_472_701);
    expect(sumOf(table("attribution"), "credit")).toBe(44_472_701);
    expect(table("attribution")).toHaveLength(3359);
  });

  test.for([
    ["Konklab", "44004.73", "89", "75"],
    ["Ventosanzap", "39375.61", "74", "74"],
    ["Y-Solowarm", "38926.46", "79", "79"],
  ] as const)("full credit of %s", ([name, full, credits, orders]) => {
    expect(table("campaign_sales").find(({campaign_name}) => campaign_name === name)).toMatchObject({
      full_credit_revenue: full,
      credits,
      orders,
    });
  });

  test("the first country", () => {
    expect(report().top.countries[0]).toMatchObject({name: "China", revenue: "91655.66", orders: 187});
  });

  test("no correlation with sessions, and no trend", () => {
    const {correlation, trend} = report();
    expect(correlation.sessions.r).toBeCloseTo(0.0465, 4);
    expect(correlation.sessions.n).toBe(328);
    expect(correlation.sessions.p).toBeGreaterThan(0.05);
    expect(trend.slope_per_day).toBeCloseTo(0.34, 2);
    expect(trend.t).toBeCloseTo(0.72, 2);
    expect(trend.significant).toBe(false);
  });

  test("the config of the whole sample fits them as well, and says what is not there", async () => {
    writeFileSync(join(folder, "config.yaml"), configText());
    await runIn(folder);
    expect(report().totals).toMatchObject({orders: 1000, revenue: "504159.21"});
    expect(report().degraded).toContainEqual(
      expect.stringMatching(/^products could not be read: .*the report goes on/),
    );
    writeFileSync(join(folder, "config.yaml"), config);
  });

  test("any_touch gives the published list, and says that it does not add up", async () => {
    edit(folder, "config.yaml", "sources:", "attribution: any_touch\nsources:");
    await runIn(folder);
    expect(
      report()
        .top.campaigns.slice(0, 3)
        .map(({name, attributed_revenue, credits}: Record<string, unknown>) => [name, attributed_revenue, credits]),
    ).toEqual([
      ["Konklab", "44004.73", 89],
      ["Ventosanzap", "39375.61", 74],
      ["Y-Solowarm", "38926.46", 79],
    ]);
    expect(report().attribution).toMatchObject({conserves: false, total: "504159.21"});
  });
});

async function runIn(folder: string): Promise<void> {
  const {code, err} = await daybook([], {cwd: folder});
  expect({code, err}).toMatchObject({code: 0});
}

/** Cents of a column of money. */
function sumOf(rows: readonly Record<string, string>[], column: string): number {
  return rows.reduce((sum, row) => sum + Math.round(Number(row[column]) * 100), 0);
}
