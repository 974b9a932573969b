import {expect, test} from "vitest";
import {forecast} from "../../../src/visualize/charts/forecast.ts";
import type {Figure} from "../../../src/visualize/figure.ts";
import {dayAt, theme} from "../marts.ts";

const next = {
  method: "holt_winters",
  total: "1400.0000",
  total_low: "1200.0000",
  total_high: "1600.0000",
  change: 0.12,
};
const foreseen = {forecast: "100.0000", low: "80.0000", high: "120.0000"};
const none = {forecast: null, low: null, high: null};

/** Seven days and the first of the next; the last two of those known had been foreseen. */
function draw(change: number | null = 0.12): Figure {
  const rows = Array.from({length: 8}, (_, i) => ({
    day: dayAt(i),
    revenue: i < 7 ? "95.0000" : null,
    ...(i >= 5 ? foreseen : none),
    ...next,
    change,
  }));
  const drawing = forecast.draw(rows, {from: dayAt(0), to: dayAt(6), attribution: "linear"}, theme);
  if (typeof drawing === "string") throw new Error(drawing);
  return drawing;
}

test("the title says what comes, and how that compares", () => {
  expect(draw().title).toBe("The next 14 days bring about €1,400, 12.0% more than the last 14");
  expect(draw(-0.05).title).toBe("The next 14 days bring about €1,400, 5.0% less than the last 14");
  expect(draw(0).title).toBe("The next 14 days bring about €1,400, as much as the last 14");
  expect(draw(null).title).toBe("The next 14 days bring about €1,400");
});

test("the subtitle names the method and what the band means; the words for those who do not see it have every day", () => {
  const {subtitle, alt} = draw();
  expect(subtitle).toContain("by exponential smoothing with weekdays. In 80 of 100 cases a day lies within the band.");
  expect(alt).toContain("in 80 of 100 cases €1,200 to €1,600");
  expect(alt).toContain("8 Jan: €100");
});

test("what had been foreseen and what is foreseen now are lines of their own, each with its band", () => {
  const {configuration} = draw();
  const data = configuration.data.datasets.map((dataset) => dataset.data);
  expect(data[0]).toEqual([...new Array(7).fill(null), 100]);
  expect(data[3]).toEqual([null, null, null, null, null, 100, 100, null]);
  expect(data[5]).toEqual([null, null, null, null, null, 120, 120, null]);
  expect(data.at(-1)).toEqual([95, 95, 95, 95, 95, 95, 95, null]);
});

test("a short history has no figure", () => {
  expect(forecast.draw([], {from: dayAt(0), to: dayAt(6), attribution: "linear"}, theme)).toContain("eight weeks");
});
