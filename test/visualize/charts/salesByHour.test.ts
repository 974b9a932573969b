import {expect, test} from "vitest";
import {salesByHour} from "../../../src/visualize/charts/salesByHour.ts";
import type {Figure} from "../../../src/visualize/figure.ts";
import {theme} from "../marts.ts";

const period = {from: "2024-01-01", to: "2024-01-28", attribution: "linear"};

/** Four weeks; `revenue` of all four days of a weekday and hour. */
function week(revenue: (weekday: number, hour: number) => number) {
  return Array.from({length: 168}, (_, i) => {
    const [weekday, hour_of_day] = [Math.floor(i / 24) + 1, i % 24];
    const sum = revenue(weekday, hour_of_day);
    return {weekday, hour_of_day, days: 4, revenue: sum.toFixed(4), sales: sum === 0 ? 0 : 1};
  });
}

function draw(revenue: (weekday: number, hour: number) => number): Figure {
  const drawing = salesByHour.draw(week(revenue), period, theme);
  if (typeof drawing === "string") throw new Error(drawing);
  return drawing;
}
const rangeOf = ({configuration}: Figure) => {
  const {min, max} = configuration.options!.scales!.x as {min: number; max: number};
  return [min, max];
};

test("the title names the strongest hour, by its mean", () => {
  const {title, alt} = draw((weekday, hour) => (weekday === 6 && hour === 18 ? 1800 : 400));
  expect(title).toBe("Most is sold on Saturday from 18:00: €450 an hour");
  expect(alt).toContain("Monday: most from 00:00, €100");
});

test("hours before the first sale and after the last are left out, for all days alike", () => {
  const figure = draw((weekday, hour) => (hour === 9 || (weekday === 1 && hour === 20) ? 40 : 0));
  expect(rangeOf(figure)).toEqual([8.5, 20.5]);
  expect(figure.subtitle).toContain("09 is the hour from 09:00");
});

test("a single hour is drawn, too", () => {
  expect(rangeOf(draw((weekday, hour) => (weekday === 3 && hour === 14 ? 4 : 0)))).toEqual([13.5, 14.5]);
});

test("large amounts are lettered in thousands, and it says so", () => {
  expect(draw(() => 80_000).subtitle).toContain("in thousands");
  expect(draw(() => 8000).subtitle).not.toContain("in thousands");
});

test("a week is needed, so that weekdays can be told apart", () => {
  const days = week(() => 5).map((hour) => ({...hour, days: hour.weekday < 7 ? 1 : 0}));
  expect(salesByHour.draw(days, period, theme)).toBe("Sales by hour are drawn from a week on.");
});

test("without times of day, or with nothing but returns, there is no figure", () => {
  expect(() => draw(() => 0)).toThrow("orders have no time of day");
  expect(() => draw(() => -5)).toThrow("no hour took in more than it gave back");
  expect(salesByHour.draw([], period, theme)).toContain("orders have no time of day");
});
