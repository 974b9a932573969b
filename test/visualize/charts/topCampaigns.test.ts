import {describe, expect, test} from "vitest";
import {topCampaigns} from "../../../src/visualize/charts/topCampaigns.ts";
import type {Figure} from "../../../src/visualize/figure.ts";
import type {Theme} from "../../../src/visualize/theme.ts";
import {type Campaign, dayAt, openMarts, theme} from "../marts.ts";

async function draw(campaigns: readonly Campaign[], attribution = "linear", look: Theme = theme): Promise<Figure> {
  const warehouse = await openMarts({days: [{revenue: "1"}, {revenue: "1"}], campaigns});
  const rows = await warehouse.rows<never>(topCampaigns.sql);
  warehouse.close();
  const drawing = topCampaigns.draw(rows, {from: dayAt(0), to: dayAt(1), attribution}, look);
  if (typeof drawing === "string") throw new Error(drawing);
  return drawing;
}

const campaign = (name: string, attributed: number, full = attributed): Campaign => ({
  name,
  attributed: attributed.toFixed(4),
  full: full.toFixed(4),
});
const many = Array.from({length: 20}, (_, i) => campaign(`C${i}`, 100 + i, 300));

test("the fifteen that earned most stand in their order, largest on top", async () => {
  const {configuration, title, subtitle} = await draw(many);
  expect(configuration.data.labels).toEqual(Array.from({length: 15}, (_, i) => `C${19 - i}`));
  expect(title).toBe("C19 earned the most: €119 of €2,190 attributed");
  expect(subtitle).toContain("Top 15 of 20 campaigns");
});

test("what came back as returns from another is no part of what the first earned", async () => {
  const {title} = await draw([campaign("A", 100), campaign("B", -72.5)]);
  expect(title).toBe("A earned the most: €100");
});

test("attributed revenue is drawn in front of full credit", async () => {
  const {configuration} = await draw([campaign("A", 10, 30), campaign("B", 20, 25)]);
  expect(configuration.data.datasets).toMatchObject([
    {data: [20, 10], order: 1},
    {data: [25, 30], order: 2},
  ]);
});

test("the figure grows with the number of bars", async () => {
  const [one, two] = [await draw(many.slice(0, 1)), await draw(many.slice(0, 2))];
  expect(two.height - one.height).toBe(27);
});

describe("the model", () => {
  test.for([
    ["linear", "Linear attribution"],
    ["first_touch", "First-touch attribution"],
    ["last_touch", "Last-touch attribution"],
    ["position_based", "Position-based attribution"],
    ["time_decay", "Time-decay attribution"],
    ["any_touch", "Any-touch attribution"],
  ] as const)("%s is named", async ([model, name]) => {
    expect((await draw(many, model)).subtitle).toContain(name);
  });

  test("any_touch says that its amounts add up to more than was sold, and has one bar each", async () => {
    const {subtitle, title, configuration} = await draw(many, "any_touch");
    expect(subtitle).toContain("add up to more than was sold");
    expect(title).toBe("C19 touched the most sales: €119");
    expect(configuration.data.datasets).toHaveLength(1);
  });
});

describe("names", () => {
  test("that are hostile stay legible", async () => {
    const name = '=HYPERLINK("x")<script>alert(1)</script>';
    const {title, alt} = await draw([campaign(name, 5), campaign("B", 4)], "linear", {...theme, measure: () => 1});
    expect(title).toBe(`${name} earned the most: €5.00 of €9.00 attributed`);
    expect(alt).toContain(`${name}: €5.00`);
  });

  test("that are long are shortened so that their ends still tell them apart", async () => {
    const long = "Summer clearance for our most loyal customers, wave ";
    const {configuration} = await draw([campaign(`${long}A`, 2), campaign(`${long}B`, 1)]);
    const [a, b] = configuration.data.labels as string[];
    expect(a).toMatch(/^Summer.*….*A$/);
    expect(b).toMatch(/^Summer.*….*B$/);
    for (const name of [a!, b!]) expect(theme.measure(name, 12.5)).toBeLessThanOrEqual(200);
  });

  test("written from right to left do not turn the title around", async () => {
    expect((await draw([campaign("מבצע", 5)])).title).toBe("\u2068מבצע\u2069 earned €5.00");
  });

  test("that cannot be drawn are replaced in the drawing only", async () => {
    const {configuration, alt} = await draw([campaign("新年", 5)], "linear", {...theme, legible: () => "··"});
    expect(configuration.data.labels).toEqual(["Campaign no. 1"]);
    expect(alt).toContain("新年: €5.00");
  });
});

test("returns are drawn to the left of zero", async () => {
  const {configuration, title} = await draw([campaign("A", -10, -30), campaign("B", -20, -5)]);
  expect(title).toBe("No campaign earned more than came back as returns");
  expect(configuration.options?.scales?.x).toMatchObject({min: -30, max: 0});
});

test("no campaign with a sale, no figure", async () => {
  await expect(draw([])).rejects.toThrow("no campaign matched a sale");
});
