import {expect, test} from "vitest";
import {normalizeRaw, type RawSource} from "./fixture.ts";

const header = ["day", "revenue", "unit_price", "discount"];
const record = (price: string, discount: string) => ["2024-05-06", "9.00", price, discount];

function orders(records: RawSource["records"], columns: RawSource["columns"] = {}): RawSource {
  return {header, records, columns: {ordered_on: {from: "day"}, ...columns}};
}

test("what stands in a column that only its name suggests sets no record aside", async () => {
  const found = await normalizeRaw(
    "orders",
    orders([record("10.00", "0.10"), record("ask", "5 %"), record("9.00", "4.50")]),
  );
  expect(found.rejected).toEqual([]);
  expect(found.clean.map(({unit_price, discount}) => [unit_price, discount])).toEqual([
    ["10.0000", "0.1000"],
    [null, null],
    ["9.0000", null],
  ]);
});

test("a column that can be read in two ways is left out, and said to be", async () => {
  const found = await normalizeRaw("orders", orders([record("1.000", ""), record("2.000", "")]));
  expect(found.clean.map(({unit_price}) => unit_price)).toEqual([null, null]);
  expect(found.notes).toMatchObject([
    {kind: "info", message: expect.stringContaining("The column unit_price of orders")},
  ]);
});

test("named by the config, it is held to be what it is said to be", async () => {
  const found = await normalizeRaw(
    "orders",
    orders([record("ask", ""), record("9.00", "")], {unit_price: {from: "unit_price"}}),
  );
  expect(found.rejected).toMatchObject([{column: "unit_price", value: "ask"}]);
});
