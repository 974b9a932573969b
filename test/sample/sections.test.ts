import {readFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {parseTruth, type Truth, writeSample} from "../../src/sample/index.ts";
import {emptyFolder, removeFolder} from "../support/shop.ts";
import {csv, recount, type Sale, type Text} from "./recount.ts";

/** Counts the sections' truths again, from the files alone, as plainly as it can be done. */
describe.each([
  [1, 3],
  [40, 5],
  [1000, 1],
  [2500, 77],
])("the sections' truths of %i orders, seed %i", (orders, seed) => {
  const folder = emptyFolder();
  let truth: Truth;
  let sales: Sale[];
  let readings: Text[];
  let categories: Map<string, string | null>;
  beforeAll(async () => {
    await writeSample({orders, seed, folder});
    truth = parseTruth(readFileSync(join(folder, "truth.json"), "utf8"));
    const found = recount(folder);
    sales = found.sales;
    readings = found.counts.footfall.clean.map(({record}) => record);
    categories = categoriesIn(folder);
  });
  afterAll(() => removeFolder(folder));
  const categoryOf = (product: string) => categories.get(product) ?? null;

  test("hours, categories and stores", () => {
    const keyOf = {
      hours: hourOf,
      categories: ({product}: Sale) => categoryOf(product),
      stores: ({store}: Sale) => store,
    };
    const found = truth.hours.map(({weekday, hour, ...sums}) => [`${weekday} ${hour}`, sums]);
    expect(new Map(found as never)).toEqual(sumsBy(sales, keyOf.hours));
    expect(new Map(truth.categories.map(({category, ...sums}) => [category, sums]))).toEqual(
      sumsBy(sales, keyOf.categories),
    );
    expect(new Map(truth.stores.map(({store_id, visitors, ...sums}) => [store_id, sums]))).toEqual(
      sumsBy(sales, keyOf.stores),
    );
  });

  test("visitors of the stores", () => {
    for (const {store_id, visitors} of truth.stores) {
      const own = readings.filter((it) => it.store_id === store_id);
      expect(visitors).toBe(own.length === 0 ? null : total(own, ({footfall}) => Number(footfall)));
    }
  });

  test("stock", () => {
    const moved = csv(folder, "inventory.csv").filter(isUsableMovement);
    const movements = [...new Map(moved.map((it) => [it.movement_id, it])).values()];
    for (const {product_id, store_id, opening, received, lost, sold, on_hand} of truth.stock) {
      const units = (kind: string) =>
        total(
          movements.filter((it) => it.product_id === product_id && it.store_id === store_id && it.kind === kind),
          (it) => Number(it.quantity),
        );
      const own = sales.filter((it) => it.product === product_id && it.store === store_id);
      expect({opening, received, lost, sold}).toEqual({
        opening: units("opening"),
        received: units("receipt"),
        lost: 0 - units("loss"),
        sold: total(own, (it) => it.units),
      });
      expect(on_hand).toBe(opening + received - lost - sold);
    }
    const places = new Set([
      ...movements.map((it) => `${it.product_id} ${it.store_id}`),
      ...sales.map((it) => `${it.product} ${it.store}`),
    ]);
    expect(truth.stock.length).toBe(places.size);
  });

  test("funnel", () => {
    const events = usableEvents(folder);
    const bought = events.filter(({event_type}) => event_type === "purchase");
    expect(truth.funnel).toMatchObject({
      ...stepsOf(events),
      abandoned: abandonedOf(events),
      orders: new Set(bought.map(({order_id}) => order_id)).size,
      units: total(bought, ({quantity}) => Number(quantity)),
      value: money(bought, ({value}) => value!),
    });
    const days = groupBy(events, ({event_time}) => event_time!.slice(0, 10));
    for (const {day, abandoned, ...own} of truth.funnel_days) {
      expect(own).toEqual(stepsOf(days.get(day)!));
      expect(abandoned).toBe(abandonedOf(days.get(day)!));
    }
    const named = groupBy(events, ({product_id}) => categoryOf(product_id!));
    for (const {category, ...own} of truth.funnel_categories) expect(own).toEqual(stepsOf(named.get(category)!));
    const products = groupBy(events, ({product_id}) => product_id!);
    for (const {product_id, ...own} of truth.funnel_products)
      expect(own).toEqual(stepsOf(products.get(product_id ?? "")!));
    expect([days.size, named.size, products.size]).toEqual(
      [truth.funnel_days, truth.funnel_categories, truth.funnel_products].map(({length}) => length),
    );
  });

  test("customers", () => {
    const named = groupBy(
      sales.filter(({customer}) => customer !== null),
      ({customer}) => customer!,
    );
    const ranked = [...named].map(([customer_id, own]) => ({
      customer_id,
      orders: ordersIn(own).size,
      revenue: text(sum(own)),
      cents: sum(own),
      days: [...new Set(own.map(({day}) => day))].sort(),
    }));
    ranked.sort((a, b) => Number(b.cents - a.cents) || (a.customer_id < b.customer_id ? -1 : 1));
    const guests = sales.filter(({customer}) => customer === null);
    const repeaters = ranked.filter(({days}) => days.length > 1).length;
    expect(truth.customers).toMatchObject({
      customers: ranked.length,
      repeaters,
      orders: total(ranked, (it) => it.orders),
      guest_orders: ordersIn(guests).size,
      guest_revenue: text(sum(guests)),
      revenue: text(sum([...named.values()].flat())),
    });
    expect(truth.top_customers).toEqual(
      ranked.slice(0, 20).map(({customer_id, orders, revenue}) => ({customer_id, orders, revenue})),
    );
    for (const kind of truth.customer_kinds) {
      const own = ranked.filter(({customer_id}) => kindOf(customer_id) === kind.kind);
      expect(kind).toMatchObject({
        customers: own.length,
        repeaters: own.filter(({days}) => days.length > 1).length,
        active: own.filter(({days}) => days.at(-1)! >= "2024-10-03").length,
      });
    }
    for (const {day, ...own} of truth.customer_days)
      expect(own).toEqual({
        new: ranked.filter(({days}) => days[0] === day).length,
        returning: ranked.filter(({days}) => days[0]! < day && days.includes(day)).length,
      });
    for (const {cohort, month, customers} of truth.cohorts)
      expect(customers).toBe(
        ranked.filter(({days}) => days[0]!.startsWith(cohort) && days.some((day) => day.startsWith(month))).length,
      );
  });

  test("order headers", () => {
    const headers = usable(csv(folder, "order_headers.csv"), "order_id", ({tax}) => !Number.isNaN(Number(tax)));
    const ids = new Set(headers.map(({order_id}) => order_id!));
    const without = sales.filter(({order}) => !ids.has(order));
    const byOrder = groupBy(sales, ({order}) => order);
    expect(truth.order_headers).toEqual({
      headers: headers.length,
      subtotal: money(headers, ({subtotal}) => subtotal!),
      tax: money(headers, ({tax}) => tax!),
      freight: money(headers, ({freight}) => freight || "0.00"),
      total_due: money(headers, ({total_due}) => total_due!),
      lines_without_header: without.length,
      revenue_without_header: text(sum(without)),
      headers_without_lines: headers.filter(({order_id}) => !byOrder.has(order_id!)).length,
      headers_that_differ: headers.filter(
        ({order_id, subtotal}) => byOrder.has(order_id!) && text(sum(byOrder.get(order_id!)!)) !== subtotal,
      ).length,
    });
  });

  test("discounts", () => {
    for (const {offer_id, ...found} of truth.offers) {
      const own = sales.filter(({offer}) => offer === offer_id);
      const priced = own.filter(({hasQuantity}) => hasQuantity);
      const gross = BigInt(total(priced, ({price, units}) => price * units));
      expect(found).toEqual({
        lines: own.length,
        units: total(own, ({units}) => units),
        gross: text(gross),
        discount: text(gross - sum(priced)),
        net: text(sum(priced)),
        net_unpriced: text(sum(own) - sum(priced)),
      });
    }
    expect(truth.offers.length).toBe(new Set(sales.map(({offer}) => offer)).size);
  });

  test("returns", () => {
    const returns = usable(csv(folder, "returns.csv"), "return_id", ({quantity}) => quantity !== "all");
    const lines = new Set(sales.map(({order, product}) => `${order} ${product}`));
    const sold = sales.filter(({units}) => units >= 0);
    const sumsOf = (own: readonly Text[], from: readonly Sale[]) => ({
      sold_lines: from.length,
      sold_units: total(from, ({units}) => units),
      returns: own.length,
      units: total(own, ({quantity}) => Number(quantity)),
      value: money(own, ({value}) => value!),
    });
    const matched = returns.filter((it) => lines.has(`${it.order_id} ${it.product_id}`)).length;
    expect(truth.returns).toEqual({...sumsOf(returns, sold), matched});
    for (const {product_id, ...found} of truth.return_products)
      expect(found).toEqual(
        sumsOf(
          returns.filter((it) => it.product_id === product_id),
          sold.filter(({product}) => product === product_id),
        ),
      );
    for (const {category, ...found} of truth.return_categories)
      expect(found).toEqual(
        sumsOf(
          returns.filter((it) => categoryOf(it.product_id!) === category),
          sold.filter(({product}) => categoryOf(product) === category),
        ),
      );
  });

  test("flights", () => checkLifts(truth, sales));
});

function checkLifts({lifts, period}: Truth, sales: readonly Sale[]): void {
  for (const {product_id, from, to, units, days, lift, extra_units_per_day} of lifts) {
    const own = sales.filter((it) => from <= it.day && it.day <= to && [null, it.product].includes(product_id));
    expect(units).toBe(total(own, (it) => it.units));
    expect(to <= period.to).toBe(true);
    expect(days).toBe((Date.parse(to) - Date.parse(from)) / 86_400_000 + 1);
    expect(extra_units_per_day > 0).toBe(lift > 1 && extra_units_per_day > 0);
  }
}

function hourOf({day, hour}: Sale): string {
  return `${new Date(day).getUTCDay() || 7} ${hour}`;
}

function kindOf(customer: string): string {
  const place = Number(customer.slice(1)) % 20;
  if (place === 0) return "loyal";
  return place < 7 ? "regular" : "one-time";
}

function categoriesIn(folder: string): Map<string, string | null> {
  const products = csv(folder, "products.csv").filter(({unit_cost}) => unit_cost !== "ask");
  return new Map(products.map(({product_id, category}) => [product_id!, category || null]));
}

function isUsableMovement({moved_on, quantity}: Text): boolean {
  return quantity !== "some" && isDay(moved_on!);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && !text.endsWith("13-45");
}

function groupBy<T, Key>(items: readonly T[], keyOf: (item: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The first usable record of each key. */
function usable(records: Text[], key: string, isUsable: (record: Text) => boolean): Text[] {
  return [...groupBy(records.filter(isUsable), (record) => record[key]).values()].map(([first]) => first!);
}

function usableEvents(folder: string): Text[] {
  return usable(
    csv(folder, "events.csv"),
    "event_id",
    ({event_time, event_type}) => event_time !== "just now" && event_type !== "hover",
  );
}

/** Visits with such an event or one of a later step. */
function stepsOf(events: readonly Text[]) {
  const steps = ["view", "cart", "checkout", "purchase"];
  const visits = (first: number) => {
    const wanted = steps.slice(first);
    return new Set(events.filter(({event_type}) => wanted.includes(event_type!)).map(({session_id}) => session_id))
      .size;
  };
  return {views: visits(0), carts: visits(1), checkouts: visits(2), purchases: visits(3)};
}

/** Visits with a cart and no purchase. */
function abandonedOf(events: readonly Text[]): number {
  const visits = [...groupBy(events, ({session_id}) => session_id!).values()];
  return visits.filter((own) => hasStep(own, "cart") && !hasStep(own, "purchase")).length;
}

function hasStep(events: readonly Text[], step: string): boolean {
  return events.some(({event_type}) => event_type === step);
}

function ordersIn(sales: readonly Sale[]): Set<string> {
  return new Set(sales.map(({order}) => order));
}

function sumsBy<Key>(sales: readonly Sale[], keyOf: (sale: Sale) => Key) {
  const groups = [...groupBy(sales, keyOf)];
  return new Map(
    groups.map(([key, own]) => [
      key,
      {orders: ordersIn(own).size, units: total(own, ({units}) => units), revenue: text(sum(own))},
    ]),
  );
}

function sum(sales: readonly Sale[]): bigint {
  return sales.reduce((cents, sale) => cents + sale.cents, 0n);
}

function total<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}

function money(records: readonly Text[], value: (record: Text) => string): string {
  return text(records.reduce((cents, record) => cents + BigInt(value(record).replace(".", "")), 0n));
}

function text(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
