import {writeFileSync} from "node:fs";
import {join} from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";

/** A shop as it is at one moment: what its sources hold and what its config says. */
export interface Shop {
  readonly sales: readonly Sale[];
  readonly flights: readonly Flight[];
  readonly visits: readonly (readonly [day: number, sessions: number])[];
  readonly attribution: string;
  readonly asOf: number;
  readonly timezone: string;
}

interface Sale {
  /** The rowid. */
  readonly id: number;
  readonly order: number;
  readonly day: number;
  /** In UTC. Late ones are of the next day elsewhere. */
  readonly hour: number;
  readonly product: number;
  readonly country: string;
  /** Null: something that is no number, and cannot be used. */
  readonly cents: number | null;
}

interface Flight {
  readonly name: string;
  readonly product: number | null;
  readonly country: string | null;
  readonly from: number;
  readonly to: number;
}

/** Something that happens to a shop. */
export type Step = (shop: Shop) => Shop;

const day = fc.integer({min: 1, max: 12});
const sale = fc.record({
  order: fc.integer({min: 1, max: 8}),
  day,
  hour: fc.constantFrom(2, 20),
  product: fc.integer({min: 1, max: 2}),
  country: fc.constantFrom("France", "Côte d'Ivoire", "", 'Korea, "South"'),
  cents: fc.option(fc.integer({min: -300, max: 5000}), {freq: 9}),
});
const flight: fc.Arbitrary<Flight> = fc.record({
  name: fc.constantFrom("A", "B"),
  product: fc.option(fc.integer({min: 1, max: 2}), {freq: 4}),
  country: fc.option(fc.constantFrom("France", "Côte d'Ivoire"), {freq: 1}),
  from: day,
  to: day,
});

export const step: fc.Arbitrary<Step> = fc.oneof(
  {weight: 4, arbitrary: fc.array(sale, {minLength: 1, maxLength: 4}).map(append)},
  {weight: 2, arbitrary: fc.tuple(fc.nat(), sale).map(([at, changes]) => changeSale(at, changes))},
  {weight: 2, arbitrary: fc.nat().map(removeSale)},
  {weight: 3, arbitrary: fc.tuple(fc.nat(), flight).map(([at, other]) => changeFlight(at, other))},
  {weight: 1, arbitrary: flight.map(addFlight)},
  {weight: 1, arbitrary: fc.tuple(day, fc.nat(99)).map(addVisit)},
  {weight: 1, arbitrary: fc.constantFrom("linear", "time_decay", "any_touch").map(set("attribution"))},
  {weight: 1, arbitrary: fc.integer({min: 3, max: 14}).map(set("asOf"))},
  {weight: 1, arbitrary: fc.constantFrom("UTC", "Asia/Tokyo").map(set("timezone"))},
  {weight: 1, arbitrary: fc.constant<Step>((shop) => shop)},
);

function append(sales: readonly Omit<Sale, "id">[]): Step {
  return (shop) => {
    const last = Math.max(0, ...shop.sales.map(({id}) => id));
    return {...shop, sales: [...shop.sales, ...sales.map((one, i) => ({...one, id: last + 1 + i}))]};
  };
}

/** The first stays as it is: a report needs a day to begin with. */
function changeSale(at: number, changes: Omit<Sale, "id">): Step {
  return (shop) => ({
    ...shop,
    sales: shop.sales.map((one, i) => (i > 0 && i === at % shop.sales.length ? {...changes, id: one.id} : one)),
  });
}

function removeSale(at: number): Step {
  return (shop) => ({...shop, sales: shop.sales.filter((_, i) => i === 0 || i !== at % shop.sales.length)});
}

function changeFlight(at: number, other: Flight): Step {
  return (shop) => ({...shop, flights: shop.flights.map((one, i) => (i === at % shop.flights.length ? other : one))});
}

function addFlight(other: Flight): Step {
  return (shop) => ({...shop, flights: [...shop.flights, other]});
}

function addVisit(visit: readonly [number, number]): Step {
  return (shop) => ({...shop, visits: [...shop.visits, visit]});
}

function set<K extends keyof Shop>(setting: K) {
  return (value: Shop[K]): Step =>
    (shop) => ({...shop, [setting]: value});
}

export const beginning: Shop = {
  sales: [
    {id: 1, order: 1, day: 1, hour: 2, product: 1, country: "France", cents: 1000},
    {id: 2, order: 1, day: 2, hour: 2, product: 2, country: "France", cents: 999},
    {id: 3, order: 2, day: 2, hour: 20, product: 1, country: "", cents: 501},
  ],
  flights: [
    {name: "A", product: 1, country: null, from: 1, to: 3},
    {name: "B", product: null, country: null, from: 2, to: 4},
  ],
  visits: [[1, 5]],
  attribution: "linear",
  asOf: 6,
  timezone: "UTC",
};

export function dated(number: number): string {
  return `2026-03-${String(number).padStart(2, "0")}`;
}

/** Puts the sources and the config into `folder`, as whoever keeps the shop would: the database is changed in place. */
export function write(folder: string, shop: Shop, orderSettings = "", moreSettings = ""): void {
  writeSales(join(folder, "shop.db"), shop.sales);
  const flights = shop.flights.map(({name, product, country, from, to}) =>
    [name, product && `p${product}`, country, dated(from), dated(to)].map((cell) => cell ?? "").join(","),
  );
  const visits = shop.visits.map(([on, sessions], i) => `${dated(on)},${sessions},s${i}`);
  const files = {
    "flights.csv": ["campaign_name,product_id,country,starts_on,ends_on", ...flights],
    "visits.csv": ["date,sessions,source", ...visits],
    "config.yaml": [
      `timezone: ${shop.timezone}`,
      `attribution: ${shop.attribution}`,
      "sources:",
      `  orders: {sqlite: shop.db, table: orders, columns: {sale_id: id, order_id: order_id}${orderSettings}}`,
      "  campaigns: {csv: flights.csv}",
      "  web_traffic: {csv: visits.csv}",
      moreSettings,
    ],
  };
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, name), [...lines, ""].join("\n"));
}

function writeSales(file: string, sales: readonly Sale[]): void {
  const database = new Database(file);
  database.exec(
    "create table if not exists orders (id integer primary key, order_id text, ordered_at text, product_id text, country text, quantity integer, revenue text)",
  );
  const kept = new Set(sales.map(({id}) => id));
  for (const {id} of database.prepare("select id from orders").all() as {id: number}[])
    if (!kept.has(id)) database.prepare("delete from orders where id = ?").run(id);
  const put = database.prepare(
    "insert into orders values (?, ?, ?, ?, ?, 1, ?) on conflict (id) do update set order_id = excluded.order_id, ordered_at = excluded.ordered_at, product_id = excluded.product_id, country = excluded.country, revenue = excluded.revenue",
  );
  for (const {id, order, day: on, hour, product, country, cents} of sales) {
    const time = `${dated(on)}T${String(hour).padStart(2, "0")}:30:00Z`;
    put.run(id, `o${order}`, time, `p${product}`, country, cents === null ? "none" : (cents / 100).toFixed(2));
  }
  database.close();
}
