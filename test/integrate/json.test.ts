import {gzipSync} from "node:zlib";
import fc from "fast-check";
import {beforeEach, describe, expect, test} from "vitest";
import {runs} from "../support/runs.ts";
import {Workplace} from "./fixture.ts";

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});

const read = (content: string | Uint8Array) => place.read({format: "json", path: place.file("orders.json", content)});
const failure = (content: string) => place.failure(read(content));

describe("JSON records", () => {
  const records = [
    {day: "2024-01-02", n: 5, price: 1.1, id: "007", tags: ["a", {b: 1}], note: null},
    {day: "2024-01-03", n: -7, price: 1234.5, 'a/b~c.d $"e': 'x\n"y"é€𝄞', ok: true, note: ""},
  ];
  const rows = [
    {
      row: 1,
      day: "2024-01-02",
      n: "5",
      price: "1.1",
      id: "007",
      tags: '["a",{"b":1}]',
      note: null,
      'a/b~c.d $"e': null,
      ok: null,
    },
    {
      row: 2,
      day: "2024-01-03",
      n: "-7",
      price: "1234.5",
      id: null,
      tags: null,
      note: "",
      'a/b~c.d $"e': 'x\n"y"é€𝄞',
      ok: "true",
    },
  ];
  const lines = records.map((record) => JSON.stringify(record));

  test.for([
    ["an array", JSON.stringify(records)],
    ["an indented array", JSON.stringify(records, undefined, 2)],
    ["an array with CR LF", JSON.stringify(records, undefined, "\t").replaceAll("\n", "\r\n")],
    ["lines", `${lines.join("\n")}\n`],
    ["lines without a newline at the end", lines.join("\n")],
    ["lines with CR LF and blank ones", `\r\n${lines.join("\r\n\r\n  \r\n")}\r\n`],
    ["a packed array", gzipSync(JSON.stringify(records))],
    ["lines in UTF-16", Buffer.from(`\ufeff${lines.join("\n")}`, "utf16le")],
    ["an array in UTF-8 with a mark", `\ufeff${JSON.stringify(records)}`],
  ] as const)("are read from %s", async ([, content]) => {
    expect(await read(content)).toEqual(rows);
    expect(await place.faults()).toEqual([]);
  });

  test("say which columns hold numbers only", async () => {
    await read('{"a": 1, "b": 1, "c": null, "d": 1.5, "e": "1"}\n{"a": 2.5, "b": "x", "c": null}');
    const columns = await place.warehouse.rows<{name: string}>(
      "select name from raw_columns where is_number order by position",
    );
    expect(columns.map(({name}) => name)).toEqual(["a", "d"]);
  });

  test("keep names apart that differ in case", async () => {
    expect(await read('[{"Day": "1", "day": "2", "row": "3", "": "4"}]')).toEqual([
      {row: 1, Day: "1", day_2: "2", row_2: "3", column_4: "4"},
    ]);
  });

  test("keep the value of long numbers", async () => {
    expect(await read('[{"id": 12345678901234567890123, "small": 0.1, "money": 12345678901.99}]')).toEqual([
      {row: 1, id: "12345678901234567890123", small: "0.1", money: "12345678901.99"},
    ]);
  });

  test("come back whatever their texts are", async () => {
    const key = fc
      .string({unit: fc.constantFrom("a", "b", "/", "~", "0", "é", " "), minLength: 1, maxLength: 3})
      .filter((text) => text.toLowerCase() === text && text.trim() !== "");
    const record = fc.dictionary(key, fc.string({unit: "grapheme", maxLength: 5}), {minKeys: 1, maxKeys: 4});
    await fc.assert(
      fc.asyncProperty(fc.array(record, {minLength: 1, maxLength: 5}), fc.boolean(), async (table, isArray) => {
        const got = await read(isArray ? JSON.stringify(table) : table.map((one) => JSON.stringify(one)).join("\n"));
        const present = got.map(({row: _, ...values}) => Object.entries(values).filter(([, value]) => value !== null));
        expect(present.map((entries) => Object.fromEntries(entries))).toEqual(table.map((one) => ({...one})));
      }),
      {numRuns: runs(10)},
    );
  });
});

describe("JSON lines that are no records", () => {
  test("are set aside with their line, their text and the reason", async () => {
    expect(await read('{"a":1}\n\n{"a":\n7\n{"a":2}\n')).toEqual([
      {row: 1, a: "1"},
      {row: 2, a: null},
      {row: 3, a: null},
      {row: 4, a: "2"},
    ]);
    expect(await place.faults()).toEqual([
      [2, 3, '{"a":', "is not valid JSON"],
      [3, 4, "7", "is not a JSON object"],
    ]);
  });
});

describe("a JSON file that cannot be used", () => {
  const cut = "the file is cut or still being written; copy it again";
  test.for([
    ["an array cut behind a comma", '[{"a":1},', `orders.json:1: ends in the middle of the array: ${cut}`],
    ["an array cut within a record", '[{"a":1},\n{"a":', `orders.json:2: ends in the middle of a record: ${cut}`],
    ["lines cut within a record", '{"a":1}\n{"a":', `orders.json:2: ends in the middle of a record: ${cut}`],
    [
      "an array with one bad record",
      '[{"a":1},\n{"a":nul},\n{"a":2}]',
      "orders.json:2: has a record that is not valid JSON: export it again",
    ],
    [
      "an array with something else in it",
      '[{"a":1},\n\n5]',
      "orders.json:3: has a record that is not a JSON object: export it again",
    ],
    [
      "an array without a comma",
      '[{"a":1}\n{"a":2}]',
      "orders.json:1: has a record that is not valid JSON: export it again",
    ],
    ["an array and more", '[{"a":1}]\n[]', "orders.json:2: goes on behind the end of the array: export it again"],
    ["an empty array", "[]", "orders.json: has no records: orders must have some"],
    [
      "one object over several lines",
      '{\n  "a": 1\n}\n',
      "orders.json:1: holds no records: expected an array of objects, or one object per line",
    ],
    ["blank", " \n", "orders.json: is blank: there is not even an empty array"],
    [
      "a record longer than any",
      `[{"a":1},{"a":"${"x".repeat(17 * 2 ** 20)}"}]`,
      "orders.json: has a record of more than 16 MB: look what is in it, and export it again",
    ],
    [
      "a NUL byte",
      '[{"a":1},\n{"a":"\0"}]',
      "orders.json:2: has a NUL byte: the file is damaged or no text; export it again, or state its encoding",
    ],
  ] as const)("%s", async ([, content, message]) => {
    expect(await failure(content)).toBe(`SourceError: ${message}`);
  });
});
