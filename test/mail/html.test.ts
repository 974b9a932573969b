import {describe, expect, test} from "vitest";
import {hostileName} from "../report/shop.ts";
import {compose, mailConfig, received, shopReport} from "./office.ts";

async function html(...given: Parameters<typeof compose>): Promise<string> {
  return (await received(await compose(...given))).html;
}

/** What a reader sees: no tags, no style sheet. */
function seen(page: string): string {
  const body = page.slice(page.indexOf("<body"));
  return body
    .replaceAll(/<!--[\s\S]*?-->/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
}

const degraded = {
  notes: [{stage: "integrate", kind: "degraded" as const, source: "footfall", message: "No footfall since Sunday."}],
};

test("the mail has its order: care, the day, the best, the pictures, the proof, the rest", async () => {
  const page = await html(shopReport(degraded));
  const body = page.slice(page.indexOf('<table role="presentation" class="card"'));
  const places = [
    "Read with care",
    "<h1",
    "Revenue",
    "Top campaigns",
    "Top products",
    "Top countries",
    "cid:daily-sales",
    "Can the numbers be trusted?",
    "Where the rest is",
  ].map((landmark) => body.indexOf(landmark));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(Math.min(...places)).toBeGreaterThan(0);
});

test("a mail about a day in good order asks for no care", async () => {
  expect(seen(await html(shopReport()))).not.toContain("Read with care");
});

test("a correction says so at the very top", async () => {
  const text = seen(await html(shopReport(degraded), {isCorrection: true}));
  expect(text.indexOf("Correction. This corrects an earlier mail")).toBeLessThan(text.indexOf("Read with care"));
  expect(text.indexOf("Read with care")).toBeLessThan(text.indexOf("The whole period"));
});

test("only the first five of each ranking are there", async () => {
  const row = (name: string) => ({name, revenue: "10.0000", units: 1, orders: 1});
  const products = Array.from({length: 8}, (_, i) => row(`product-${i + 1}`));
  const text = seen(await html(shopReport({products})));
  expect(text).toContain("product-5");
  expect(text).not.toContain("product-6");
});

test("a ranking without rows is not there", async () => {
  const text = seen(await html(shopReport({campaigns: [], products: [], countries: []})));
  expect(text).not.toContain("Top");
});

test("credit that does not add up says so", async () => {
  const period = {first_day: "2024-11-05", as_of: "2024-12-31", days: 57, attribution: "any_touch"};
  const text = seen(await html(shopReport({period})));
  expect(text.match(/does not add up to revenue/g)).toHaveLength(2);
});

test("data cannot become markup", async () => {
  const page = await html(shopReport({}, {title: hostileName}));
  expect(page).not.toContain("<script");
  expect(page).toContain("=HYPERLINK(&quot;x&quot;)&lt;script&gt;alert(1)&lt;/script&gt;");
});

test("what failed is marked in words and signs, not in colour alone", async () => {
  const audits = [
    {name: "a", about: "A holds.", faults: 3},
    {name: "b", about: "B holds.", faults: 0},
  ];
  const text = seen(await html(shopReport({audits})));
  expect(text).toContain("✗ 1 of 2 audits passed; no join loses or adds a sale.");
  expect(text).toContain("✓ Attributed €4,000.00 + unattributed €1,728.00 = revenue €5,728.00.");
  expect(text).toContain("✓ Of 362 records 359 are used, 2 set aside, 1 repeated.");
});

test("a day without a reading says so", async () => {
  const text = seen(await html(shopReport({daily: shopDays()})));
  expect(text).toContain("Visitors no reading");
});

function shopDays() {
  return [{day: "2024-12-31", revenue: "5.0000", orders: 1, units: 1, pageviews: null, sessions: null, footfall: null}];
}

describe("mail programs", () => {
  test("get the styles on the elements, and nothing to fetch", async () => {
    const page = await html(shopReport());
    const untouched = page.replace(/<style>[\s\S]*?<\/style>/g, "").match(/<(td|th|p|h1|h2|img)(?![^>]*style=)[^>]*>/g);
    expect(untouched?.filter((tag) => tag !== "<td>")).toEqual([]);
    expect(page).not.toMatch(/https?:|url\(|<link|@import/);
  });

  test("can show it dark, and cut nothing off", async () => {
    const page = await html(shopReport());
    expect(page).toContain('<meta name="color-scheme" content="light dark">');
    expect(page).toContain("prefers-color-scheme:dark");
    expect(Buffer.byteLength(page)).toBeLessThan(60_000);
  });

  test("that are Outlook get fixed widths", async () => {
    const page = await html(shopReport());
    expect(page).toMatch(/<!--\[if mso\]><table role="presentation" width="600"/);
    expect(page).toMatch(/<img src="cid:[^"]+" width="550"/);
  });

  test("link to where one unsubscribes", async () => {
    const config = mailConfig({unsubscribe: 'https://shop.example/u?a=1&b="2"'});
    expect(await html(shopReport(), {config})).toContain('href="https://shop.example/u?a=1&amp;b=&quot;2&quot;"');
  });
});
