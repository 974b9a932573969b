import fc from "fast-check";
import {expect, test} from "vitest";
import type {RawSource, RawSources} from "../../normalize/fixture.ts";
import {runs} from "../../support/runs.ts";
import {dayOf, onSections} from "./shop.ts";

interface Move {
  readonly day: number;
  readonly store: number;
  readonly product: number;
  readonly kind: "opening" | "receipt" | "adjustment" | "transfer" | "loss" | "count";
  readonly quantity: number;
}

interface Sale {
  readonly day: number;
  readonly store: number;
  readonly product: number;
  readonly quantity: number;
}

const lastDay = 59;

function ordersOf(sales: readonly Sale[], withStores = true): RawSource {
  return {
    header: ["order_date", "product_id", ...(withStores ? ["store_id"] : []), "quantity", "revenue"],
    records: sales.map(({day, store, product, quantity}) => [
      dayOf(day),
      `p${product}`,
      ...(withStores ? [`s${store}`] : []),
      String(quantity),
      "1.00",
    ]),
    decimal: ".",
  };
}

function inventoryOf(moves: readonly Move[]): RawSource {
  return {
    header: ["date", "product_id", "store_id", "type", "quantity"],
    records: moves.map(({day, store, product, kind, quantity}) => [
      dayOf(day),
      `p${product}`,
      `s${store}`,
      kind,
      String(quantity),
    ]),
  };
}

/** One product of one store: sold and received on the first days. */
function sold(quantities: readonly number[], received: readonly number[]): RawSources {
  const one = {store: 1, product: 1};
  return {
    orders: ordersOf(quantities.map((quantity, day) => ({...one, day, quantity}))),
    inventory: inventoryOf(received.map((quantity, day) => ({...one, day, kind: "receipt", quantity}))),
  };
}

const stockRows = "select state, on_hand, received, sold, sell_through from mart_stock";

test("sold is held against received, and what is on hand is what is left", async () => {
  await onSections(sold([2, 3, 1], [5, 5]), ["stock"], async (warehouse) => {
    expect(await warehouse.rows(stockRows)).toEqual([
      {state: "low", on_hand: 4, received: 10, sold: 6, sell_through: 0.6},
    ]);
  });
});

test("what was sold beyond what came in is missing, and out of stock", async () => {
  await onSections(sold([2, 2, 1], [4]), ["stock"], async (warehouse) => {
    expect(await warehouse.rows(stockRows)).toEqual([
      {state: "out", on_hand: -1, received: 4, sold: 5, sell_through: 1.25},
    ]);
  });
});

const place = {
  day: fc.integer({min: 0, max: lastDay}),
  store: fc.integer({min: 1, max: 2}),
  product: fc.integer({min: 1, max: 4}),
};
const sale: fc.Arbitrary<Sale> = fc.record({...place, quantity: fc.integer({min: -1, max: 6})});
const moveOf = (kinds: readonly Move["kind"][], least: number): fc.Arbitrary<Move> =>
  fc.record({...place, kind: fc.constantFrom(...kinds), quantity: fc.integer({min: least, max: 30})});
const move = fc.oneof(moveOf(["receipt", "adjustment", "transfer", "loss"], -8), moveOf(["opening", "count"], 0));
const shop = fc.record({
  sales: fc.array(sale, {minLength: 1, maxLength: 80, size: "max"}),
  moves: fc.array(move, {minLength: 1, maxLength: 40, size: "max"}),
});

/** Day by day, as a shopkeeper would: the definition, not the query. */
function follow(sales: readonly Sale[], moves: readonly Move[], asOf: number) {
  let [level, lost, comeIn, demand] = [0, 0, false, 0];
  for (let day = 0; day <= asOf; day++) {
    const today = moves.filter((one) => one.day === day);
    const units = sales.filter((one) => one.day === day).reduce((sum, {quantity}) => sum + quantity, 0);
    const of = (...kinds: Move["kind"][]) => today.filter(({kind}) => kinds.includes(kind));
    const sum = (some: readonly Move[]) => some.reduce((total, {quantity}) => total + quantity, 0);
    const before = level;
    const base = of("opening").length > 0 ? sum(of("opening")) : level;
    level = base + sum(of("receipt", "adjustment", "transfer", "loss")) - units;
    const counts = of("count");
    if (counts.length > 0) level = counts.at(-1)!.quantity;
    comeIn ||= today.some(({quantity}) => quantity > 0);
    demand += units;
    if (comeIn && before <= 0 && level <= 0 && units === 0) lost++;
  }
  return {level, lost: demand > 0 && comeIn ? lost : null};
}

test("levels and lost days are those of a shop followed day by day", async () => {
  await fc.assert(
    fc.asyncProperty(shop, async ({sales, moves}) => {
      const asOf = Math.max(...sales.map(({day}) => day));
      const sources = {orders: ordersOf(sales), inventory: inventoryOf(moves)};
      await onSections(sources, ["stock"], async (warehouse) => {
        const rows = await warehouse.rows<Record<string, string & number>>("select * from mart_stock");
        const known = [...sales, ...moves].filter(({day}) => day <= asOf);
        expect(rows.map(({store_id, product_id}) => `${store_id} ${product_id}`).sort()).toEqual(
          [...new Set(known.map(({store, product}) => `s${store} p${product}`))].sort(),
        );
        for (const row of rows) {
          const isIts = ({store, product}: Sale) => row.store_id === `s${store}` && row.product_id === `p${product}`;
          const own = moves.filter((one) => isIts(one) && one.day <= asOf);
          const {level, lost} = follow(sales.filter(isIts), own, asOf);
          expect({...row, on_hand: row.on_hand, lost_days: row.lost_days}).toMatchObject({
            on_hand: level,
            lost_days: lost,
          });
          expect(row.state === "not tracked").toBe(own.length === 0);
          expect(row.opening! + row.received! + row.moved! + row.corrected! - row.sold!).toBe(row.on_hand);
          if (row.daily_demand !== null) expect(row.daily_demand).toBeGreaterThanOrEqual(0);
        }
      });
    }),
    {numRuns: runs(5)},
  );
});

test("where the orders have no stores, the places of a product are added up", async () => {
  const simple = fc.record({
    sales: fc.array(sale, {minLength: 1, maxLength: 40, size: "max"}),
    moves: fc.array(moveOf(["receipt", "adjustment", "loss"], -8), {minLength: 1, maxLength: 30, size: "max"}),
  });
  await fc.assert(
    fc.asyncProperty(simple, async ({sales, moves}) => {
      const asOf = Math.max(...sales.map(({day}) => day));
      const sources = {orders: ordersOf(sales, false), inventory: inventoryOf(moves)};
      await onSections(sources, ["stock"], async (warehouse) => {
        const rows = await warehouse.rows<{store_id: null; product_id: string; on_hand: number}>(
          "select store_id, product_id, on_hand from mart_stock",
        );
        for (const {store_id, product_id, on_hand} of rows) {
          const sum = (some: readonly Sale[]) =>
            some
              .filter(({product, day}) => `p${product}` === product_id && day <= asOf)
              .reduce((total, {quantity}) => total + quantity, 0);
          expect(store_id).toBeNull();
          expect(on_hand).toBe(sum(moves) - sum(sales));
        }
      });
    }),
    {numRuns: runs(3)},
  );
});

test("a sale that is added later is taken from the stock", async () => {
  await onSections(sold([2, 3, 1], [5, 5]), ["stock"], async (warehouse, again) => {
    await warehouse.run("create table changed as select * from clean_orders; drop view clean_orders");
    await warehouse.run("alter table changed rename to clean_orders");
    await warehouse.run("update clean_orders set quantity = 4 where ordered_on = date '2024-01-02'");
    await warehouse.run("insert into touched_days values ('orders', date '2024-01-02')");
    await again();
    expect(await warehouse.rows("select on_hand, sold from mart_stock")).toEqual([{on_hand: 3, sold: 7}]);
  });
});
