import {gzipSync} from "node:zlib";
import fc from "fast-check";
import {beforeEach, describe, expect, test} from "vitest";
import {runs} from "../support/runs.ts";
import {type StatedCsv, sourceOf, Workplace} from "./fixture.ts";

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});

const read = (content: string | Uint8Array, stated?: StatedCsv) => place.readCsv(content, stated);

describe("a CSV file", () => {
  const records = [
    {row: 1, day: "2024-01-02", shop: 'Café "Ümläut", €', amount: "1,50"},
    {row: 2, day: "2024-01-03", shop: "it's\nnext line", amount: null},
    {row: 3, day: "2024-01-04", shop: " padded ", amount: "-3"},
  ];
  const delimiters = [",", ";", "\t", "|"];
  const quotes = ['"', "'"];
  const newlines = ["\n", "\r\n", "\r"];
  const encodings = {
    "UTF-8": (text: string) => Buffer.from(text),
    "UTF-8 with a mark": (text: string) => Buffer.from(`\ufeff${text}`),
    "UTF-16": (text: string) => Buffer.from(text, "utf16le"),
    "UTF-16 big-endian with a mark": (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
    "windows-1252": (text: string) => Buffer.from(text.replaceAll("€", "\x80"), "latin1"),
  };
  const dialects = delimiters.flatMap((delimiter) =>
    quotes.flatMap((quote) => newlines.map((newline) => ({delimiter, quote, newline}))),
  );

  function written({delimiter, quote, newline}: (typeof dialects)[number]): string {
    const quoted = (value: unknown) =>
      value === null ? "" : quote + String(value).replaceAll(quote, quote + quote) + quote;
    const lines = records.map(({day, shop, amount}) => [day, shop, amount].map(quoted).join(delimiter));
    return [["day", "shop", "amount"].join(delimiter), ...lines, ""].join(newline);
  }

  /** Half of them, so that each two of delimiter, quote and newline meet in every encoding, and each three in every second one. */
  const dialectsFor = (encoding: number) =>
    dialects.filter(({delimiter, quote, newline}) => {
      const places = [delimiters.indexOf(delimiter), quotes.indexOf(quote), newlines.indexOf(newline), encoding];
      return places.reduce((sum, place) => sum + place) % 2 === 0;
    });
  const inDialects = Object.entries(encodings).map(([name, encode], i) => [name, encode, dialectsFor(i)] as const);

  test.for(inDialects)("in %s is the same in every dialect, packed or not", async ([, encode, own]) => {
    for (const [i, dialect] of own.entries()) {
      const bytes = encode(written(dialect));
      expect(await read(i % 2 === 0 ? bytes : gzipSync(bytes)), JSON.stringify(dialect)).toEqual(records);
      expect(await place.faults()).toEqual([]);
    }
  });

  test("comes back exactly, whatever is in it", async () => {
    const value = fc.string({
      unit: fc.constantFrom("a", "1", " ", '"', "'", ",", ";", "\n", "é", "NULL", "\\", "#"),
      maxLength: 6,
    });
    const shape = fc
      .integer({min: 2, max: 4})
      .chain((columns) =>
        fc.array(fc.array(value, {minLength: columns, maxLength: columns}), {minLength: 1, maxLength: 6}),
      );
    await fc.assert(
      fc.asyncProperty(shape, fc.constantFrom(...dialects), async (table, {delimiter, quote, newline}) => {
        const quoted = (text: string) => quote + text.replaceAll(quote, quote + quote) + quote;
        const header = table[0]!.map((_, i) => `c${i}`);
        const text = [header, ...table.map((record) => record.map(quoted))]
          .map((record) => record.join(delimiter))
          .join(newline);
        const rows = await read(text, {delimiter, quote});
        expect(rows.map(({row: _, ...values}) => Object.values(values))).toEqual(
          table.map((record) => record.map((field) => (field === "" ? null : field))),
        );
      }),
      {numRuns: runs(8)},
    );
  });

  test("keeps what looks like something else as text", async () => {
    expect(await read("id,date,n,t\n007,01/02/2024,1e5,true\n")).toEqual([
      {row: 1, id: "007", date: "01/02/2024", n: "1e5", t: "true"},
    ]);
  });

  test("gives every column a name of its own", async () => {
    await read("Date,date,,row,Date_2\n1,2,3,4,5\n");
    expect(await place.warehouse.rows("select position, name, column_name, is_number from raw_columns")).toEqual([
      {position: 1, name: "Date", column_name: "Date", is_number: false},
      {position: 2, name: "date", column_name: "date_2", is_number: false},
      {position: 3, name: "", column_name: "column_3", is_number: false},
      {position: 4, name: "row", column_name: "row_2", is_number: false},
      {position: 5, name: "Date_2", column_name: "Date_2_2", is_number: false},
    ]);
    expect((await place.raw())[0]).toEqual({row: 1, Date: "1", date_2: "2", column_3: "3", row_2: "4", Date_2_2: "5"});
  });

  test.for(["\n", "\r"])("may have any names, in any order (newline %j)", async (newline) => {
    await read(['b,1,0,it\'s,"x ""y""",Ünï', "v,w,x,y,z,ü", ""].join(newline));
    const query = `select "b", "1", "0", "it's", "x ""y""", "Ünï" from raw_orders`;
    expect(await place.warehouse.row(query)).toEqual({b: "v", 1: "w", 0: "x", "it's": "y", 'x "y"': "z", Ünï: "ü"});
  });

  test("has blank lines anywhere, and a delimiter at the end of each line", async () => {
    const rows = [
      {row: 1, a: "1", b: "2"},
      {row: 2, a: "3", b: "4"},
    ];
    expect(await read("\n\na,b\n\n1,2\n   \n3,4\n\n")).toEqual(rows);
    expect(await read("a,b\n1,2,\n3,4,\n")).toEqual(rows);
  });

  test("of one column keeps blank lines as records without a value", async () => {
    const rows = [
      {row: 1, a: "1"},
      {row: 2, a: null},
      {row: 3, a: "3"},
    ];
    expect(await read("a\n1\n\n3\n")).toEqual(rows);
    expect(await read("a\r1\r\r3\r")).toEqual(rows);
  });

  test("keeps its order when the engine reads it in parallel", async () => {
    const note = "x".repeat(90);
    const lines = Array.from({length: 150_000}, (_, i) => `${i + 1},${i % 3 === 0 ? `"a\n${note}, ""b"""` : note}\n`);
    await place.integrate(sourceOf({format: "csv", path: place.file("orders.csv", `n,note\n${lines.join("")}`)}));
    expect(
      await place.warehouse.row(
        `select count(*) as records, count(*) filter (cast(n as bigint) <> "row") as moved from raw_orders`,
      ),
    ).toEqual({
      records: 150_000,
      moved: 0,
    });
  });
});

test("an encoding that was guessed is said", async () => {
  const path = place.file("orders.csv", Buffer.from("a,b\n1,x\n2,é\n", "latin1"));
  const {notes} = await place.integrate(sourceOf({format: "csv", path}));
  expect(notes).toEqual([
    {
      kind: "info",
      source: "orders",
      message: `${path} is not UTF-8 (first in line 3) and was read as windows-1252; state its encoding if that is wrong.`,
    },
  ]);
  await place.integrate(sourceOf({format: "csv", path, encoding: "latin1"}));
  expect((await place.raw())[1]).toEqual({row: 2, a: "2", b: "é"});
});
