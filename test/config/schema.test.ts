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
  "sources: {orders: {csv: a}}\nschedule: {cron: '@daily', max_lateness: 90m, retry: {attempts: 3, factor: 1.5}}",
  "sources: {orders: {csv: a}}\nschedule: {max_lateness: '${L}', retry: {attempts: '${A}'}}\nping: {url: '${PING}'}",
  "sources: {orders: {csv: a}}\nmail: {from: a@b.c, to: d@e.f, smtp: {host: h, port: 25, security: '${S}'}, max_size: 5MB}",
  "sources: {orders: {csv: a}}\nmail: {from: a@b.c, to: [d@e.f], attach: [tables], smtp: {directory: d}}",
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
  "sources: {orders: {csv: a}}\nschedule: {max_lateness: 12}",
  "sources: {orders: {csv: a}}\nschedule: {overlap: wait}",
  "sources: {orders: {csv: a}}\nmail: {from: a@b.c, to: d@e.f}",
  "sources: {orders: {csv: a}}\nmail: {from: a@b.c, to: d@e.f, smtp: {}}",
  "sources: {orders: {csv: a}}\nmail: {from: a@b.c, to: d@e.f, smtp: {host: h, directory: d}}",
  "sources: {orders: {csv: a}}\nmail: {from: a@b.c, to: d@e.f, smtp: {host: h, port: 70000}}",
])("an editor marks %s", (text) => {
  expect(editor.safeParse(parse(text)).success).toBe(false);
});
