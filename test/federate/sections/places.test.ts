import fc from "fast-check";
import {expect, test} from "vitest";
import type {Row, Warehouse} from "../../../src/store/warehouse.ts";
import {runs} from "../../support/runs.ts";
import {
  assortment,
  branches,
  categoryOf,
  generatedPlaces,
  type Places,
  readingsOf,
  regionOf,
  type Sale,
  salesOf,
  sumsOf,
} from "./places.ts";
import {dayOf, onSections} from "./shop.ts";

const sections = ["time", "products", "stores"] as const;

function sourcesOf({sales, readings}: Places) {
  return {orders: salesOf(sales), footfall: readingsOf(readings), products: assortment, stores: branches};
}

/** The sums a mart has, by its key; groups in which nothing was sold are left out. */
async function groups(warehouse: Warehouse, key: string, mart: string, columns = "revenue, units, orders") {
  const rows = await warehouse.rows<Row>(`select cast(${key} as varchar) as key, ${columns} from ${mart}`);
  return new Map(rows.map(({key: name, ...sums}) => [String(name), sums]));
}

const withoutSales = (found: Map<string, Row>) => new Map([...found].filter(([, {orders}]) => orders !== 0));
const columnsOf = (sums: Map<string, object>, columns: readonly string[]) =>
  new Map(
    [...sums].map(([key, row]) => [
      key,
      Object.fromEntries(Object.entries(row).filter(([name]) => columns.includes(name))),
    ]),
  );
const usual = ["revenue", "units", "orders"];
const mondayOf = ({day}: Sale) => dayOf(day - (day % 7));
const period = (sales: readonly Sale[]) => sales.filter(({day}) => day <= Math.max(...sales.map((one) => one.day)));

test("weeks, months, hours, categories, stores and regions hold what was sold in them", async () => {
  await fc.assert(
    fc.asyncProperty(generatedPlaces, async (places) => {
      const sales = period(places.sales);
      await onSections(sourcesOf(places), sections, async (warehouse) => {
        const weeks = await groups(warehouse, "week", "mart_weekly_sales");
        expect(withoutSales(weeks)).toEqual(columnsOf(sumsOf(sales, mondayOf), usual));
        const months = await groups(warehouse, "month", "mart_monthly_sales");
        const monthOf = ({day}: Sale) => `${dayOf(day).slice(0, 7)}-01`;
        expect(withoutSales(months)).toEqual(columnsOf(sumsOf(sales, monthOf), usual));
        const categories = await groups(warehouse, "category", "mart_categories");
        expect(withoutSales(categories)).toEqual(
          columnsOf(
            sumsOf(sales, ({product}) => categoryOf(product)),
            usual,
          ),
        );
        const stores = await groups(warehouse, "store_id", "mart_stores");
        const storeOf = ({store}: Sale) => (store === null ? "(not given)" : `m${store}`);
        expect(withoutSales(stores)).toEqual(columnsOf(sumsOf(sales, storeOf), usual));
        const regions = await groups(warehouse, "region", "mart_regions");
        expect(withoutSales(regions)).toEqual(
          columnsOf(
            sumsOf(sales, ({store}) => regionOf(store)),
            usual,
          ),
        );
        await holdHours(warehouse, sales);
      });
    }),
    {numRuns: runs(3)},
  );
});

async function holdHours(warehouse: Warehouse, sales: readonly Sale[]): Promise<void> {
  const hours = await groups(
    warehouse,
    "100 * weekday + hour_of_day",
    "(select * from mart_hourly_sales where sales > 0)",
    "revenue, units, sales",
  );
  const isTimed = sales.some(({minute}) => minute !== null && minute > 0);
  const hourOf = ({day, minute}: Sale) =>
    minute === null || !isTimed ? undefined : String(100 * ((day % 7) + 1) + Math.floor(minute / 60));
  expect(hours).toEqual(columnsOf(sumsOf(sales, hourOf), ["revenue", "units", "sales"]));
}

test("what is sold per visitor is sold on days on which the store's visitors were counted", async () => {
  await fc.assert(
    fc.asyncProperty(generatedPlaces, async (places) => {
      const first = Math.min(...places.sales.map(({day}) => day));
      const last = Math.max(...places.sales.map(({day}) => day));
      const readings = places.readings.filter(({day, store}) => store !== null && day >= first && day <= last);
      await onSections(sourcesOf(places), ["stores"], async (warehouse) => {
        const stores = await warehouse.rows<Record<string, number | string | null>>("select * from mart_stores");
        for (const store of stores) {
          const own = readings.filter((one) => `m${one.store}` === store.store_id);
          const days = new Set(own.map(({day}) => day));
          const visitors = own.reduce((sum, one) => sum + one.visitors, 0);
          const counted = places.sales.filter((one) => `m${one.store}` === store.store_id && days.has(one.day));
          const cents = counted.reduce((sum, one) => sum + one.cents, 0);
          expect([store.visitors, store.days_counted]).toEqual([own.length > 0 ? visitors : null, days.size]);
          if (visitors > 0) expect(Number(store.revenue_per_visitor)).toBeCloseTo(cents / 100 / visitors, 3);
          else expect(store.revenue_per_visitor).toBeNull();
        }
      });
    }),
    {numRuns: runs(2)},
  );
});

test("the places of stores are those of their revenue, with as many ties as share it", async () => {
  await fc.assert(
    fc.asyncProperty(generatedPlaces, async ({sales, readings}) => {
      const alike = sales.map((sale) => ({...sale, cents: Math.sign(sale.cents) * 100}));
      await onSections(sourcesOf({sales: alike, readings}), ["stores"], async (warehouse) => {
        const stores = await warehouse.rows<{revenue: string; place: number | null; ties: number | null}>(
          "select revenue, place, ties from mart_stores",
        );
        const placed = stores.filter(({place}) => place !== null);
        for (const {revenue, place, ties} of placed) {
          expect(place).toBe(1 + placed.filter((other) => Number(other.revenue) > Number(revenue)).length);
          expect(ties).toBe(placed.filter((other) => Number(other.revenue) === Number(revenue)).length - 1);
        }
      });
    }),
    {numRuns: runs(2)},
  );
});

test("movers count what was sold in the two windows", async () => {
  await fc.assert(
    fc.asyncProperty(generatedPlaces, async (places) => {
      const last = Math.max(...places.sales.map(({day}) => day));
      const covered = last - Math.min(...places.sales.map(({day}) => day)) + 1;
      await onSections(sourcesOf(places), ["products"], async (warehouse) => {
        const found = await warehouse.rows<Record<string, number | string | null>>("select * from mart_movers");
        if (covered < 56) expect(found).toEqual([]);
        for (const {product_id, count_now, count_before, change_revenue} of found) {
          const own = places.sales.filter(({product}) => `p${product}` === product_id);
          const [now, before] = [
            own.filter(({day}) => day > last - 28),
            own.filter(({day}) => day <= last - 28 && day > last - 56),
          ];
          const units = (some: readonly Sale[]) => some.reduce((sum, {quantity}) => sum + quantity, 0);
          const cents = (some: readonly Sale[]) => some.reduce((sum, one) => sum + one.cents, 0);
          expect([count_now, count_before]).toEqual([units(now), units(before)]);
          expect(Number(change_revenue)).toBeCloseTo((cents(now) - cents(before)) / 100, 6);
        }
      });
    }),
    {numRuns: runs(2)},
  );
});

const marts = [
  "weekly_sales",
  "monthly_sales",
  "hourly_sales",
  "stores",
  "regions",
  "categories",
  "movers",
  "trending",
];

test("days that changed are summed again, and give what all days anew would", async () => {
  const sales = Array.from(
    {length: 140},
    (_, i): Sale => ({
      ...{day: i % 131, minute: (i * 37) % 1440, order: i % 90, product: 1 + (i % 5), store: 1 + (i % 4)},
      ...{quantity: 1 + (i % 3), cents: 1000 + i},
    }),
  );
  const readings = Array.from({length: 60}, (_, i) => ({day: 2 * i, store: 1 + (i % 5), visitors: i}));
  await onSections(sourcesOf({sales, readings}), sections, async (warehouse, again) => {
    const read = async () => {
      const found: unknown[] = [];
      for (const mart of marts) found.push(await warehouse.rows(`select * from mart_${mart} order by all`));
      return found;
    };
    const before = await read();
    for (const table of ["clean_orders", "clean_footfall"])
      await warehouse.run(
        `create table changed as select * from ${table}; drop view ${table}; alter table changed rename to ${table}`,
      );
    await warehouse.run("update clean_orders set revenue = 77, store_id = 'm2' where sale_id = 's125'");
    await warehouse.run("update clean_orders set ordered_at = ordered_at + interval 3 hours where sale_id = 's5'");
    await warehouse.run(`update clean_footfall set footfall = 500 where day = date '${dayOf(8)}'`);
    for (const day of [5, 125]) await warehouse.run(`insert into touched_days values ('orders', date '${dayOf(day)}')`);
    await warehouse.run(`insert into touched_days values ('footfall', date '${dayOf(8)}')`);
    await again();
    const kept = await read();
    await warehouse.run("insert into touched_all values ('orders'), ('footfall')");
    await again();
    expect(kept).toEqual(await read());
    expect(kept).not.toEqual(before);
  });
});

test("times that are all midnight are no times of day", async () => {
  const sale: Sale = {day: 1, minute: 0, order: 1, product: 1, store: 1, quantity: 1, cents: 100};
  await onSections({orders: salesOf([sale, {...sale, day: 3}])}, ["time"], async (warehouse) => {
    expect(await warehouse.rows("select * from mart_hourly_sales")).toEqual([]);
  });
});

test("a product that sells more for three weeks, and a store that fell silent, are found among those that go on as ever", async () => {
  const usual = {minute: 600, quantity: 1, cents: 500};
  const sales: Sale[] = Array.from({length: 119}, (_, day) => day).flatMap((day) =>
    [1, 2, 3].flatMap((product) => {
      const count = product === 2 && day >= 98 ? 5 : 1 + (day % 2);
      const store = day === 118 ? 1 : product === 3 ? 3 : 1;
      return Array.from(
        {length: count},
        (_, i): Sale => ({...usual, day, product, store, order: 1000 * day + 10 * product + i}),
      );
    }),
  );
  await onSections({orders: salesOf(sales)}, ["products", "stores"], async (warehouse) => {
    expect(await warehouse.rows("select product_id from mart_trending where is_trending")).toEqual([
      {product_id: "p2"},
    ]);
    expect(await warehouse.rows("select product_id from mart_movers where is_significant")).toEqual([
      {product_id: "p2"},
    ]);
    expect(
      await warehouse.rows("select store_id, weekdays_sold, last_sold_on from mart_stores order by store_id"),
    ).toEqual([
      {store_id: "m1", weekdays_sold: 8, last_sold_on: dayOf(118)},
      {store_id: "m3", weekdays_sold: 8, last_sold_on: dayOf(117)},
    ]);
  });
});
