import {expect, test} from "vitest";
import {customerCohorts} from "../../../src/visualize/charts/customerCohorts.ts";
import type {Figure} from "../../../src/visualize/figure.ts";
import {dayAt, theme} from "../marts.ts";

type Rows = Parameters<typeof customerCohorts.draw>[0];
const period = {from: dayAt(0), to: dayAt(365), attribution: "linear"};

function draw(rows: Rows): Figure {
  const drawing = customerCohorts.draw(rows, period, theme);
  if (typeof drawing === "string") throw new Error(drawing);
  return drawing;
}

const row = (month: number, months_since: number, customers: number, buyers: number) => ({
  cohort: `2024-${String(month).padStart(2, "0")}-01`,
  months_since,
  customers,
  buyers,
});

test("says in which month most come back, of months that most customers have had", () => {
  const rows = [row(1, 1, 100, 10), row(1, 2, 100, 20), row(1, 3, 100, 5), row(2, 1, 300, 30), row(2, 2, 300, 60)];
  const lone = row(1, 4, 100, 90);
  expect(draw(rows).title).toBe("New customers come back most 2 months after their first purchase: 20.0% of them");
  expect(draw([...rows, lone]).title).toBe(draw(rows).title);
  expect(draw([row(1, 1, 3, 1), row(2, 1, 3, 1)]).title).toBe(
    "33.3% of new customers buy again in the month after their first",
  );
});

test("tells the numbers to those who do not see it; few are not none", () => {
  expect(draw([row(1, 1, 1000, 1), row(1, 2, 1000, 0), row(2, 1, 4, 3)]).alt).toContain(
    "Jan 2024 (1,000): <1%, 0%; Feb 2024 (4): 75%.",
  );
});

test("grows with the cohorts", () => {
  const rows = Array.from({length: 12}, (_, i) => row(i + 1, 1, 10, 1));
  expect(draw(rows).height - draw(rows.slice(0, 2)).height).toBe(320);
});

test("says why nothing is drawn", () => {
  expect(customerCohorts.draw([], period, theme)).toMatch(/two whole months/);
  expect(customerCohorts.draw([row(1, 1, 4, 0), row(2, 1, 4, 0)], period, theme)).toMatch(/nobody bought/);
});
