import {readdirSync} from "node:fs";
import {gzipSync} from "node:zlib";
import {beforeEach, describe, expect, test} from "vitest";
import {type StatedCsv, sourceOf, Workplace} from "./fixture.ts";

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});

const read = (content: string | Uint8Array, stated?: StatedCsv) => place.readCsv(content, stated);
const failure = (content: string | Uint8Array, stated?: StatedCsv) => place.failure(read(content, stated));

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
    const lines = Array.from({length: 20_000}, (_, i) => `${i},${"y".repeat(900)}`);
    await read(["a,b", '0,"stray', ...lines, ""].join("\n"));
    expect(await place.warehouse.row("select count(*) as records, count(a) as good from raw_orders")).toEqual({
      records: 20_001,
      good: 20_000,
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
    expect(counts).toEqual({orders: {rows: 3, read: 3, fresh: 3, gone: 0, files: 1, faults: 1, bytes: 14}});
  });
});

describe("a last record without a newline", () => {
  const notes = async (content: string | Uint8Array) =>
    (await place.integrate(sourceOf({format: "csv", path: place.file("orders.csv", content)}))).notes;

  test.for([
    ["in bulk", "a,b\n1,2\n3,45"],
    ["record by record", "a,b\r\n1,2\n3,45"],
    ["unpacked", gzipSync("a,b\n1,2\n3,45")],
  ] as const)("may be cut within its last value, and a note says so: read %s", async ([, content]) => {
    const message = `${place.path("orders.csv")} does not end with a newline, unlike its other records: the last one (line 3) may be cut.`;
    expect(await notes(content)).toEqual([{kind: "info", source: "orders", message}]);
    expect((await place.raw()).at(-1)).toEqual({row: 2, a: "3", b: "45"});
  });

  test.for([
    ["ends with one", "a,b\n1,2\n3,45\n"],
    ["has no other record to compare with", "a,b\n3,45"],
  ] as const)("is nothing to speak of where the file %s", async ([, content]) => {
    expect(await notes(content)).toEqual([]);
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

  test("with a record that is longer than any", async () => {
    expect(await failure(`a,b\n1,2\n3,${"x".repeat(17 * 2 ** 20)}\n5,6\n`)).toBe(
      "SourceError: orders.csv: has a record of more than 16 MB: look what is in it, and export it again",
    );
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
