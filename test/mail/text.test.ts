import {expect, test} from "vitest";
import {cells} from "../../src/report/text/layout.ts";
import {compose, mailConfig, received, shopReport} from "./office.ts";

async function text(...given: Parameters<typeof compose>): Promise<string> {
  return (await received(await compose(...given))).text!;
}

test("the text says what the HTML says, in the same order", async () => {
  const notes = [
    {stage: "integrate", kind: "degraded" as const, source: "footfall", message: "No footfall since Sunday."},
  ];
  const said = await text(shopReport({notes}), {isCorrection: true});
  const places = [
    "! This corrects an earlier mail",
    "! READ WITH CARE",
    "! - No footfall since Sunday.",
    "Tue, 31 December 2024",
    "Revenue",
    "Top campaigns",
    "Top products",
    "Top countries",
    "- What daily-sales found",
    "CAN THE NUMBERS BE TRUSTED?",
    "ok    Of 362 records 359 are used",
    "WHERE THE REST IS",
  ].map((landmark) => said.indexOf(landmark));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBe(0);
});

test("what to look at today stands before the day, which then has a heading of its own", async () => {
  const report = shopReport();
  expect(await text(report)).not.toContain("THE DAY");
  const stock = {name: "stock", title: "Stock", findings: [], today: ["Order tea."], blocks: []} as const;
  const said = await text({...report, sections: [stock]});
  expect(said).toMatch(/\nTO LOOK AT TODAY\n-+\n- Order tea\.\n\n\nTHE DAY\n-+\n[^\n]*\nRevenue /);
});

test("no line is wider than 80 columns, but for a path", async () => {
  const row = (name: string) => ({name, revenue: "10.0000", units: 1, orders: 1});
  const products = [row("x".repeat(200)), row("東京".repeat(60)), row("a\nb\u{202e}c")];
  const said = await text(shopReport({products}, {title: "The shop ".repeat(30).trim()}), {isCorrection: true});
  const wide = said.split("\n").filter((line) => cells(line) > 80 && !line.includes("/"));
  expect(wide).toEqual([]);
  expect(said).toContain("a b\u{fffd}c");
});

test("where one unsubscribes stands at the end", async () => {
  const config = mailConfig({unsubscribe: "mailto:owner@shop.example"});
  expect((await text(shopReport(), {config})).trimEnd()).toMatch(/To unsubscribe: mailto:owner@shop\.example$/);
});
