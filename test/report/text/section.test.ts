import {expect, test} from "vitest";
import type {SectionReport, TableColumn} from "../../../src/report/block.ts";
import {composeReport} from "../../../src/report/compose.ts";
import {phrasesFor} from "../../../src/report/phrases.ts";
import {sectionLines} from "../../../src/report/text/section.ts";
import {facts, shopConfig} from "../shop.ts";

const report = composeReport(facts(), shopConfig(), {today: "2025-01-01"});

function lines(...blocks: SectionReport["blocks"]): string[] {
  return sectionLines({name: "stock", title: "Stock", findings: [], today: [], blocks}, [], phrasesFor(report));
}

const columns: TableColumn[] = [
  {key: "name", title: "Product", kind: "name"},
  {key: "category", title: "Category", kind: "text", isMinor: true},
  {key: "sold", title: "Sold a day", kind: "decimal"},
  {key: "error", title: "MASE", kind: "decimal"},
];
const table = {kind: "table", key: "next", title: "Next", columns} as const;

test("minor columns are there as long as there is room for them and for the names", () => {
  const row = {name: "Tea", category: "Drinks", sold: 1, error: 0.5};
  expect(lines({...table, rows: [row]})).toEqual([
    "Next  category  sold a day  MASE",
    "Tea   Drinks          1.00  0.50",
  ]);
  const long = {...row, name: "A tea of many leaves", category: "Drinks that are drunk hot or cold, at all times"};
  expect(lines({...table, rows: [long]})).toEqual([
    "Next                  sold a day  MASE",
    "A tea of many leaves        1.00  0.50",
  ]);
});

test("what a column means is said where the column is", () => {
  const about = columns.map((column) =>
    column.key === "category" ? {...column, about: "Category: its shelf."} : column,
  );
  const row = {name: "Tea", category: "Drinks", sold: 1, error: 0.5};
  const said = {...table, note: "All of them.", columns: about};
  expect(lines({...said, rows: [row]}).at(-1)).toBe("All of them. Category: its shelf.");
  const long = {...row, category: "Drinks that are drunk hot or cold, at all times, by everybody"};
  expect(lines({...said, rows: [long]}).at(-1)).toBe("All of them.");
});

test("a title that does not fit stands on a line of its own", () => {
  const title = "What was nearest to running out in the last twenty-eight days of the whole period";
  expect(lines({...table, title, rows: [{name: "Tea", category: null, sold: 1, error: 0.5}]})).toEqual([
    title,
    "     category  sold a day  MASE",
    "Tea  –               1.00  0.50",
  ]);
});

test("a number says what it is of", () => {
  const terms = [
    {label: "In stock", value: 46, kind: "count", about: "products"},
    {label: "Worth", value: "1200.0000", kind: "about_money"},
    {label: "Lost", value: 0.2, kind: "about_count", about: "units"},
  ] as const;
  expect(lines({kind: "terms", key: "stock", terms})).toEqual([
    "In stock      46  products",
    "Worth     €1,200",
    "Lost          <1  units",
  ]);
});
