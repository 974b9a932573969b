import {expect, test} from "vitest";
import {storeSales} from "../../../src/visualize/charts/storeSales.ts";
import type {Figure} from "../../../src/visualize/figure.ts";
import {theme} from "../marts.ts";

const period = {from: "2024-01-01", to: "2024-12-31", attribution: "linear"};
const store = (name: string, revenue: number, perVisitor: string | null = null) => ({
  name,
  revenue: revenue.toFixed(4),
  revenue_per_visitor: perVisitor,
  stores: 2,
});

function draw(rows: ReturnType<typeof store>[]): Figure {
  const drawing = storeSales.draw(rows, period, theme);
  if (typeof drawing === "string") throw new Error(drawing);
  return drawing;
}

test("the first store is named, or how many share its place", () => {
  expect(draw([store("Lyon", 200), store("Nice", 100)]).title).toBe("Lyon sold most: €200");
  expect(draw([store("Lyon", 200), store("Nice", 200)]).title).toBe("2 stores share the first place, with €200 each");
  expect(draw([store("Lyon", -1), store("Nice", -2)]).title).toBe("No store took in more than it gave back");
});

test("revenue per visitor is spoken of where visitors are counted", () => {
  expect(draw([store("Lyon", 200, "2.5000"), store("Nice", 100)]).subtitle).toContain("per visitor");
  expect(draw([store("Lyon", 200), store("Nice", 100)]).subtitle).not.toContain("per visitor");
});

test("hostile and long names stay on the figure, and whole in its words", () => {
  const name = `<script>alert(1)</script>${"x".repeat(200)}`;
  const {configuration, alt} = draw([store(name, 200), store("Nice", 100)]);
  expect(alt).toContain(name);
  expect(theme.measure((configuration.data.labels as string[])[0]!, 12.5)).toBeLessThanOrEqual(200);
});

test("one store, or no sales, make no figure", () => {
  expect(() => draw([store("Lyon", 200)])).toThrow("fewer than two");
  expect(() => draw([store("Lyon", 0), store("Nice", 0)])).toThrow("no sale names one");
});
