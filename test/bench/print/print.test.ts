import {describe, expect, test} from "vitest";
import type {Measured, Results, Scenario} from "../results.ts";
import {ratio} from "../results.ts";
import {median} from "../statistics.ts";
import {comparison} from "./comparison.ts";
import {figures} from "./figures.ts";
import {markdown} from "./markdown.ts";
import {promised, promises} from "./promises.ts";

const machine = {processor: "Abacus", processors: 2, memory_gib: 4, system: "linux", node: "v20"};

/** Daybook's milliseconds, each run beside a floor of one second. */
function measured(orders: number, scenario: Scenario, ...runs: number[]): Measured {
  const usage = {cpu_ms: 2000, rss_mib: 300, heap_mib: 40, written_mib: null, stages: {integrate: 100}};
  const floor = {...usage, ms: 1000, rss_mib: 150};
  return {orders, scenario, records: orders * 3, pairs: runs.map((ms) => ({daybook: {...usage, ms}, floor}))};
}

function results(...all: Measured[]): Results {
  return {version: "1.2.3", taken: "2026-01-02T03:04:05Z", machine, measured: all};
}

test.for([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
] as const)("the median of %j is %d", ([values, middle]) => {
  expect(median(values)).toBe(middle);
});

test("a ratio is formed pair by pair", () => {
  const [slow, quick] = [measured(1, "first", 1500), measured(1, "first", 3000)];
  const floor = {...quick.pairs[0]!.floor, ms: 3000};
  const pairs = [slow.pairs[0]!, {...quick.pairs[0]!, floor}];
  expect(ratio({...slow, pairs}, "ms")).toEqual({median: 1.25, least: 1, most: 1.5});
});

describe("what the figures must hold", () => {
  test("is told with what was found", () => {
    const text = promises(results(measured(1000, "first", 1300), measured(1_000_000, "first", 1700, 1500, 1800)));
    expect(text).toMatch(/^first load of 1,000 orders, of the floor +at most 1.40 +1.30 +\(CPU 1.00\) +holds$/m);
    expect(text).toMatch(/^first load of 1,000,000 orders, of the floor +at most 1.60 +1.70 +\(CPU 1.00\) +MISSED$/m);
    expect(text).toMatch(/^memory of the first load of 1,000,000 .* +at most 1.50 +2.00 +MISSED$/m);
    expect(text).toMatch(/^first load of 10,000,000 orders, of the floor +at most 1.90 +not measured *$/m);
  });

  test("compares the longest history that was measured with one of 100,000 orders, and an edit with a load", () => {
    const short = [measured(100_000, "unchanged", 1000), measured(100_000, "day", 2000)];
    const long = [measured(10_000_000, "unchanged", 1100), measured(10_000_000, "day", 4000)];
    const edit = [measured(10_000_000, "first", 8000), measured(10_000_000, "campaign", 1000)];
    const found = promised(results(...short, ...long, ...edit)).filter(({what}) => /^(unch|one|camp)/.test(what));
    expect(found.map((promise) => promise.found)).toEqual([1.1, 2, 0.125]);
    expect(found.map(({what}) => what)).toEqual([
      "unchanged at 10,000,000 orders, of that at 100,000",
      "one new day at 10,000,000 orders, of that at 100,000",
      "campaign edited at 10,000,000 orders, of its first load",
    ]);
  });
});

test("the table has medians, their spread, and a dash for what was not counted", () => {
  const text = figures(results(measured(1000, "late", 1500, 1400, 1600)));
  expect(text).toMatch(/^Daybook 1\.2\.3, 2026-01-02, 2 × Abacus, 4 GiB, linux, Node v20$/m);
  expect(text).toMatch(/^1,000 orders, 3,000 records, 3 pairs$/m);
  expect(text).toMatch(/^late orders +1.50 +1.40–1.60 +2.00 +2,000 +300 +40 +- +1.00 .* 1.50 +1.40–1.60 +1.00 +2.00$/m);
  expect(text).toMatch(/^late orders +100 +1,400$/m);
});

test("Markdown has one row for each run measured", () => {
  expect(markdown(results(measured(1000, "first", 1500)))).toContain(
    "| 1,000 | first load | 1.50 s | 1.00 s | 1.50 × | 1.00 × | 300 MiB, 2.00 × | 40 MiB | - |\n",
  );
});

describe("a comparison of versions", () => {
  test("goes by their shares of the floor", () => {
    const text = comparison(results(measured(1000, "day", 2000)), results(measured(1000, "day", 1500)));
    expect(text).toMatch(/^1,000 one new day +1.50 +2.00 +-25 % +1.00 +1.00 +0 % +1.50 +2.00 +300 +300$/m);
  });

  test("says so when they have no run in common", () => {
    const text = comparison(results(measured(1000, "day", 1)), results(measured(1000, "late", 1)));
    expect(text).toContain("No run was measured in both.");
  });
});
