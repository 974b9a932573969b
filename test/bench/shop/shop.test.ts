import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import Database from "better-sqlite3";
import {expect, onTestFinished, test} from "vitest";
import {Shop} from "./shop.ts";

const files = ["marketing.csv", "web_traffic.json", "iot_stream.csv"] as const;

function made(orders: number): Shop {
  const folder = mkdtempSync(join(tmpdir(), "daybook-bench-shop-"));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  const shop = new Shop(orders, folder);
  shop.write();
  return shop;
}

function texts({folder}: Shop): Record<(typeof files)[number], string> {
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), "utf8")])) as never;
}

function orders({folder}: Shop): {order_date: string; total_amount: string}[] {
  const database = new Database(join(folder, "smartretail.db"), {readonly: true});
  try {
    return database.prepare<[], {order_date: string; total_amount: string}>("select * from orders").all();
  } finally {
    database.close();
  }
}

test("makes the same shop for the same size", () => {
  const [one, other] = [made(500), made(500)];
  expect(texts(one)).toEqual(texts(other));
  expect(orders(one)).toEqual(orders(other));
});

test("spreads 5,000 orders over all days of 2024, amounts as dollars in text", () => {
  const rows = orders(made(5000));
  expect(rows).toHaveLength(5000);
  expect(new Set(rows.map(({order_date}) => order_date)).size).toBe(366);
  expect(rows.filter(({total_amount}) => !/^\$\d{2,3}\.\d\d$/.test(total_amount))).toEqual([]);
});

test("adds a day at the end of each source", () => {
  const shop = made(1000);
  const [before, rowsBefore] = [texts(shop), orders(shop)];
  shop.addDay();
  shop.addDay();
  const [after, rows] = [texts(shop), orders(shop)];
  expect(after["marketing.csv"]).toBe(before["marketing.csv"]);
  expect(after["iot_stream.csv"].startsWith(before["iot_stream.csv"])).toBe(true);
  const visits = JSON.parse(after["web_traffic.json"]);
  expect(visits.slice(0, -6)).toEqual(JSON.parse(before["web_traffic.json"]));
  expect(
    visits
      .slice(-6)
      .map(({date}: {date: string}) => date)
      .join(),
  ).toBe("1/1/2025,1/1/2025,1/1/2025,1/2/2025,1/2/2025,1/2/2025");
  expect(rows.slice(0, 1000)).toEqual(rowsBefore);
  expect(rows.slice(1000).map(({order_date}) => order_date)).toEqual([
    ...Array.from({length: 300}, () => "01/01/2025"),
    ...Array.from({length: 300}, () => "01/02/2025"),
  ]);
  expect(shop.records).toBe(rows.length + 1000 + 2 * visits.length);
});

test("adds late orders to at most 30 days of the past", () => {
  const shop = made(1000);
  shop.addLateOrders();
  const late = orders(shop).slice(1000);
  const days = new Set(late.map(({order_date}) => order_date));
  expect(late).toHaveLength(300);
  expect(days.size).toBeGreaterThan(20);
  expect(days.size).toBeLessThanOrEqual(30);
  expect([...days].filter((day) => !day.endsWith("/2024"))).toEqual([]);
});

test("edits one flight, which then ends after it starts", () => {
  const shop = made(10);
  const before = texts(shop)["marketing.csv"].split("\n");
  shop.editCampaign();
  const after = texts(shop)["marketing.csv"].split("\n");
  const changed = after.filter((line, place) => line !== before[place]);
  expect(after).toHaveLength(before.length);
  expect(changed).toEqual([expect.stringMatching(/^[^,]+,\d+,3\/\d+\/2024,10\/27\/2024$/)]);
});
