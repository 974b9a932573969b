import {expect, test} from "vitest";
import type {Terminal} from "../../src/cli/command.ts";
import {summary} from "../../src/cli/summary.ts";
import type {JobResult} from "../../src/job/job.ts";
import type {Report} from "../../src/report/report.ts";

const terminal: Terminal = {folder: "/shop", isLive: false, hasColors: false, print() {}, say() {}};
const counts = {raw: 1000, clean: 512, rejected: 488, duplicates: 0, reasons: {}};
const report = {
  title: "Corner shop",
  locale: "en-GB",
  currency: "EUR",
  as_of: "2024-12-31",
  period: {from: "2024-01-01", to: "2024-12-31", days: 366},
  totals: {orders: 1000, units: null, revenue: "504159.21", average_order_value: "504.16"},
  attribution: {
    model: "linear",
    conserves: true,
    adds_up: true,
    attributed: "444727.01",
    unattributed: "59432.20",
    total: "504159.21",
    orders_attributed: 1,
    orders_unattributed: 114,
  },
  quality: {orders: {...counts, rejected: 0}, campaigns: counts},
  degraded: [],
} as unknown as Report;

function result(changes: Partial<Report> = {}): JobResult {
  const folder = "/shop/outputs/2024-12-31";
  const names = ["figures/a.png", "figures/b.png", "manifest.json", "report.html", "tables/orders.csv"];
  const files = names.map((name) => `${folder}/${name}`);
  return {report: {...report, ...changes}, stages: [], notes: [], folder, files, ms: 1234};
}

test("a summary says the day, the money, the proof and where the report is", () => {
  expect(summary(result(), terminal).split("\n")).toEqual([
    "",
    "Corner shop, Tue, 31 December 2024",
    "",
    "  Window        Mon, 1 January 2024 to Tue, 31 December 2024, 366 days",
    "  Revenue       €504,159.21 in 1,000 orders",
    "  Attributed    €444,727.01 in 1 order (linear)",
    "  Unattributed  €59,432.20 in 114 orders",
    "  Proof         attributed + unattributed = €504,159.21",
    "  Set aside     campaigns 488 of 1,000 (tables/rejected.csv)",
    "",
    "  outputs/2024-12-31/",
    "    report.html  manifest.json  figures/ (2)  tables/ (1)",
    "",
    "Done in 1.2 s.",
  ]);
});

test("what is long goes on under itself, within 80 columns", () => {
  const sources = ["orders", "campaigns", "web_traffic", "footfall", "inventory"];
  const quality = Object.fromEntries(
    sources.map((name) => [name, {raw: 1000, clean: 512, rejected: 488, duplicates: 0, reasons: {}}]),
  );
  const lines = summary(
    result({quality, degraded: [`Footfall ${"could not be read ".repeat(9)}again.`]}),
    terminal,
  ).split("\n");
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines.find((line) => line.includes("rejected.csv"))).toMatch(/^ {16}\S/);
});

test("of one there is no plural", () => {
  const totals = {orders: 1, units: 1, revenue: "5.00", average_order_value: "5.00"};
  const text = summary(result({totals, period: {from: "2024-12-31", to: "2024-12-31", days: 1}}), terminal);
  expect(text).toContain("  Window        Tue, 31 December 2024, 1 day\n");
  expect(text).toContain("€5.00 in 1 order, 1 unit\n");
});

test("the sums of the proof have as many decimals as the finest of them", () => {
  const attribution = {...report.attribution, attributed: "444727.0128", total: "504159.2128"};
  const text = summary(result({attribution}), terminal);
  expect(text).toContain("€59,432.2000 in 114 orders");
  expect(text).toContain("attributed + unattributed = €504,159.2128");
});

test("a shop without campaigns hears nothing of attribution", () => {
  const text = summary(result({quality: {orders: {...counts, rejected: 0}}}), terminal);
  expect(text).not.toMatch(/[Aa]ttributed|Proof/);
  expect(text).toContain("  Set aside     nothing\n");
});

test("full credit is not passed off as a proof", () => {
  const attribution = {...report.attribution, model: "any_touch" as const, conserves: false, adds_up: false};
  const text = summary(result({attribution}), terminal);
  expect(text).toContain("(any_touch: does not add up to revenue)");
  expect(text).not.toContain("Proof");
});

test("what is degraded stands out, in colour where there is colour", () => {
  const degraded = ["footfall is stale."];
  expect(summary(result({degraded}), terminal)).toContain("\n  !  footfall is stale.\n");
  expect(summary(result({degraded}), {...terminal, hasColors: true})).toContain(
    "\x1b[33m  !  footfall is stale.\x1b[0m",
  );
});
