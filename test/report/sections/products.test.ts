import {expect, test} from "vitest";
import {products} from "../../../src/report/sections/products.ts";
import {basics} from "./basics.ts";

const tea = {
  product_id: "7",
  product_name: "Tea",
  category: "Drinks",
  revenue: "60.0000",
  units: 6,
  orders: 4,
  share: 0.6,
  share_so_far: 0.6,
};

test("products have the names and categories of the master data, and their ids where it has none", () => {
  const cup = {...tea, product_id: "8", product_name: null, category: null, revenue: "40.5000"};
  const found = products.compose({top: [tea, cup], spread: [{products: 3, unsold: 1, vital: 2}]}, basics)!;
  expect(found.findings).toEqual([
    "2 of 3 products make four fifths of the revenue.",
    "1 of the products in the master data was not sold at all.",
  ]);
  expect(found.blocks).toMatchObject([
    {
      key: "top",
      rows: [
        {name: "Tea", category: "Drinks", revenue: "60.00"},
        {name: "8", category: null, revenue: "40.50"},
      ],
    },
  ]);
});

test("nothing is said of no products", () => {
  expect(products.compose({top: [], spread: []}, basics)).toBeUndefined();
});
