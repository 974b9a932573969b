import {describe, expect, test} from "vitest";
import {stockCover} from "../../../src/visualize/charts/stockCover.ts";
import type {Product} from "../../../src/visualize/charts/stockWords.ts";
import type {Figure} from "../../../src/visualize/figure.ts";
import {theme} from "../marts.ts";

const product = (name: string, days: number, lead: number | null = null, out = false): Product => ({
  product_id: name,
  name,
  state: out ? "out" : "in stock",
  days_of_cover: days,
  lead_time: lead,
  last_open_on: out ? "2024-05-20" : null,
  products: 0,
  products_out: 0,
  products_late: 0,
});

function draw(products: readonly Product[], look = theme): Figure {
  const all = {
    products: products.length,
    products_out: products.filter(({state}) => state === "out").length,
    products_late: products.filter(
      ({state, lead_time: lead, days_of_cover: days}) => state !== "out" && days < (lead ?? 0),
    ).length,
  };
  const period = {from: "2024-05-01", to: "2024-05-28", attribution: "linear"};
  const drawing = stockCover.draw(
    products.map((one) => ({...one, ...all})),
    period,
    look,
  );
  if (typeof drawing === "string") throw new Error(drawing);
  return drawing;
}

const isThere = product("Cup", 40, 7);

describe("the title", () => {
  test.for([
    [[product("Tea", 2, 5), isThere], "Tea sells out in 2 days, before more can be there"],
    [[isThere, product("Tea", 50, 60)], "Tea sells out in 50 days, before more can be there"],
    [[product("Tea", 0, 5, true), isThere], "Tea is out of stock"],
    [
      [product("Tea", 0, null, true), product("Pot", 0.5, 2), isThere],
      "1 product is out of stock, 1 sells out before more can be there",
    ],
    [[product("Tea", 0, null, true), product("Pot", 0, null, true)], "2 products are out of stock"],
    [[product("Pot", 1, 2), product("Tea", 2, 3)], "2 products sell out before more can be there"],
    [[product("Tea", 30, 5), isThere], "Tea lasts the shortest: 30 days, long enough to order more"],
    [[product("Tea", 1.4)], "Tea lasts 1 day"],
    [[product("Tea", 900)], "Tea lasts more than a year"],
  ] as const)("says what is missing or will be: %#", ([products, title]) => {
    expect(draw(products).title).toBe(title);
  });
});

interface Bars {
  readonly data: number[];
  readonly backgroundColor: (context: object) => unknown;
}

function barsOf({data}: ReturnType<typeof draw>["configuration"]): Bars {
  return data.datasets[0] as unknown as Bars;
}

/** Before there is a canvas. */
function ground(configuration: ReturnType<typeof draw>["configuration"], dataIndex: number): unknown {
  return barsOf(configuration).backgroundColor({dataIndex, chart: {scales: {}}});
}

test("bars are days, told by colour and words from those that end too early", () => {
  const {configuration, alt} = draw([product("Tea", 0, 9, true), product("Pot", 2, 9), isThere]);
  expect(barsOf(configuration).data).toEqual([null, 2, 28]);
  expect(ground(configuration, 1)).not.toBe(ground(configuration, 2));
  expect(alt).toContain("Tea: out since 20 May; Pot: 2 days, 9 days to get more; Cup: 40 days, 7 days to get more.");
});

test("what lasts for years does not make the others too short to be seen", () => {
  const {configuration, subtitle} = draw([product("Tea", 2, 5), product("Cup", 5000, 5)]);
  expect(subtitle).toMatch(/ Bars that fade go on beyond 28 days\.$/);
  expect(configuration.options?.scales?.x).toMatchObject({min: 0, max: 28});
  const stops: [number, string][] = [];
  const ctx = {createLinearGradient: () => ({addColorStop: (...stop: [number, string]) => void stops.push(stop)})};
  const x = {getPixelForValue: (value: number) => value};
  barsOf(configuration).backgroundColor({dataIndex: 0, chart: {ctx, scales: {x}}});
  expect(stops).toEqual([]);
  barsOf(configuration).backgroundColor({dataIndex: 1, chart: {ctx, scales: {x}}});
  expect(stops.map(([place]) => place)).toEqual([0, 1]);
});

test("names are shortened and replaced as elsewhere, and the figure grows with the bars", () => {
  const long = "Rooibos for our most loyal customers, family pack, wave ";
  const {configuration} = draw([product(`${long}A`, 1), product(`${long}B`, 2)]);
  expect(configuration.data.labels).toEqual([expect.stringMatching(/….*A$/), expect.stringMatching(/….*B$/)]);
  expect(draw([isThere, isThere]).height - draw([isThere]).height).toBe(27);
  expect(draw([product("新年", 5)], {...theme, legible: () => "··"}).configuration.data.labels).toEqual([
    "Product no. 1",
  ]);
});

test("a name written from right to left does not turn the title around", () => {
  expect(draw([product("תה", 0, 5, true)]).title).toBe("\u2068תה\u2069 is out of stock");
});

test("no product that sells, no figure", () => {
  expect(() => draw([])).toThrow("no product of the inventory is sold");
});
