import {writeFileSync} from "node:fs";
import {expect, test} from "vitest";
import {sourceOf, Workplace} from "./fixture.ts";

const lines = "order,line,amount\n1,1,10.50\n1,2,4\n2,1,7\n9,1,1\n";
const heads = "order,day\n1,2024-05-01\n2,2024-05-02\n3,2024-05-03\n";
const query = `select line, "order", day, amount from lines left join heads using ("order");`;

async function shop(given: {readonly lines?: string; readonly heads?: string; readonly query?: string} = {}) {
  const place = await Workplace.open();
  const files = {
    lines: place.file("lines.csv", given.lines ?? lines),
    heads: place.file("heads.csv", given.heads ?? heads),
  };
  const source = sourceOf({format: "files", path: files.lines, files, query: given.query ?? query});
  return {place, files, source};
}

test("brings the records of several files together, in an order that follows from them", async () => {
  const {place, source} = await shop();
  await place.integrate(source);
  expect(await place.warehouse.rows('select * from raw_orders order by "row"')).toEqual([
    {row: 1, line: "1", order: "1", day: "2024-05-01", amount: "10.50"},
    {row: 2, line: "1", order: "2", day: "2024-05-02", amount: "7"},
    {row: 3, line: "1", order: "9", day: null, amount: "1"},
    {row: 4, line: "2", order: "1", day: "2024-05-01", amount: "4"},
  ]);
});

test("names every file, with its hash, and gives the records to the first", async () => {
  const {place, source} = await shop();
  await place.integrate(source);
  expect(
    await place.warehouse.rows(
      `select regexp_extract(path, '[^/]+$') as file, "rows", length(sha256) as digits from raw_files order by file_no`,
    ),
  ).toEqual([
    {file: "lines.csv", rows: 4, digits: 64},
    {file: "heads.csv", rows: 0, digits: 64},
  ]);
});

test("is read again when any of its files is another one, and not before", async () => {
  const {place, files, source} = await shop();
  await place.integrate(source);
  await new Promise((resolve) => setTimeout(resolve, 60));
  await place.integrate(source);
  const {changes: unchanged} = await place.integrate(source);
  writeFileSync(files.heads, heads.replace("2024-05-02", "2024-05-09"));
  const {changes} = await place.integrate(source);
  expect([unchanged, changes]).toMatchObject([{orders: "unchanged"}, {orders: "changed"}]);
  expect(await place.warehouse.row(`select day from raw_orders where "order" = '2'`)).toEqual({day: "2024-05-09"});
});

test("keeps what is no record of a file as a row set aside, after those of the query", async () => {
  const {place, source} = await shop({lines: `${lines}5,1,2,3,4\n`});
  await place.integrate(source);
  expect(await place.warehouse.rows(`select "row", line, record from raw_faults`)).toEqual([
    {row: 5, line: 6, record: "5,1,2,3,4"},
  ]);
  expect(await place.warehouse.rows(`select "row", amount from raw_orders where "row" > 4`)).toEqual([
    {row: 5, amount: null},
  ]);
});

test("a query that cannot be run is told with the names it may use", async () => {
  const {place, source} = await shop({query: "select * from headers"});
  await expect(place.integrate(source)).rejects.toThrow(
    /cannot be queried for orders: .*headers.* \(the files are lines, heads\)/,
  );
});

test("reads JSON and Parquet beside CSV, and numbers of a query as numbers", async () => {
  const place = await Workplace.open();
  const parquet = place.path("heads.parquet");
  await place.warehouse.run(`copy (select '1' as id, date '2024-05-01' as day) to '${parquet}' (format parquet)`);
  const files = {
    lines: place.file("lines.ndjson", '{"id": "1", "amount": 2}\n{"id": "1", "amount": 3}\n'),
    heads: parquet,
  };
  const query =
    "select id, day, sum(cast(amount as decimal(10, 2))) as amount from lines join heads using (id) group by id, day";
  await place.integrate(sourceOf({format: "files", path: files.lines, files, query}));
  expect(await place.warehouse.rows("select id, day, amount from raw_orders")).toEqual([
    {id: "1", day: "2024-05-01", amount: "5.00"},
  ]);
  expect(await place.warehouse.rows("select name, is_number from raw_columns order by position")).toMatchObject([
    {name: "id", is_number: false},
    {name: "day", is_number: false},
    {name: "amount", is_number: true},
  ]);
});
