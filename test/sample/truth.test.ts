import {readFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {parseTruth, writeSample} from "../../src/sample/index.ts";
import {splitCents} from "../../src/sample/money.ts";
import {renderTruth} from "../../src/sample/truth.ts";
import {runs} from "../support/runs.ts";
import {temporaryFolder} from "./folder.ts";
import {recount} from "./recount.ts";

async function sampleWithTruth(orders: number, seed: number) {
  const folder = temporaryFolder();
  await writeSample({orders, seed, folder});
  return {folder, truth: parseTruth(readFileSync(join(folder, "truth.json"), "utf8"))};
}

function text(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function sum<T>(items: readonly T[], value: (item: T) => bigint): bigint {
  return items.reduce((total, item) => total + value(item), 0n);
}

describe.each([
  [1, 3],
  [40, 5],
  [1000, 1],
  [1000, 2],
  [2500, 77],
])("truth.json of %i orders, seed %i", (orders, seed) => {
  test("is what counting the files again comes to", async () => {
    const {folder, truth} = await sampleWithTruth(orders, seed);
    const found = recount(folder);
    const days = [...new Set(found.sales.map(({day}) => day))].sort();

    expect(truth.period).toMatchObject({from: days[0], to: days.at(-1)});
    expect(truth.period.days).toBe(truth.days.length);
    expect(truth.days_with.orders).toBe(days.length);
    expect(truth.totals).toEqual(salesOf(found.sales));
    expect(truth.quality.orders).toMatchObject({raw: found.raw, clean: found.sales.length, duplicates: 0});
    for (const source of ["campaigns", "web_traffic", "footfall"] as const) {
      const {clean, raw, rejected, duplicates} = found.counts[source];
      expect(truth.quality[source]).toMatchObject({raw, clean: clean.length, rejected, duplicates});
    }
    expect(truth.countries.length).toBe(new Set(found.sales.map(({country}) => country)).size);
    expect(truth.products.length).toBe(new Set(found.sales.map(({product}) => product)).size);
    for (const {country, ...sales} of truth.countries)
      expect(sales).toEqual(salesOf(found.sales.filter((sale) => sale.country === country)));
    for (const {product_id, ...sales} of truth.products)
      expect(sales).toEqual(salesOf(found.sales.filter((sale) => sale.product === product_id)));
    expect(truth.attribution).toEqual(attributionOf(found));
    expect(truth.campaigns.map(({lift, ...campaign}) => campaign)).toEqual(campaignsOf(found));
    expect(truth.days).toEqual(truth.days.map(({day}) => dayOf(day, found)));
  });
});

type Found = ReturnType<typeof recount>;

function salesOf(sales: Found["sales"]) {
  return {
    orders: ordersOf(sales),
    units: sales.reduce((total, {units}) => total + units, 0),
    revenue: text(sum(sales, ({cents}) => cents)),
  };
}

function ordersOf(sales: Found["sales"]): number {
  return new Set(sales.map(({order}) => order)).size;
}

function attributionOf({sales, credits}: Found) {
  const attributed = sum(credits, ({part}) => part);
  const orders = ordersOf(credits.map(({sale}) => sales[sale]!));
  const total = sum(sales, ({cents}) => cents);
  return {
    model: "linear",
    attributed: text(attributed),
    unattributed: text(total - attributed),
    total: text(total),
    credits: credits.length,
    orders_attributed: orders,
    orders_unattributed: ordersOf(sales) - orders,
    full_credit: text(sum(credits, ({full}) => full)),
  };
}

function campaignsOf({flights, credits, sales}: Found) {
  return [...new Set(flights.map(({name}) => name))].map((name) => {
    const own = credits.filter((credit) => credit.name === name);
    return {
      campaign_name: name,
      flights: flights.filter((flight) => flight.name === name).length,
      orders: ordersOf(own.map(({sale}) => sales[sale]!)),
      credits: own.length,
      attributed_revenue: text(sum(own, ({part}) => part)),
      full_credit_revenue: text(sum(own, ({full}) => full)),
      spend: text(
        sum(
          flights.filter((flight) => flight.name === name),
          ({spend}) => spend,
        ),
      ),
    };
  });
}

function dayOf(day: string, {sales, counts}: Found) {
  const written = `${Number(day.slice(5, 7))}/${Number(day.slice(8))}/${day.slice(0, 4)}`;
  const values = (records: {record: Record<string, unknown>}[], column: string) =>
    records
      .filter(({record}) => [record.date, record.timestamp].includes(written))
      .map(({record}) => record[column])
      .filter((value) => value !== null && value !== "")
      .map(Number);
  const total = (numbers: number[]) => (numbers.length > 0 ? numbers.reduce((a, b) => a + b) : null);
  const footfall = values(counts.footfall.clean, "footfall");
  const temperatures = values(counts.footfall.clean, "temperature");
  return {
    day,
    ...salesOf(sales.filter((sale) => sale.day === day)),
    pageviews: total(values(counts.web_traffic.clean, "pageviews")),
    sessions: total(values(counts.web_traffic.clean, "sessions")),
    footfall: total(footfall),
    footfall_readings: footfall.length,
    temperature_sum: total(temperatures)?.toFixed(1) ?? null,
    temperature_readings: temperatures.length,
  };
}

test("keeps every record in exactly one count and every cent in one part, whatever the size and seed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({min: 1, max: 400}), fc.integer({min: 0, max: 2 ** 32 - 1}), async (orders, seed) => {
      const {folder, truth} = await sampleWithTruth(orders, seed);
      for (const {raw, clean, rejected, duplicates, rejected_by_column} of Object.values(truth.quality)) {
        expect(clean + rejected + duplicates).toBe(raw);
        expect(Object.values(rejected_by_column).reduce((a, b) => a + b, 0)).toBe(rejected);
      }
      expect(truth.period.to).toBe("2024-12-31");
      expect(attributionOf(recount(folder))).toEqual(truth.attribution);
      expect(sum(truth.days, ({revenue}) => cents(revenue))).toBe(cents(truth.totals.revenue));
    }),
    {numRuns: runs(5)},
  );
});

function cents(money: string): bigint {
  return BigInt(money.replace(".", ""));
}

test("splits cents into parts that add up, differ by one cent at most and favour the first", () => {
  fc.assert(
    fc.property(fc.integer({min: -1_000_000, max: 1_000_000}), fc.integer({min: 1, max: 40}), (amount, count) => {
      const parts = splitCents(amount, count);
      const sizes = parts.map(Math.abs);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(amount);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    }),
  );
});

test("is read back as it was written", async () => {
  const {folder, truth} = await sampleWithTruth(50, 4);
  expect(renderTruth(truth)).toBe(readFileSync(join(folder, "truth.json"), "utf8"));
});
