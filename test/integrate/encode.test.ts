import {beforeEach, describe, expect, test} from "vitest";
import {sourceOf, Workplace} from "./fixture.ts";

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});

/** Read in bulk, or with care because its encoding is stated. */
const ways = [
  ["in bulk", undefined],
  ["with care", "windows-1252"],
] as const;
type Stated = (typeof ways)[number][1];

async function integrate(content: string, encoding: Stated): Promise<void> {
  const path = place.file("orders.csv", content);
  await place.integrate(sourceOf({format: "csv", path, ...(encoding && {encoding})}));
}

async function storages(): Promise<unknown[]> {
  const rows = await place.warehouse.rows("select storage from raw_columns order by position");
  return rows.map(({storage}) => storage);
}

const record = (row: number) => place.warehouse.row(`select * from raw_orders where "row" = ${row}`);

/** More than the longest dictionary. */
const many = 110_000;

/** CSV of so many records; the value of each column is made of the record's number. */
function records(count: number, ...columns: ((i: number) => string)[]): string {
  const header = columns.map((_, i) => `c${i + 1}`).join(",");
  const lines = Array.from({length: count}, (_, i) => columns.map((value) => value(i)).join(","));
  return `${header}\n${lines.join("\n")}\n`;
}

describe.for(ways)("texts read %s", ([, encoding]) => {
  test("are kept once each, and their codes by row", async () => {
    await integrate("day,country\n1/2/2024,FR\n1/3/2024,\n1/2/2024,DE\n", encoding);
    expect(
      await place.warehouse.rows('select "row", c2 is null as "isMissing" from rows_orders order by "row"'),
    ).toEqual([
      {row: 1, isMissing: false},
      {row: 2, isMissing: true},
      {row: 3, isMissing: false},
    ]);
    expect(await place.warehouse.rows("select code from texts_orders_2 order by code")).toEqual([{code: 0}, {code: 1}]);
    expect(await place.warehouse.rows('select "text" from texts_orders_2 order by "text"')).toEqual([
      {text: "DE"},
      {text: "FR"},
    ]);
    expect(await place.raw()).toEqual([
      {row: 1, day: "1/2/2024", country: "FR"},
      {row: 2, day: "1/3/2024", country: null},
      {row: 3, day: "1/2/2024", country: "DE"},
    ]);
  });

  test("of which nearly every record has its own are kept as whole numbers or as they stand", async () => {
    await integrate(
      records(
        many,
        (i) => String(i - 30_000),
        (i) => `0${i}`,
        (i) => `x${i}`,
        (i) => String(i % 7),
        (i) => (i === 5 ? "" : `9007199254${i + 100_000}`),
      ),
      encoding,
    );
    expect(await storages()).toEqual(["whole", "plain", "plain", "coded", "whole"]);
    expect(await record(6)).toEqual({row: 6, c1: "-29995", c2: "05", c3: "x5", c4: "5", c5: null});
    expect(await record(7)).toMatchObject({c5: "9007199254100006"});
  });

  test("that would come back as another text are no whole numbers", async () => {
    const odd = ["+7", "-0", " 7", "7 ", "7.0", "99999999999999999999", "1e3"];
    const columns = odd.map((text) => (i: number) => (i === 1 ? text : String(i)));
    await integrate(
      records(many, ...columns, String, (i) => String(i % 3)),
      encoding,
    );
    expect(await storages()).toEqual([...odd.map(() => "plain"), "whole", "coded"]);
    const {row, ...texts} = await record(2);
    expect(Object.values(texts)).toEqual([...odd, "1", "1"]);
  });

  test("of a record set aside are absent", async () => {
    await integrate("a,b\n1,2\n3\n", encoding);
    expect(await place.warehouse.rows('select * from rows_orders order by "row"')).toEqual([
      {row: 1, c1: 0, c2: 0},
      {row: 2, c1: null, c2: null},
    ]);
  });
});
