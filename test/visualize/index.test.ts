import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeAll, beforeEach, describe, expect, test} from "vitest";
import {RunError} from "../../src/lib/errors.ts";
import {Warehouse} from "../../src/store/warehouse.ts";
import {checkFonts, visualize} from "../../src/visualize/index.ts";
import {colours} from "../../src/visualize/theme.ts";
import {contextFor, type Marts, openMarts, shopDays} from "./marts.ts";
import {chunksOf, countColour, decode} from "./png.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-figures-"));
});

afterEach(() => rmSync(folder, {recursive: true, force: true}));

/** Draws the figures of the marts and says what came of it. */
async function draw(marts: Marts, locale?: string, sources?: string[]) {
  const warehouse = await openMarts(marts);
  try {
    const result = await visualize.run(contextFor(warehouse, folder, locale, sources));
    return {...result, figures: await warehouse.rows("select * from run_figures order by position")};
  } finally {
    warehouse.close();
  }
}

function png(name: string): Buffer {
  return readFileSync(join(folder, "figures", `${name}.png`));
}

const campaigns = [
  {name: "Spring", attributed: "900.5000", full: "1800"},
  {name: "Summer", attributed: "1200", full: "2000"},
];

describe("a shop with everything", () => {
  const names = ["daily-sales", "top-campaigns", "traffic-vs-sales"];
  const everything = {days: shopDays(60), campaigns};
  let drawn: Awaited<ReturnType<typeof draw>>;
  let files: Map<string, Buffer>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "daybook-figures-"));
    drawn = await draw(everything);
    files = new Map(
      readdirSync(join(folder, "figures")).map((file) => [file, readFileSync(join(folder, "figures", file))]),
    );
    rmSync(folder, {recursive: true, force: true});
  });
  const earlier = (name: string) => files.get(`${name}.png`)!;

  test("gets three figures, and a row for each that says what it shows", () => {
    const {figures, counts, notes} = drawn;
    expect([...files.keys()].sort()).toEqual(names.map((name) => `${name}.png`));
    expect(counts).toEqual({figures: {drawn: 3, left_out: 0}});
    expect(notes).toEqual([]);
    expect(figures).toMatchObject([
      {name: "daily-sales", file: "figures/daily-sales.png", title: expect.stringContaining("€"), width: 720},
      {name: "top-campaigns", title: "Summer earned the most: €1,200 of €2,101 attributed"},
      {
        name: "traffic-vs-sales",
        title: expect.stringMatching(/^Days with more sessions sell more: r = 0\.\d\d, n = 55/),
      },
    ]);
    for (const {alt, subtitle} of figures) expect(alt).toContain(subtitle);
  });

  test("gets them at 300 dots per inch, opaque, on white", async () => {
    for (const {name, width, height} of drawn.figures as {name: string; width: number; height: number}[]) {
      const file = earlier(name);
      const physical = chunksOf(file).get("pHYs");
      expect(physical?.toString("hex")).toBe("00002e2300002e2301");
      const pixels = await decode(file);
      expect([pixels.width, pixels.height]).toEqual([(width * 300) / 96, Math.floor((height * 300) / 96)]);
      expect([...pixels.data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
      expect(pixels.data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
    }
  });

  test("gets the same bytes again", async () => {
    await draw(everything);
    expect(names.map((name) => png(name).equals(earlier(name)))).toEqual([true, true, true]);
  });

  test("has bars, lines and letters on the paper", async () => {
    const daily = await decode(earlier("daily-sales"));
    for (const colour of [colours.paleBlue, colours.blue, colours.vermilion, colours.ink])
      expect(countColour(daily, colour)).toBeGreaterThan(500);
    const ranking = await decode(earlier("top-campaigns"));
    expect(countColour(ranking, colours.blue)).toBeGreaterThan(10_000);
    expect(countColour(ranking, colours.paleBlue)).toBeGreaterThan(10_000);
  });
});

describe("what there is nothing to draw of", () => {
  test("is left out and said, and an earlier figure of it goes", async () => {
    await draw({days: shopDays(30), campaigns});
    const {figures, notes, counts} = await draw({days: shopDays(30).map(({revenue}) => ({revenue}))});
    expect(readdirSync(join(folder, "figures"))).toEqual(["daily-sales.png"]);
    expect(figures).toHaveLength(1);
    expect(counts).toEqual({figures: {drawn: 1, left_out: 2}});
    expect(notes).toEqual([
      {kind: "info", source: "", message: expect.stringMatching(/^Top campaigns are not drawn/)},
      {kind: "info", source: "", message: expect.stringMatching(/^Traffic against sales is not drawn/)},
    ]);
  });

  test("goes without saying where there is no source for it", async () => {
    const {notes, counts} = await draw({days: shopDays(30).map(({revenue}) => ({revenue}))}, undefined, ["orders"]);
    expect({notes, counts}).toEqual({notes: [], counts: {figures: {drawn: 1, left_out: 2}}});
  });

  test("may be everything", async () => {
    const {figures, counts} = await draw({days: [{revenue: "0"}, {revenue: "0"}]});
    expect(figures).toEqual([]);
    expect(counts).toEqual({figures: {drawn: 0, left_out: 3}});
  });

  test("is an error before there are marts", async () => {
    const warehouse = await Warehouse.open(":memory:");
    await expect(visualize.run(contextFor(warehouse, folder))).rejects.toThrow(RunError);
    warehouse.close();
  });
});

describe("letters the fonts lack", () => {
  test("are reported, and the real name stays in the words about the figure", async () => {
    const {figures, notes} = await draw({
      days: shopDays(10),
      campaigns: [{name: "新年 sale", attributed: "10", full: "10"}],
    });
    expect(notes).toEqual([
      {
        kind: "info",
        source: "",
        message: "The bundled fonts have no glyph for 新 年 in “新年 sale”; the figures show · there.",
      },
    ]);
    expect(figures[1]).toMatchObject({title: "新年 sale earned €10.00"});
  });

  test("are drawn as the dots they are replaced by, not as boxes", async () => {
    await draw({days: shopDays(10), campaigns: [{name: "新年 sale", attributed: "10", full: "10"}]});
    const replaced = png("top-campaigns");
    await draw({days: shopDays(10), campaigns: [{name: "·· sale", attributed: "10", full: "10"}]});
    expect(replaced.equals(png("top-campaigns"))).toBe(true);
  });

  test("make a name give way to its place, and a note says which it is", async () => {
    const names = ["春节", "Spring", "新年"];
    const {figures, notes} = await draw({
      days: shopDays(10),
      campaigns: names.map((name, i) => ({name, attributed: `${30 - i}`, full: "40"})),
    });
    expect(notes.map(({message}) => message)).toEqual([
      "No bundled font has the letters of some names, so the figures show “Campaign no. 1” for “春节”, “Campaign no. 3” for “新年”.",
    ]);
    expect(figures[1]).toMatchObject({title: "春节 earned the most: €30.00 of €87.00 attributed"});
    const drawn = png("top-campaigns");
    await draw({
      days: shopDays(10),
      campaigns: ["Campaign no. 1", "Spring", "Campaign no. 3"].map((name, i) => ({
        name,
        attributed: `${30 - i}`,
        full: "40",
      })),
    });
    expect(drawn.equals(png("top-campaigns"))).toBe(true);
  });

  test("make a locale give way to English", async () => {
    const {figures, notes} = await draw({days: shopDays(40), campaigns}, "zh-CN");
    expect(notes.map(({message}) => message)).toEqual([
      "The figures write numbers and dates in English: no bundled font has all the letters of zh-CN.",
    ]);
    expect(figures[0]).toMatchObject({subtitle: expect.stringContaining("1 Jan – 9 Feb 2024")});
  });

  test.for(["de-DE", "fr-FR", "pl-PL", "ar-EG", "he-IL", "el-GR", "uk-UA", "tr-TR"])(
    "are not among those of %s",
    async (locale) => {
      const {notes} = await draw({days: [{revenue: "0"}]}, locale);
      expect(notes.filter(({message}) => message.includes("in English"))).toEqual([]);
    },
  );
});

test.for([2, 7, 1827] as const)("%i days are drawn", async (length) => {
  const {counts} = await draw({days: shopDays(length), campaigns});
  expect(counts.figures?.drawn).toBe(length < 3 ? 2 : 3);
});

test("fonts and drawing engine are in order here", () => {
  expect(checkFonts()).toEqual([]);
});
