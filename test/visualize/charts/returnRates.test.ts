import {expect, test} from "vitest";
import {returnRates} from "../../../src/visualize/charts/returnRates.ts";
import type {Figure} from "../../../src/visualize/figure.ts";
import {dayAt, theme} from "../marts.ts";

type Rows = Parameters<typeof returnRates.draw>[0];
const period = {from: dayAt(0), to: dayAt(365), attribution: "linear"};

function draw(rows: Rows): Figure {
  const drawing = returnRates.draw(rows, period, theme);
  if (typeof drawing === "string") throw new Error(drawing);
  return drawing;
}

const product = (name: string, rate: number, low: number, high: number, rate_of_all: number | null = 0.05) => ({
  ...{name, sold_units: 1200, rate, low, high, rate_of_all, products: 20},
});

test("names what comes back most, and gives the numbers to those who do not see it", () => {
  const {title, subtitle, alt} = draw([product("Tea", 0.2, 0.1, 0.3), product("Cup", 0.06, 0.04, 0.08)]);
  expect(title).toBe("Tea: 20.0% of 1,200 units came back, clearly more than of all");
  expect(subtitle).toContain("The 2 of 20 products that surely come back most");
  expect(subtitle).toContain("Dashed: all products, 5.0%.");
  expect(alt).toContain("Tea: 20.0%, 10.0%, 30.0%; Cup: 6.0%, 4.0%, 8.0%.");
});

test("does not name one whose interval holds the rate of all", () => {
  const rows = (all: number | null) => [product("Tea", 0.2, 0.04, 0.3, all), product("Cup", 0.06, 0.01, 0.08, all)];
  expect(draw(rows(0.05)).title).toBe("No product clearly comes back more often than all");
  expect(draw(rows(null)).subtitle).not.toContain("Dashed");
});

test("long names are shortened, hostile ones stay as they are", () => {
  const hostile = "=1+1<b>";
  const {configuration, title} = draw([
    product(hostile, 0.2, 0.1, 0.3),
    product(`${"Long ".repeat(40)}end`, 0.06, 0.04, 0.08),
  ]);
  expect(title).toContain(hostile);
  const [first, second] = configuration.data.labels as string[];
  expect(first).toBe(hostile);
  expect(second).toMatch(/^Long.*….*end$/);
});

test("the figure grows with its products, and is none of a single one", () => {
  const rows = Array.from({length: 15}, (_, i) => product(`P${i}`, 0.2, 0.1, 0.3));
  expect(draw(rows).height - draw(rows.slice(0, 10)).height).toBe(5 * 27);
  expect(returnRates.draw(rows.slice(0, 1), period, theme)).toMatch(/fewer than two/);
});
