import {addDays} from "../../../src/lib/time.ts";
import type {RawSource, RawSources} from "../../normalize/fixture.ts";

/** A small shop of 26 weeks that has every source, the same on every run. */

const days = Array.from({length: 182}, (_, i) => addDays("2023-12-31", i));
const products = ["tea", "cup", "pot", "tin"];
const prices = [5, 8, 30, 12];

interface Line {
  readonly sale: number;
  readonly order: number;
  readonly day: string;
  readonly product: number;
  readonly quantity: number;
  readonly discount: number;
}

/** Three orders a day, on Saturdays six; the first line of every fifth order has a second one. */
const lines: readonly Line[] = days.flatMap((day, i) => {
  const count = i % 7 === 6 ? 6 : 3;
  return Array.from({length: count}, (_, j) => 10 * i + j).flatMap((order, j) => {
    const line = {
      sale: 2 * order,
      order,
      day,
      product: (i * 5 + j * 3) % 4,
      quantity: 1 + ((i + j) % 3),
      discount: order % 8 === 0 ? 0.1 : 0,
    };
    const second = {...line, sale: line.sale + 1, product: (line.product + 1) % 4, quantity: 1, discount: 0};
    return order % 5 === 0 ? [line, second] : [line];
  });
});

const amount = ({product, quantity, discount}: Line) => (prices[product]! * quantity * (1 - discount)).toFixed(2);
const customer = ({order}: Line) => `c${(order * 7) % 60}`;
const store = ({order}: Line) => `s${order % 2}`;
const time = ({day, order}: Line) => `${day} ${String(9 + (order % 9)).padStart(2, "0")}:15:00`;

export const orders: RawSource = source(
  [
    "sale_id",
    "order_id",
    "ordered_at",
    "product_id",
    "customer_id",
    "store_id",
    "country",
    "quantity",
    "revenue",
    "unit_price",
    "discount",
    "offer_id",
  ],
  lines.map((line) => [
    line.sale,
    line.order,
    time(line),
    products[line.product]!,
    customer(line),
    store(line),
    line.order % 3 === 0 ? "France" : "Spain",
    line.quantity,
    amount(line),
    prices[line.product]!,
    line.discount,
    line.discount > 0 ? "spring" : null,
  ]),
);

const headers = [...new Set(lines.map(({order}) => order))].map((order) => {
  const own = lines.filter((line) => line.order === order);
  const subtotal = own.reduce((sum, line) => sum + Number(amount(line)), 0);
  return [order, own[0]!.day, customer(own[0]!), subtotal.toFixed(2), (subtotal * 0.2).toFixed(2), "3.33"];
});

const steps = ["view", "cart", "checkout", "purchase"];
const events = lines
  .filter(({order}) => order % 2 === 0)
  .flatMap((line) =>
    steps
      .slice(0, 1 + (line.sale % 4))
      .map((kind, i) => [
        `e${line.sale}-${i}`,
        `${line.day} 08:0${i}:00`,
        kind,
        `v${line.sale}`,
        products[line.product]!,
      ]),
  );

export const others: RawSources = {
  campaigns: source(
    ["flight_id", "campaign_name", "starts_on", "ends_on", "product_id", "spend"],
    [
      ["1", "Spring", "2024-02-01", "2024-02-28", "tea", "100"],
      ["2", "Easter", "2024-03-20", "2024-04-02", "pot", "60"],
      ["3", "Never", "2024-05-01", "2024-05-02", "hat", "10"],
    ],
  ),
  web_traffic: source(
    ["day", "pageviews", "sessions"],
    days.map((day, i) => [day, 100 + (i % 9), 40 + (i % 7)]),
  ),
  footfall: source(
    ["measured_at", "store_id", "footfall", "temperature"],
    days.flatMap((day, i) => [
      [`${day} 10:00:00`, "s0", 20 + (i % 5), 18.5],
      [`${day} 10:00:00`, "s1", 30 + (i % 4), 19],
    ]),
  ),
  products: source(
    ["product_id", "product_name", "category", "unit_cost", "list_price", "reorder_point", "lead_time_days"],
    [...products, "hat"].map((product, i) => [
      product,
      `The ${product}`,
      i < 2 ? "Drinks" : "Things",
      2 + i,
      prices[i] ?? 9,
      10,
      7,
    ]),
  ),
  customers: source(
    ["customer_id", "customer_name", "email", "country", "joined_on"],
    Array.from({length: 60}, (_, i) => [`c${i}`, `Customer ${i}`, `c${i}@example.org`, "France", "2023-11-01"]),
  ),
  stores: source(
    ["store_id", "store_name", "region", "country"],
    [
      ["s0", "Harbour", "North", "France"],
      ["s1", "Market", "South", "France"],
    ],
  ),
  inventory: source(
    ["movement_id", "moved_on", "product_id", "store_id", "quantity", "kind"],
    products.flatMap((product, i) =>
      ["s0", "s1"].flatMap((place, j) => [
        [`m${i}${j}a`, "2024-01-01", product, place, 300 + 20 * i, "opening"],
        [`m${i}${j}b`, "2024-03-01", product, place, 20 * j, "receipt"],
      ]),
    ),
  ),
  events: source(["event_id", "happened_at", "kind", "session_id", "product_id"], events),
  returns: source(
    ["return_id", "returned_on", "sale_id", "order_id", "product_id", "quantity", "reason"],
    lines
      .filter(({order}) => order % 11 === 0)
      .map((line) => [
        `r${line.sale}`,
        addDays(line.day, 5),
        line.sale,
        line.order,
        products[line.product]!,
        1,
        "too small",
      ]),
  ),
  order_headers: source(["order_id", "ordered_on", "customer_id", "subtotal", "tax", "freight"], headers),
  offers: source(["offer_id", "offer_name", "discount"], [["spring", "Spring offer", 0.1]]),
  calendar: source(
    ["day", "holiday"],
    [
      ["2024-01-01", "New Year"],
      ["2024-04-01", "Easter Monday"],
      ["2024-07-14", "Bastille Day"],
    ],
  ),
  weather: source(
    ["day", "temperature", "precipitation"],
    days.map((day, i) => [day, 5 + (i % 20), i % 4 === 0 ? 3 : 0]),
  ),
};

function source(header: readonly string[], records: readonly (readonly (string | number | null)[])[]): RawSource {
  return {header, records: records.map((record) => record.map((value) => (value === null ? null : String(value))))};
}
