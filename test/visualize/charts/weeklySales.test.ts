import {expect, test} from "vitest";
import {weeklySales} from "../../../src/visualize/charts/weeklySales.ts";
import type {Figure} from "../../../src/visualize/figure.ts";
import {theme} from "../marts.ts";

const period = {from: "2024-01-02", to: "2024-03-05", attribution: "linear"};
const week = (i: number, revenue: number, more = {}) => ({
  week: new Date(Date.UTC(2024, 0, 1 + 7 * i)).toISOString().slice(0, 10),
  days: 7,
  revenue: revenue.toFixed(4),
  year_earlier_revenue: null as string | null,
  holiday: null as string | null,
  ...more,
});
const weeks = (length: number, more: (i: number) => object = () => ({})) =>
  Array.from({length}, (_, i) => week(i, 100 * (i + 1), more(i)));

function draw(rows: ReturnType<typeof week>[]): Figure {
  const drawing = weeklySales.draw(rows, period, theme);
  if (typeof drawing === "string") throw new Error(drawing);
  return drawing;
}
const datasetsOf = ({configuration}: Figure) => configuration.data.datasets;

test("the last four weeks are held against the year before", () => {
  const {title, subtitle} = draw(weeks(10, () => ({year_earlier_revenue: "425.0000"})));
  expect(title).toBe("The last 4 whole weeks sold 100% more than a year earlier");
  expect(subtitle).toContain("Line: 52 weeks earlier");
});

test("else against the four before, else the best is named", () => {
  expect(draw(weeks(8)).title).toBe("The last 4 whole weeks sold 160% more than the 4 before");
  expect(draw(weeks(3)).title).toBe("The best week sold €300");
  expect(draw(weeks(8, () => ({revenue: "5.0000"}))).title).toBe("The last 4 whole weeks sold as much as the 4 before");
});

test("a week that is not over is pale, compared with nothing, and ends the line", () => {
  const year = {year_earlier_revenue: "425.0000"};
  const figure = draw([...weeks(9, () => year), week(9, 1, {...year, days: 2})]);
  expect(figure.title).toBe("The last 4 whole weeks sold 76.5% more than a year earlier");
  expect(figure.subtitle).toContain("2 Jan – 5 Mar 2024");
  const [line, bars] = datasetsOf(figure);
  expect((line!.data as {y: number | null}[]).map(({y}) => y)).toEqual([...Array(9).fill(425), null]);
  const colours = bars!.backgroundColor as string[];
  expect(colours.at(-1)).not.toBe(colours[0]);
});

test("holidays are said to be marked where there are any", () => {
  expect(draw(weeks(8)).subtitle).not.toContain("holiday");
  expect(draw(weeks(8, (i) => ({holiday: i === 2 ? "Labour Day" : null}))).subtitle).toContain("Diamonds");
});

test("one week, or weeks without revenue, make no figure", () => {
  expect(() => draw(weeks(1))).toThrow("from two weeks on");
  expect(() => draw(weeks(3, () => ({revenue: "0.0000"})))).toThrow("no week has revenue");
});
