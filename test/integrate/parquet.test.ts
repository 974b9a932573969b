import {beforeEach, expect, test} from "vitest";
import {text} from "../../src/store/warehouse.ts";
import {sourceOf, Workplace} from "./fixture.ts";

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});

async function write(query: string, name = "orders.parquet"): Promise<string> {
  await place.warehouse.run(`copy (${query}) to ${text(place.path(name))} (format parquet)`);
  return place.path(name);
}

test("Parquet values come as text, and numbers say so", async () => {
  const path = await write(`select date '2024-01-02' as day, timestamp '2024-01-02 03:04:05' as at,
    timestamptz '2024-01-02 03:04:05+02' as instant, cast(2.5 as decimal(9, 2)) as money, 7 as n, '007' as id, cast(null as varchar) as note, '' as blank, [1, 2] as list`);
  await place.integrate(sourceOf({format: "parquet", path}));
  expect(await place.raw()).toEqual([
    {
      row: 1,
      day: "2024-01-02",
      at: "2024-01-02T03:04:05.000000",
      instant: "2024-01-02T01:04:05.000000Z",
      money: "2.50",
      n: "7",
      id: "007",
      note: null,
      blank: "",
      list: "[1, 2]",
    },
  ]);
  const numbers = await place.warehouse.rows<{name: string}>(
    "select name from raw_columns where is_number order by position",
  );
  expect(numbers.map(({name}) => name)).toEqual(["money", "n"]);
});

test("Parquet records keep their order", async () => {
  const path = await write("select i from range(1, 300001) as numbers(i)");
  await place.integrate(sourceOf({format: "parquet", path}));
  expect(
    await place.warehouse.row(
      'select count(*) as records, count(*) filter (cast(i as bigint) <> "row") as moved from raw_orders',
    ),
  ).toEqual({
    records: 300_000,
    moved: 0,
  });
});

test.for([
  ["another file", "a,b\n1,2\n", "is not a Parquet file: check the path and the format"],
  ["a damaged one", "PAR1 and nothing else that is of use PAR1", "is a damaged Parquet file"],
] as const)("%s is refused", async ([, content, message]) => {
  const path = place.file("orders.parquet", content);
  await expect(place.integrate(sourceOf({format: "parquet", path}))).rejects.toThrow(message);
});
