import {readdirSync} from "node:fs";
import {gzipSync} from "node:zlib";
import fc from "fast-check";
import {beforeEach, describe, expect, test} from "vitest";
import type {CsvInput} from "../../src/config/config.ts";
import type {Row} from "../../src/store/warehouse.ts";
import {sourceOf, Workplace} from "./fixture.ts";

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});

type Stated = Partial<Omit<CsvInput, "format" | "path">>;

async function read(content: string | Uint8Array, stated: Stated = {}): Promise<Row[]> {
  await place.integrate(sourceOf({format: "csv", path: place.file("orders.csv", content), ...stated}));
  return place.raw();
}

function failure(content: string | Uint8Array, stated: Stated = {}): Promise<string> {
  return read(content, stated).then(
    () => "no failure",
    (error: Error) => `${error.name}: ${error.message.replaceAll(`${place.folder}/`, "")}`,
  );
}

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

  test.for(Object.entries(encodings))("in %s is the same in every dialect, packed or not", async ([, encode]) => {
    for (const [i, dialect] of dialects.entries()) {
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
      {numRuns: 60},
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

describe("what is no record", () => {
  test("is set aside with its line, its text and the reason", async () => {
    expect(await read('a,b\n1,2\n3\n"x\ny",4\n5,6,7\n"8"8,9\n10,"11\n12,13\n')).toEqual([
      {row: 1, a: "1", b: "2"},
      {row: 2, a: null, b: null},
      {row: 3, a: "x\ny", b: "4"},
      {row: 4, a: null, b: null},
      {row: 5, a: null, b: null},
      {row: 6, a: null, b: null},
      {row: 7, a: "12", b: "13"},
    ]);
    expect(await place.faults()).toEqual([
      [2, 3, "3", "has fewer fields than the header"],
      [4, 6, "5,6,7", "has more fields than the header"],
      [5, 7, '"8"8,9', "has text after a closing quote"],
      [6, 8, '10,"11', "has a quote that is never closed"],
    ]);
  });

  test("changes nothing about the records around it", async () => {
    const good = Array.from({length: 400}, (_, i) => `${i},"a, ""b"" ${i}", "x" `);
    const clean = await read(["a,b,c", ...good].join("\r\n"));
    const mixed = await read(["a,b,c", ...good, "ragged", ""].join("\r\n"));
    expect(mixed.slice(0, -1)).toEqual(clean);
    expect(clean[7]).toEqual({row: 8, a: "7", b: 'a, "b" 7', c: "x"});
  });

  test("a stray quote costs its line, not the rest of the file", async () => {
    const lines = Array.from({length: 60_000}, (_, i) => `${i},${"y".repeat(300)}`);
    await read(["a,b", '0,"stray', ...lines, ""].join("\n"));
    expect(await place.warehouse.row("select count(*) as records, count(a) as good from raw_orders")).toEqual({
      records: 60_001,
      good: 60_000,
    });
    expect((await place.faults())[0]).toEqual([1, 2, '0,"stray', "has a quote that is never closed"]);
  });

  test("is not made of two records by a quote behind a space", async () => {
    const rows = await read('a,b\n1,"x" "y\n2,3\n4,z" \n');
    expect(rows.map(({a}) => a)).toEqual([null, "2", "4"]);
    expect(await place.faults()).toEqual([[1, 2, '1,"x" "y', "has text after a closing quote"]]);
  });

  test("counts in the result", async () => {
    const path = place.file("orders.csv", "a,b\n1,2\n3\n4,5\n");
    const {counts} = await place.integrate(sourceOf({format: "csv", path}));
    expect(counts).toEqual({orders: {rows: 3, files: 1, faults: 1, bytes: 14}});
  });
});

describe("a CSV file that cannot be used", () => {
  test.for([
    [
      "cut within a record",
      "a,b\n1,2\n3",
      "orders.csv:3: ends in the middle of a record: the file is cut or still being written; copy it again",
    ],
    [
      "cut within quotes",
      'a,b\n1,2\n3,"x',
      "orders.csv:3: ends in the middle of a record: the file is cut or still being written; copy it again",
    ],
    [
      "cut within lines in quotes",
      'a,b\n1,2\n3,"x\ny',
      "orders.csv:3: ends in the middle of a record: the file is cut or still being written; copy it again",
    ],
    [
      "with a NUL byte",
      "a,b\n1,2\n3,\0\n",
      "orders.csv:3: has a NUL byte: the file is damaged or no text; export it again, or state its encoding",
    ],
    ["without records", "a,b\n", "orders.csv: has a header but no records: orders must have some"],
    ["of blank lines", "\n\n \n", "orders.csv: is blank: there is not even a header"],
    [
      "that is a database",
      "SQLite format 3\0…",
      "orders.csv: is an SQLite database, not CSV: write sqlite: and table: in the config",
    ],
    ["that is a web page", "<!DOCTYPE html><html>", "orders.csv: is an HTML page, not CSV: was a login page saved?"],
  ] as const)("%s", async ([, content, message]) => {
    expect(await failure(content)).toBe(`SourceError: ${message}`);
  });

  test("stated as UTF-8 and not", async () => {
    expect(await failure(Buffer.from("a,b\n1,é\n", "latin1"), {encoding: "utf-8"})).toBe(
      "SourceError: orders.csv:2: is not valid UTF-8; state another encoding, or leave it to be detected",
    );
  });

  test("cut within a UTF-16 character", async () => {
    expect(await failure(Buffer.from("\ufeffa,b\n1,2\n", "utf16le").subarray(0, -1))).toContain(
      "is not valid utf-16le: it ends in the middle of a character",
    );
  });

  test("stated with a delimiter that it has not", async () => {
    expect(await failure("a;b\n1;2\n", {delimiter: ","})).toBe(
      'SourceError: orders.csv:1: has one column with the delimiter ",": delimiter: ";" gives more',
    );
  });

  test("packed and cut", async () => {
    const packed = gzipSync("a,b\n1,2\n".repeat(1000));
    expect(await failure(packed.subarray(0, -20))).toContain(
      "orders.csv: is a gzip file that ends too early: copy it again",
    );
    packed[packed.length - 30]! ^= 255;
    expect(await failure(packed)).toContain("orders.csv: is a damaged gzip file");
  });

  test("leaves no temporary files behind", async () => {
    await failure(gzipSync("a,b\n1,2\n3"));
    expect(readdirSync(place.path("run"))).toEqual([]);
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
