import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {composeReport} from "../../../src/report/compose.ts";
import type {Facts} from "../../../src/report/figures.ts";
import {cells, lineWidth, plain, shorten, table, wrap} from "../../../src/report/text/layout.ts";
import {renderText} from "../../../src/report/text/page.ts";
import {facts, series, shopConfig} from "../shop.ts";

const text = (changes: Partial<Facts> = {}, config = shopConfig()) =>
  renderText(composeReport(facts(changes), config, {today: "2025-01-01"}));

test("no line is wider than a terminal, in any locale and with names of any length", () => {
  const campaigns = ["日本".repeat(40), "x".repeat(300), "👩‍👩‍👧".repeat(50)].map((name) => ({
    ...facts().campaigns[0]!,
    name,
  }));
  for (const [locale, currency] of [
    ["en-GB", "EUR"],
    ["de-CH", "CHF"],
    ["ja-JP", "JPY"],
    ["ar-EG", "EGP"],
  ] as const)
    for (const line of text({campaigns}, shopConfig({locale, currency})).split("\n"))
      expect(cells(line), line).toBeLessThanOrEqual(lineWidth);
});

test("tells the day, the period and the proof", () => {
  const page = text();
  expect(page).toContain("€100.00 from 4 orders");
  expect(page).toMatch(/^Revenue +€100.00 +€101.00 +-1.0% +€101 +-0.5%$/m);
  expect(page).toMatch(/^Top countries +revenue +share +orders$/m);
  expect(page).toMatch(/^日本 +€5,728.00 +100% +228$/m);
  expect(page).toMatch(/^ {2}attributed +€4,000.00$/m);
  expect(page).toMatch(/^= total +€5,728.00 {2}adds up$/m);
  expect(page).toMatch(/^campaigns +20 +17 +2 +1$/m);
  expect(page).toMatch(/^ok {4}1 of 1 audits passed; report\.html says what each of them looks at\.$/m);
});

test("what is wrong is not hidden", () => {
  const page = text({
    audits: [
      {name: "a", about: "Joins keep rows.", faults: 3},
      {name: "b", about: "Keys are unique.", faults: 0},
    ],
    credits: {attributed: "1.0000", credits: 1},
    notes: [{kind: "degraded", source: "", message: "footfall could not be read."}],
  });
  expect(page).toContain("FAULT Joins keep rows. (3 faults)");
  expect(page).toContain("ok    1 of 2 audits passed");
  expect(page).toContain("DOES NOT ADD UP");
  expect(page).toMatch(/! READ WITH CARE\n! - footfall could not be read\./);
});

test("says of any touch that it does not add up to revenue", () => {
  const page = text({period: {...facts().period, attribution: "any_touch"}});
  expect(page.replace(/\s+/g, " ").match(/does not add up to revenue/g)).toHaveLength(2);
});

test("amounts that are added up have the same number of decimals", () => {
  const page = text({credits: {attributed: "4000.0028", credits: 1}, sales: {...facts().sales, revenue: "5728.0028"}});
  expect(page).toMatch(/attributed +€4,000.0028\n\+ unattributed +€1,728.0000\n= total +€5,728.0028 {2}adds up/);
});

test("what is not there is not spoken of", () => {
  const page = text(
    {joins: [], campaigns: [], daily: series([{revenue: "5.0000", orders: 1}])},
    shopConfig({}, ["orders"]),
  );
  expect(page).not.toMatch(/attributed|week before|mean/);
  expect(page).toMatch(/^Revenue +€5.00$/m);
});

test("a name cannot steer the terminal", () => {
  const name = "\u001b[2Jgone\u202egnihtemos\nnext\u009b31m";
  const page = text({campaigns: [{...facts().campaigns[0]!, name}]});
  expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(page).toContain("\u{fffd}[2Jgone\u{fffd}gnihtemos next\u{fffd}31m");
});

describe("layout", () => {
  test.for([
    ["abc", 3],
    ["日本", 4],
    ["é", 1],
    ["👩‍👩‍👧", 2],
    ["한국", 4],
    ["", 0],
  ] as const)("%s takes %d cells", ([word, width]) => {
    expect(cells(word)).toBe(width);
  });

  test("cuts between characters, never within one", () => {
    expect(shorten("日本語", 5)).toBe("日本…");
    expect(shorten("日本語", 4)).toBe("日…");
    expect(shorten("abc", 3)).toBe("abc");
  });

  test("columns stand under each other", () => {
    expect(
      table([
        ["name", "n"],
        ["日本", "10"],
        ["x", "5"],
      ]),
    ).toEqual(["name   n", "日本  10", "x      5"]);
  });

  test("texts stand to the left, and what is too long for its column goes on below", () => {
    const name = "Made-to-order Lampshade, large, of hand-woven linen from Brittany, in any colour";
    expect(
      table(
        [
          ["Product", "category", "sold"],
          [name, "Home", "12"],
          ["Mug", "–", "3"],
        ],
        {isText: (i) => i === 1},
      ),
    ).toEqual([
      "Product                                                           category  sold",
      "Made-to-order Lampshade, large, of hand-woven linen from          Home        12",
      "  Brittany, in any colour",
      "Mug                                                               –            3",
    ]);
  });

  test("wrapping loses no word", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), {minLength: 1, maxLength: 60}), (words) => {
        const lines = wrap(words.join(" "), "- ");
        expect(lines.join(" ").replace(/^- /, "").split(/ +/)).toEqual(words);
        for (const line of lines) expect(cells(line)).toBeLessThanOrEqual(lineWidth);
      }),
    );
  });

  test("plain text has no control characters, and plain text stays as it is", () => {
    fc.assert(
      fc.property(fc.string({unit: "binary"}), (any) => {
        expect(plain(any)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(plain(plain(any))).toBe(plain(any));
      }),
    );
    expect(plain("Zürich 日本 👩‍👩‍👧")).toBe("Zürich 日本 👩‍👩‍👧");
  });
});
