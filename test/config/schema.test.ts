import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {parse} from "yaml";
import {z} from "zod";
import {jsonSchema} from "../../src/config/schema.ts";

// After a change of the settings: npx vitest run test/config --update
test("ships the JSON Schema of the settings as they are", async () => {
  await expect(`${JSON.stringify(jsonSchema(), null, 2)}\n`).toMatchFileSnapshot("../../src/config/schema.json");
});

const editor = z.fromJSONSchema(JSON.parse(readFileSync("src/config/schema.json", "utf8")));

test.for([
  "sources: {orders: {csv: a}}",
  "sources: {orders: {sqlite: a, table: b}}",
  "sources: {orders: {csv: a, delimiter: '${D}', optional: '${O}', encoding: '${E}'}}\nattribution: ${A}",
  "sources: {orders: {csv: a, optional: true, max_rejected: 0.5, missing: [NA], decimal: ','}}",
  "sources: {orders: {csv: a, max_rejected: 5 %, columns: {revenue: {sql: a * b}, ordered_on: {from: a, format: [x]}}}}",
])("an editor accepts %s", (text) => {
  expect(editor.safeParse(parse(text)).success).toBe(true);
});

test("an editor accepts config.yaml", () => {
  expect(editor.safeParse(parse(readFileSync("config.yaml", "utf8"))).error).toBeUndefined();
});

test.for([
  "{}",
  "sources: {orders: {csv: a}}\nshedule: daily",
  "sources: {orders: {csv: a}}\nattribution: liner",
  "sources: {campaigns: {csv: a}}",
  "sources: {orders: {csv: a, table: b}}",
  "sources: {orders: {csv: a, json: b}}",
  "sources: {orders: {sqlite: a}}",
  "sources: {orders: {sqlite: a, table: b, query: c}}",
  "sources: {orders: {csv: a, delimiter: ;;}}",
  "sources: {orders: {csv: a, max_rejected: 2}}",
  "sources: {orders: {csv: a, columns: {revenu: x}}}",
  "sources: {orders: {csv: a, columns: {revenue: {from: a, sql: b}}}}",
])("an editor marks %s", (text) => {
  expect(editor.safeParse(parse(text)).success).toBe(false);
});
