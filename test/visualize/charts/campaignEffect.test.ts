import {describe, expect, test} from "vitest";
import {campaignEffect} from "../../../src/visualize/charts/campaignEffect.ts";
import type {Figure} from "../../../src/visualize/figure.ts";
import {dayAt, theme} from "../marts.ts";

const campaign = (name: string, lift: number, low: number, high: number) => ({
  campaign_name: name,
  lift,
  lift_low: low,
  lift_high: high,
  extra_revenue: "1200.0000",
  campaigns: 3,
});

function draw(...rows: readonly ReturnType<typeof campaign>[]): Figure {
  const drawing = campaignEffect.draw(rows, {from: dayAt(0), to: dayAt(9), attribution: "linear"}, theme);
  if (typeof drawing === "string") throw new Error(drawing);
  return drawing;
}

describe("the title", () => {
  test("names the first campaign that is clear of chance, and calls it an estimate", () => {
    const {title, subtitle} = draw(campaign("A", 0.8, -0.1, 2), campaign("B", 0.4, 0.2, 0.6));
    expect(title).toBe("B: an estimated 40.0% more sold than without it");
    expect(subtitle).toContain("estimates, not proof");
    expect(subtitle).toContain("The 2 campaigns with the most extra revenue of 3 that can be estimated.");
  });

  test("says so where none is", () => {
    expect(draw(campaign("A", 0.8, -0.1, 2), campaign("B", -0.4, -0.6, -0.2)).title).toBe(
      "No campaign clearly sold more than would have been sold without it",
    );
  });
});

test("intervals that hold 0 are hollow as well as grey", () => {
  const {configuration} = draw(campaign("A", 0.4, 0.2, 0.6), campaign("B", 0.1, -0.2, 0.5));
  const [dots] = configuration.data.datasets as unknown as {
    pointBackgroundColor: string[];
    pointBorderColor: string[];
  }[];
  expect(dots!.pointBackgroundColor[0]).toBe(dots!.pointBorderColor[0]);
  expect(dots!.pointBackgroundColor[1]).not.toBe(dots!.pointBorderColor[1]);
});

test("one interval that says nothing does not squeeze the others", () => {
  const rows = [campaign("A", 0.4, 0.2, 0.6), campaign("B", 0.5, 0.3, 0.7), campaign("C", 0.3, 0.1, 0.5)];
  const {configuration, alt} = draw(...rows, campaign("D", 0.6, -0.95, 40), campaign("E", 0.2, 0.1, 0.4));
  expect(configuration.options?.scales?.x).toMatchObject({min: -0.95, max: expect.closeTo(1.05, 5)});
  expect(alt).toContain("D: +60.0%, -95.0% to +4,000%");
});

test("the words for those who do not see it have every interval; names that cannot be lettered get others", () => {
  const rows = [campaign("新年", 0.4, 0.2, 0.6)];
  const drawing = campaignEffect.draw(
    rows,
    {from: dayAt(0), to: dayAt(9), attribution: "linear"},
    {...theme, legible: () => "··"},
  ) as Figure;
  expect(drawing.alt).toContain("新年: +40.0%, +20.0% to +60.0%");
  expect(drawing.configuration.data.labels).toEqual(["Campaign no. 1"]);
});

test("a name written from right to left does not turn the title around", () => {
  expect(draw(campaign("מבצע", 0.4, 0.2, 0.6)).title).toBe(
    "\u2068מבצע\u2069: an estimated 40.0% more sold than without it",
  );
});

test("without an estimate there is no figure", () => {
  expect(campaignEffect.draw([], {from: dayAt(0), to: dayAt(9), attribution: "linear"}, theme)).toContain("not drawn");
});
