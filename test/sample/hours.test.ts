import {expect, test} from "vitest";
import {clock, hoursOfWeekday, secondAt} from "../../src/sample/hours.ts";
import {shareOfWeb} from "../../src/sample/stores.ts";

test("orders of a day fall into its hours as these have shares, in their order, none at night", () => {
  for (const hours of hoursOfWeekday) {
    const seconds = Array.from({length: 10_000}, (_, i) => secondAt(hours, (i + 0.5) / 10_000));
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    for (const [hour, share] of hours.shares.entries())
      expect(seconds.filter((second) => Math.floor(second / 3600) === hour).length / 10_000).toBeCloseTo(share, 3);
    expect(seconds[0]).toBeGreaterThanOrEqual(6 * 3600);
    expect(seconds.at(-1)).toBeLessThan(24 * 3600);
  }
});

test("the web shop has its share of each day, and all of it when the shops are closed", () => {
  for (const {shares, web} of hoursOfWeekday) {
    expect(shares.reduce((sum, share, hour) => sum + share * web[hour]!, 0)).toBeCloseTo(shareOfWeb, 10);
    expect(web[22]).toBe(1);
  }
});

test.for([
  [0, "00:00:00"],
  [3661, "01:01:01"],
  [86_399, "23:59:59"],
] as const)("second %i of the day is %s", ([second, text]) => {
  expect(clock(second)).toBe(text);
});
