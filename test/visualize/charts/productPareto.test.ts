import {expect, test} from "vitest";
import {Warehouse} from "../../../src/store/warehouse.ts";
import {productPareto} from "../../../src/visualize/charts/productPareto.ts";
import {theme} from "../marts.ts";

const period = {from: "2024-01-01", to: "2024-12-31", attribution: "linear"};

/** Reads and draws the products whose revenue is given by a SQL expression over their number `n`. */
async function draw(products: number, revenue: string) {
  const warehouse = await Warehouse.open(":memory:");
  try {
    await warehouse.run(`create table mart_products as
      select 'P' || n as product_id, cast(null as varchar) as product_name, cast(${revenue} as decimal(18, 4)) as revenue,
        rank() over (order by ${revenue} desc) as place
      from range(1, ${products + 1}) as numbers(n)`);
    const rows = await warehouse.rows<never>(productPareto.sql);
    return {rows: rows as {place: number; share_so_far: number}[], drawing: productPareto.draw(rows, period, theme)};
  } finally {
    warehouse.close();
  }
}

test("as many products as it takes to make four fifths are named", async () => {
  const {drawing} = await draw(10, "case when n <= 2 then 40 else 2.5 end");
  expect(drawing).toMatchObject({title: "It takes 2 of 10 products to make 80% of the revenue"});
});

test("one can be enough, and all can be alike", async () => {
  expect((await draw(5, "case when n = 1 then 100 else 1 end")).drawing).toMatchObject({
    title: "It takes 1 of 5 products to make 80% of the revenue",
  });
  expect((await draw(5, "1")).drawing).toMatchObject({title: "It takes 4 of 5 products to make 80% of the revenue"});
});

test("of very many products some hundred places are drawn, the last among them", async () => {
  const {rows, drawing} = await draw(20_000, "1000.0 / n");
  expect(rows.length).toBeLessThan(500);
  expect(rows.at(-1)).toMatchObject({place: 20_000});
  expect(rows.at(-1)!.share_so_far).toBeCloseTo(1, 9);
  expect(drawing).toHaveProperty("title");
});

test("what gave back more than it took in has no share", async () => {
  const {rows} = await draw(5, "case when n <= 3 then 10 else -10 end");
  expect(rows.map(({place}) => place)).toEqual([1, 2, 3]);
  expect((await draw(4, "case when n <= 2 then 10 else 0 end")).drawing).toContain("fewer than three");
});
