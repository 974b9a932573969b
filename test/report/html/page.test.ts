import {describe, expect, test} from "vitest";
import {composeReport} from "../../../src/report/compose.ts";
import type {Facts} from "../../../src/report/figures.ts";
import {html} from "../../../src/report/html/markup.ts";
import {renderHtml} from "../../../src/report/html/page.ts";
import {style} from "../../../src/report/html/style.ts";
import {card} from "../../../src/report/html/table.ts";
import {facts, series, shopConfig} from "../shop.ts";

const figure = {
  name: "daily-sales",
  section: null,
  file: "figures/daily-sales.png",
  title: "Sales average 100",
  subtitle: "57 days",
  alt: 'A line at "100"',
  width: 720,
  height: 300,
};

function page(changes: Partial<Facts> = {}, config = shopConfig()): string {
  return renderHtml(
    composeReport(facts(changes), config, {today: "2025-01-01"}),
    new Map([["daily-sales", Buffer.from("PNG")]]),
  );
}

/** What a reader sees, roughly. */
function visible(text: string): string {
  return text
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

test("asks for nothing from outside and runs nothing", () => {
  const text = page({figures: [figure]});
  expect(text).not.toMatch(/<script|<link|<iframe|@import|url\(|https?:|\son\w+=/i);
  expect(text).toContain("default-src 'none'; img-src data:");
  expect(text.match(/src="(?!data:image\/png;base64,)/)).toBeNull();
});

test("a hostile name is text wherever it stands", () => {
  const hostile = "\"><img src=x onerror=alert(1)><script>alert(2)</script>\u0007'";
  const text = page(
    {
      campaigns: [{...facts().campaigns[0]!, name: hostile}],
      products: [{name: hostile, revenue: "1.0000", units: 1, orders: 1}],
      quality: {orders: {raw: 1, clean: 0, rejected: 1, duplicates: 0, reasons: {[hostile]: 1}}},
      audits: [{name: hostile, about: hostile, faults: 1}],
      notes: [{kind: "degraded", source: "", message: hostile}],
      figures: [{...figure, title: hostile, subtitle: hostile, alt: hostile}],
    },
    shopConfig({title: hostile}),
  );
  expect(text).not.toMatch(/<script|<img src=x|\u0007/);
  expect(text.match(/&quot;&gt;&lt;img src=x onerror=alert\(1\)&gt;&lt;script&gt;/g)!.length).toBeGreaterThan(8);
});

test("every tag that is opened is closed, in turn", () => {
  const open: string[] = [];
  const isVoid = /^(meta|img|!doctype)$/;
  for (const [, slash, name] of page({figures: [figure]})
    .replace(/<style>.*?<\/style>/s, "")
    .matchAll(/<(\/?)([a-z!][a-z0-9]*)/g)) {
    if (isVoid.test(name!)) continue;
    if (slash) expect(open.pop()).toBe(name);
    else open.push(name!);
  }
  expect(open).toEqual([]);
});

test("figures carry their picture, size and description", () => {
  const text = page({figures: [figure]});
  expect(text).toContain(
    `<img src="data:image/png;base64,${Buffer.from("PNG").toString("base64")}" alt="A line at &quot;100&quot;" width="720" height="300">`,
  );
  expect(visible(text)).toContain("Sales average 100 57 days");
});

test("leads with the day and what it was like", () => {
  const daily = facts().daily.map((day, place) => (place === 56 ? {...day, revenue: "40.0000"} : day));
  const text = visible(page({daily}));
  expect(text).toContain("Tue, 31 December 2024");
  expect(text).toContain(
    "€40.00 from 4 orders: 60.4% less than a week earlier (24 Dec), and unusually low for this weekday.",
  );
  expect(text).toContain("▼ unusually low");
  expect(text.indexOf("The day")).toBeLessThan(text.indexOf("The whole period"));
});

test("the box to read with care stands before the day, and only when there is something to say", () => {
  expect(page()).not.toContain("Read with care");
  const text = visible(page({notes: [{kind: "degraded", source: "footfall", message: "footfall could not be read."}]}));
  expect(text.indexOf("footfall could not be read.")).toBeLessThan(text.indexOf("The day"));
});

test("says no reading where there is none, and leaves the tile of an absent source out", () => {
  const daily = facts().daily.map((day) => ({...day, footfall: null}));
  expect(visible(page({daily}))).toMatch(/Visitors no reading/);
  expect(visible(page({}, shopConfig({}, ["orders"])))).not.toMatch(/Visitors|Sessions|Conversion/);
});

test("of a day without orders there is no average order, which is not a reading that is missing", () => {
  const text = visible(page({daily: series([{revenue: "0.0000", orders: 0}])}, shopConfig({}, ["orders"])));
  expect(text).toMatch(/Average order – /);
  expect(text).not.toContain("no reading");
});

test("writes numbers and days in the config's locale", () => {
  const text = visible(page({}, shopConfig({locale: "de-DE"})));
  expect(text).toContain("Di., 31. Dezember 2024");
  expect(text).toContain("5.728,00 €");
});

describe("the proof", () => {
  test("shows the three sums, the records with reasons, the joins and the audits", () => {
    const text = visible(page());
    expect(text).toMatch(/attributed €4,000.00 .*\+ unattributed €1,728.00 .*= total €5,728.00/);
    expect(text).toContain("Set aside: ends_on is before starts_on (2)");
    expect(text).toContain("228 in, 228 out");
    expect(text).toContain("1 of 1 audits passed");
  });

  test("shows every digit where the cents are not whole", () => {
    const text = visible(
      page({credits: {attributed: "4000.0028", credits: 1}, sales: {...facts().sales, revenue: "5728.0028"}}),
    );
    expect(text).toMatch(/attributed €4,000.0028 .* unattributed €1,728.0000 .* total €5,728.0028/);
  });

  test("does not hide what is wrong", () => {
    const audits = [{name: "a", about: "Joins keep rows.", faults: 3}];
    const text = page({audits, credits: {attributed: "1.0000", credits: 1}});
    expect(visible(text)).toContain("✗ Joins keep rows. 3 faults");
    expect(visible(text)).toContain("0 of 1 audits passed");
    expect(visible(text)).toContain("do not make the total");
    expect(visible(text)).toContain("≠");
  });

  test("says of any touch, wherever it is shown, that it does not add up to revenue", () => {
    const text = visible(page({period: {...facts().period, attribution: "any_touch"}}));
    expect(text.match(/does not add up to revenue/g)).toHaveLength(2);
    expect(text).not.toContain("revenue adds up");
    expect(text).not.toContain("Attributed");
  });
});

describe("the page on paper", () => {
  const print = style.slice(style.indexOf("@media print"));

  test("keeps the name and the head of a table with its first lines", () => {
    expect(print).toContain("caption, thead { break-after: avoid; }");
    expect(print).toContain("tbody tr:nth-child(-n+3), tbody tr:last-child { break-before: avoid; }");
  });

  test("loses no column, however narrow it is", () => {
    expect(print).toContain(".scroll .minor { display: table-cell; }");
    expect(print).toContain(".scroll table { --letters: var(--all); }");
  });
});

test("audits that passed are folded, those that did not stand open", () => {
  const audits = [
    {name: "a", about: "Joins keep rows.", faults: 3},
    {name: "b", about: "Keys are unique.", faults: 0},
  ];
  const text = page({audits});
  const [, folded] = /<details><summary>(.*?)<\/details>/s.exec(text)!;
  expect(folded).toContain("1 of 2 passed");
  expect(folded).toContain("Keys are unique.");
  expect(folded).not.toContain("Joins keep rows.");
  expect(visible(text)).toContain("Joins keep rows. 3 faults");
  expect(page({audits: audits.slice(0, 1)})).not.toContain("<details>");
});

test("a heading wider than what stands under it is broken, and its texts take no more than they need", () => {
  const column = (title: string, texts: string[]) => ({title, cells: texts});
  const {text} = card(
    "Stock",
    "Product",
    [column("Days to get more", ["12"]), column("Sold", ["1,234"])],
    [{head: "Tea"}],
  );
  expect(text).toContain(">Days to\nget more</th>");
  expect(text).toContain(">Sold</th>");
  expect(text).toContain("--numbers:17;"); // "get more" and "1,234", and two each between them.
  const region = {...column("Region", ["Provence-Alpes-Côte d'Azur"]), isText: true};
  expect(card("Stores", "Store", [region], [{head: "Nice"}]).text).toContain("--numbers:16;");
});

test("where there is little room, the headings of every table are broken as they were counted", () => {
  const [, narrow] = /@container \(max-width: 640px\) \{\n(.*?)\n\}/s.exec(style) ?? [];
  expect(narrow).toContain(".scroll thead th { white-space: pre-line; }");
});

test("the numbers of a table are counted, so that they can be made to fit", () => {
  const text = page({products: [{name: "x", revenue: "123456789012.1234", units: 5, orders: 7}]});
  const [, card] = /<div class="(scroll[^"]*)"><table style="[^"]*">\n<caption>Top products/.exec(text) ?? [];
  expect(card).toBe("scroll broad heavy");
  expect(page()).toMatch(
    /<div class="scroll"><table style="--all:47;--few:40;--numbers:26;--columns:11fr 7fr 8fr">\n<caption>Top products/,
  );
});

test.for([
  [["orders"], 4],
  [["orders", "footfall"], 5],
  [["orders", "web_traffic"], 6],
  [["orders", "web_traffic", "footfall"], 7],
] as const)("the tiles of %j are laid out for %i", ([sources, tiles]) => {
  expect(page({}, shopConfig({}, [...sources]))).toContain(`class="tiles of-${tiles}"`);
});

describe("what is not there is not spoken of", () => {
  test("campaigns, in a shop that has none", () => {
    const text = visible(page({joins: [], campaigns: []}, shopConfig({}, ["orders"])));
    expect(text).not.toMatch(/attributed|Attributed|adds up|campaign that/);
    expect(text).toContain("1 of 1 audits passed");
  });

  test("a week and a month before, in the first days of a shop", () => {
    const text = visible(page({daily: series([{revenue: "5.0000", orders: 1}]), period: {...facts().period, days: 1}}));
    expect(text).not.toMatch(/week before|mean|Compared|band|usual/);
    const second = series(Array.from({length: 9}, () => ({revenue: "5.0000", orders: 1})));
    const later = visible(page({daily: second, period: {...facts().period, days: 9}}));
    expect(later).toContain("Compared with Tue, 24 December 2024 and with the mean of the 8 days before.");
    expect(later).not.toMatch(/28-day|The band/);
  });
});

describe("what a number means", () => {
  const day = (revenue: string) => facts().daily.map((each, place) => (place === 56 ? {...each, revenue} : each));

  test.for([
    ["1100.0000", "€1,100.00 from 4 orders: 989% more than a week earlier"],
    ["1313.0000", "€1,313.00 from 4 orders: 13 times as much as a week earlier"],
    ["37470.0000", "€37,470.00 from 4 orders: more than 100 times as much as a week earlier"],
  ] as const)("of a day with %s beside one of 101 is told in words people use", ([revenue, sentence]) => {
    expect(visible(page({daily: day(revenue)}))).toContain(sentence);
  });

  test("as a share is left open where a part of the sum is negative", () => {
    expect(visible(page())).toMatch(/lamp €4,728.00 82.5% 200/);
    const text = visible(page({sales: {...facts().sales, least_product: "-1.0000"}}));
    expect(text).toMatch(/lamp €4,728.00 – 200/);
    expect(text).toMatch(/日本 €5,728.00 100% 228/);
  });

  test("of whole things is whole, and its usual range, too", () => {
    const orders = [2, 1, 3, 2, 4, 2, 1, 2, 3];
    const daily = facts().daily.map((each, place) => (place % 7 === 0 ? {...each, orders: orders[place / 7]!} : each));
    const text = visible(page({daily}));
    expect(text).toMatch(/Orders 3 week before 2 \+50.0% 28-day mean 3.\d -\d+.\d% usually up to 4/);
  });

  test("has as many decimals as those beside it", () => {
    const daily = facts().daily.map((each, place) => ({...each, sessions: 200 + (place % 7 === 0 ? 3 * place : 0)}));
    expect(visible(page({daily}))).toMatch(
      /Conversion \d\.\d\d% week before \d\.\d\d% -\d\.\d% 28-day mean \d\.\d\d% -\d+\.\d% usually \d\.\d\d% to \d\.\d\d%/,
    );
  });

  test("has the decimals its currency has", () => {
    expect(visible(page({}, shopConfig({currency: "JPY"})))).toContain("JP¥100 from 4 orders");
    expect(visible(page({}, shopConfig({currency: "BHD"})))).toContain("BHD 5,728.000");
  });
});

test("a narrow range far from nought is seen as a band", () => {
  const orders = [9001, 9003, 9002, 9001, 9003, 9002, 9001, 9003, 9002];
  const daily = facts().daily.map((each, place) => (place % 7 === 0 ? {...each, orders: orders[place / 7]!} : each));
  const [, width] = /<h3>Orders<\/h3>.*?class="band" style="left:[\d.]+%;width:([\d.]+)%"/s.exec(page({daily})) ?? [];
  expect(Number(width)).toBeGreaterThan(70);
});

test("whoever wonders what was set aside is told where it stands", () => {
  expect(visible(page())).toContain("each one set aside: tables/rejected.csv");
  const quality = {orders: {raw: 1, clean: 1, rejected: 0, duplicates: 0, reasons: {}}};
  expect(visible(page({quality}))).not.toContain("rejected.csv");
});

test("a first day without orders has a page as well", () => {
  const sales = {...facts().sales, revenue: "0", unattributed: "0", orders: 0, orders_attributed: 0};
  const text = visible(page({daily: series([{}]), sales, campaigns: [], products: [], countries: []}));
  expect(text).toContain("No orders on this day.");
  expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
});

test("no number on a page is a slip of the program", () => {
  for (const revenue of ["0.0000", "-5.0000", "123456789012.3456"]) {
    const daily = facts().daily.map((day, place) =>
      place % 9 === 2 ? {...day, revenue, orders: 0, sessions: 0} : day,
    );
    expect(page({daily})).not.toMatch(/NaN|undefined|null|Infinity/);
  }
});

test("markup escapes texts, keeps markup and drops what is absent", () => {
  expect(html`<p>${"<b>&'\""}${html`<i>${1}</i>`}${[null, false, undefined, "x"]}</p>`.text).toBe(
    "<p>&lt;b&gt;&amp;&#39;&quot;<i>1</i>x</p>",
  );
});

describe("the colours", () => {
  const themes = style
    .match(/:root \{[^}]*--ground[^}]*\}/g)!
    .map((rule) =>
      Object.fromEntries([...rule.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, colour]) => [name, colour!])),
    );

  test.for(["light", "dark", "print"])("of the %s theme can be read by everyone", (name) => {
    const theme = themes[["light", "dark", "print"].indexOf(name)]!;
    const pairs = ["ink", "quiet", "ok", "bad", "blue", "low"].flatMap((text) => [
      [text, "ground"],
      [text, "card"],
    ]);
    for (const [text, ground] of [...pairs, ["care-ink", "care"]])
      expect(contrast(theme[text!]!, theme[ground!]!), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  /** WCAG 2.2, relative luminance. */
  function contrast(a: string, b: string): number {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high! + 0.05) / (low! + 0.05);
  }

  function luminance(colour: string): number {
    const [r, g, b] = [1, 3, 5].map((place) => {
      const value = Number.parseInt(colour.slice(place, place + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  }
});
