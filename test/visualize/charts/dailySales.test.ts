import {describe, expect, test} from "vitest";
import {dailySales} from "../../../src/visualize/charts/dailySales.ts";
import type {Figure} from "../../../src/visualize/figure.ts";
import {dayAt, theme} from "../marts.ts";

function draw(revenue: readonly number[]): Figure {
  const days = revenue.map((value, i) => ({day: dayAt(i), revenue: value.toFixed(4)}));
  const drawing = dailySales.draw(days, {from: dayAt(0), to: dayAt(revenue.length - 1), attribution: "linear"}, theme);
  if (typeof drawing === "string") throw new Error(drawing);
  return drawing;
}

/** The data of the datasets, those in front first. */
function drawn({configuration}: Figure): unknown[] {
  return configuration.data.datasets.map((dataset) => dataset.data);
}

const zigzag = (length: number) => Array.from({length}, (_, i) => 1000 + (i % 2 ? 100 : -100));

describe("the title", () => {
  test("calls a trend what is significant", () => {
    const rising = draw(zigzag(30).map((value, i) => value + 20 * i));
    expect(rising.title).toMatch(/^Sales are rising: \+€\d+\.\d\d a day, around a mean of €1,290$/);
    expect(rising.subtitle).toMatch(/Trend: \+€\d+\.\d\d a day, t = \d+\.\d\d, p < 0\.001\.$/);
    expect(draw(zigzag(30).map((value, i) => value - 20 * i)).title).toMatch(/^Sales are falling: -€/);
  });

  test("does not where it is not, and the subtitle says so", () => {
    const {title, subtitle} = draw(zigzag(30));
    expect(title).toBe("Sales average €1,000 a day, with no clear direction");
    expect(subtitle).toBe("Revenue per day, 1 – 30 Jan 2024 (30 days). No significant trend: +€0.67 a day, t = 0.31.");
  });

  test("does not speak of trends in less than a week", () => {
    const {title, subtitle} = draw([10, 20, 30]);
    expect(title).toBe("Sales average €20.00 a day");
    expect(subtitle).toContain("Too few days to speak of a trend.");
  });
});

describe("what is drawn", () => {
  test("is every day, the mean of the last seven and the line that fits best", () => {
    const revenue = zigzag(30);
    const [mean, line, days] = drawn(draw(revenue)) as number[][];
    expect(days).toEqual(revenue);
    expect(mean!.slice(0, 6)).toEqual([null, null, null, null, null, null]);
    expect(mean![6]).toBeCloseTo((1000 * 7 - 100) / 7);
    expect(line).toHaveLength(30);
    expect(line![29]! - line![0]!).toBeCloseTo(29 * (line![1]! - line![0]!));
  });

  test("is bars while there is room for them, then a line", () => {
    const types = (length: number) => draw(zigzag(length)).configuration.data.datasets.map(({type}) => type);
    expect(types(62).at(-1)).toBe("bar");
    expect(types(63).at(-1)).toBe("line");
  });

  test("is a mean over four weeks where the period is years", () => {
    const [mean] = drawn(draw(zigzag(1000))) as number[][];
    expect(mean!.findIndex((value) => value !== null)).toBe(27);
  });

  test("reaches down to the days with more returns than sales", () => {
    const {configuration} = draw([500, -300, 200, 100, 50, 60, 70, 80]);
    expect(configuration.options?.scales?.y).toMatchObject({min: -400, max: 600});
  });
});

describe("the best days", () => {
  test("are named with their amounts, best first", () => {
    const {alt} = draw([1, 200, 3, 500, 5, 400, 7, 300]);
    expect(alt).toMatch(/Best days: €500 on Thu 4 Jan, €400 on Sat 6 Jan, €300 on Mon 8 Jan\.$/);
  });

  test("carry their year where the period has several", () => {
    const revenue = zigzag(800).map((value, i) => (i === 366 ? 9000 : value));
    expect(draw(revenue).alt).toContain("€9,000 on 1 Jan 2025");
  });

  test("are none where nothing was earned", () => {
    expect(draw([-1, -2, 0]).alt).not.toContain("Best days");
  });
});

test.for([
  [["5"], /from two days on/],
  [["0", "0.0000"], /revenue 0/],
] as const)("%j is not drawn", ([revenue, reason]) => {
  const days = revenue.map((value, i) => ({day: dayAt(i), revenue: value}));
  expect(dailySales.draw(days, {from: dayAt(0), to: dayAt(1), attribution: "linear"}, theme)).toMatch(reason);
});
