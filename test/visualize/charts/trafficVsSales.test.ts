import {describe, expect, test} from "vitest";
import {trafficVsSales} from "../../../src/visualize/charts/trafficVsSales.ts";
import type {Figure} from "../../../src/visualize/figure.ts";
import {type Day, dayAt, openMarts, shopDays, theme} from "../marts.ts";

async function draw(days: readonly Day[]): Promise<Figure> {
  const warehouse = await openMarts({days});
  const rows = await warehouse.rows<never>(trafficVsSales.sql);
  warehouse.close();
  const drawing = trafficVsSales.draw(rows, {from: dayAt(0), to: dayAt(days.length - 1), attribution: "linear"}, theme);
  if (typeof drawing === "string") throw new Error(drawing);
  return drawing;
}

function dataOf({configuration}: Figure, type: string, yAxisID: string): {x: number; y: number | null}[] {
  const dataset = configuration.data.datasets.find(
    (each) => each.type === type && (each as {yAxisID?: string}).yAxisID === yAxisID,
  );
  return dataset!.data as {x: number; y: number | null}[];
}

const day = (revenue: number, sessions: number | null): Day => ({revenue: String(revenue), sessions});

describe("the title", () => {
  test("says what goes together", async () => {
    const more = Array.from({length: 12}, (_, i) => day(100 + 10 * i + (i % 3), 1000 + 50 * i));
    expect((await draw(more)).title).toBe("Days with more sessions sell more: r = 1.00, n = 12, p < 0.001");
    const less = more.map(({sessions}, i) => day(500 - 10 * i - (i % 3), sessions ?? null));
    expect((await draw(less)).title).toBe("Days with more sessions sell less: r = -1.00, n = 12, p < 0.001");
  });

  test("says so where nothing does", async () => {
    const days = [day(10, 1), day(20, 1), day(10, 2), day(20, 2)];
    expect((await draw(days)).title).toBe("No clear link between sessions and sales: r = 0.00, n = 4, p = 1.00");
  });
});

test("only days with orders and a reading are compared", async () => {
  const days = [day(10, 5), day(0, 900), day(30, null), day(20, 7), day(40, 6)];
  const figure = await draw(days);
  expect(dataOf(figure, "scatter", "y")).toEqual([
    {x: 5, y: 10},
    {x: 7, y: 20},
    {x: 6, y: 40},
  ]);
  expect(figure.title).toContain("n = 3");
});

test("a day without a reading is a gap, and a lone reading a point", async () => {
  const figure = await draw([day(10, 5), day(20, 7), day(30, null), day(40, 6), day(50, null), day(60, 0)]);
  const line = figure.configuration.data.datasets[0] as unknown as {data: {y: number | null}[]; pointRadius: number[]};
  expect(line.data.map(({y}) => y)).toEqual([5, 7, null, 6, null, 0]);
  expect(line.pointRadius.map((radius) => radius > 0)).toEqual([false, false, false, true, false, true]);
  expect(figure.subtitle).toContain("Gaps: 2 of 6 days have no reading.");
});

test("the line runs from the quietest to the busiest day and no further", async () => {
  const ends = dataOf(await draw([day(10, 100), day(20, 300), day(30, 200), day(25, 250)]), "line", "y");
  expect(ends.map(({x}) => x)).toEqual([100, 300]);
});

test("years are drawn in weekly means, and compared day by day", async () => {
  const figure = await draw(shopDays(1000));
  expect(dataOf(figure, "bar", "revenue")).toHaveLength(142);
  expect(dataOf(figure, "scatter", "y")).toHaveLength(1000 - 90);
});

describe("without web traffic", () => {
  test("visitors take its place", async () => {
    const days = shopDays(30).map(({revenue}, i) => ({revenue, footfall: 50 + i}));
    expect((await draw(days)).title).toMatch(/visitors/);
  });

  test("nor footfall there is no figure", async () => {
    await expect(draw([{revenue: "1"}, {revenue: "2"}])).rejects.toThrow("no readings of web traffic or footfall");
  });
});

test.for([
  ["two days", [day(10, 5), day(20, 7)]],
  ["sessions that never differ", [day(10, 5), day(20, 5), day(30, 5), day(40, 5)]],
  ["no sales on days with a reading", [day(0, 5), day(20, null), day(0, 7)]],
] as const)("%s are not compared", async ([, days]) => {
  await expect(draw(days)).rejects.toThrow("needs three days with both orders and sessions that differ");
});

test("zero is level on both sides where a day took in less than it gave back", async () => {
  const days = [day(400, 20), day(-90, 30), day(300, 70), day(200, 50)];
  const {scales} = (await draw(days)).configuration.options!;
  const {revenue, traffic} = scales as Record<string, {min: number; max: number}>;
  expect([revenue!.min, revenue!.max]).toEqual([-100, 400]);
  expect(traffic!.min / traffic!.max).toBeCloseTo(revenue!.min / revenue!.max, 9);
});
