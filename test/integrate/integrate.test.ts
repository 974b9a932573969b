import {createHash} from "node:crypto";
import {appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync} from "node:fs";
import {join} from "node:path";
import {beforeEach, describe, expect, test} from "vitest";
import {describe as describeFile} from "../../src/integrate/files.ts";
import {readWhole} from "../../src/integrate/source.ts";
import {realData} from "../support/realData.ts";
import {sourceOf, Workplace} from "./fixture.ts";

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});

function csv(name: string, content: string) {
  return {format: "csv", path: place.file(name, content)} as const;
}

async function failureOf(path: string): Promise<string> {
  return place.integrate(sourceOf({format: "csv", path})).then(
    () => "no failure",
    (error: Error) => `${error.name}: ${error.message.replaceAll(place.folder, ".")}`,
  );
}

describe("files", () => {
  test("of one glob are one source, in alphabetical order, their columns in any", async () => {
    place.file("in/2.csv", "b,a\n4,3\n");
    place.file("in/1.csv", "a,b\n1,2\nragged\n");
    place.file("in/10.csv", "a;b\n5;6\n7\n8;9\n");
    const {counts} = await place.integrate(sourceOf({format: "csv", path: place.path("in/*.csv")}));
    expect(await place.raw()).toEqual([
      {row: 1, a: "1", b: "2"},
      {row: 2, a: null, b: null},
      {row: 3, a: "5", b: "6"},
      {row: 4, a: null, b: null},
      {row: 5, a: "8", b: "9"},
      {row: 6, a: "3", b: "4"},
    ]);
    expect(counts).toEqual({orders: {rows: 6, files: 3, faults: 2, bytes: 15 + 14 + 8, read: 6, fresh: 6, gone: 0}});
    expect(await place.warehouse.rows('select "row", path, line from raw_faults order by "row"')).toEqual([
      {row: 2, path: place.path("in/1.csv"), line: 3},
      {row: 4, path: place.path("in/10.csv"), line: 3},
    ]);
  });

  test("are recorded with where their rows start", async () => {
    place.file("in/a.csv", "a,b\n1,2\n3,4\n");
    place.file("in/b.csv", "a,b\n5,é\n");
    await place.integrate(sourceOf({format: "csv", path: place.path("in/?.csv")}));
    const files = await place.warehouse.rows("select * from raw_files order by file_no");
    expect(files).toEqual([
      {
        source: "orders",
        file_no: 1,
        path: place.path("in/a.csv"),
        format: "csv",
        encoding: "utf-8",
        bytes: 12,
        modified_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        sha256: createHash("sha256").update("a,b\n1,2\n3,4\n").digest("hex"),
        first_row: 1,
        rows: 2,
      },
      expect.objectContaining({file_no: 2, first_row: 3, rows: 1, bytes: 9}),
    ]);
  });

  test("of one glob that are copies of each other are refused: their records would count twice", async () => {
    csv("a.csv", "day,sold\n2024-05-06,1\n");
    csv("b.csv", "day,sold\n2024-05-06,1\n");
    expect(await failureOf(place.path("*.csv"))).toMatch(
      /b\.csv: is a copy of .*a\.csv: its records would count twice/,
    );
  });

  test("of one glob with other columns are refused", async () => {
    place.file("in/1.csv", "a,b\n1,2\n");
    place.file("in/2.csv", "a,c\n1,2\n");
    expect(await failureOf(place.path("in/*.csv"))).toBe(
      "SourceError: ./in/2.csv: has no b and has c besides, unlike ./in/1.csv",
    );
  });

  test("of JSON may lack columns that no record of theirs has", async () => {
    place.file("in/1.json", '[{"a": 1, "b": 2}]');
    place.file("in/2.json", '[{"c": 3, "a": "x"}]');
    await place.integrate(sourceOf({format: "json", path: place.path("in/*.json")}));
    expect(await place.raw()).toEqual([
      {row: 1, a: "1", b: "2", c: null},
      {row: 2, a: "x", b: null, c: "3"},
    ]);
    expect(await place.warehouse.rows("select name, is_number from raw_columns order by position")).toEqual([
      {name: "a", is_number: false},
      {name: "b", is_number: true},
      {name: "c", is_number: true},
    ]);
  });

  test("may have a name that looks like a glob", async () => {
    await place.integrate(sourceOf(csv("orders [1].csv", "a,b\n1,2\n")));
    expect(await place.raw()).toEqual([{row: 1, a: "1", b: "2"}]);
  });

  test.for([
    ["missing", "ordes.csv", "./ordes.csv: does not exist (did you mean orders.csv?)"],
    ["in a missing folder", "no/orders.csv", "./no/orders.csv: does not exist, nor does the folder ./no"],
    ["a folder", "folder", "./folder: is a folder: name a file in it, or all with ./folder/*"],
    ["empty", "empty.csv", "./empty.csv: is empty (0 bytes): the export that writes it may have failed"],
    ["a link to nothing", "link.csv", "./link.csv: does not exist"],
    ["a glob without a match", "*.tsv", "./*.tsv: matches no file: check the pattern and the folder it looks in"],
  ] as const)("%s: one clear message", async ([, name, message]) => {
    place.file("orders.csv", "a,b\n1,2\n");
    place.file("empty.csv", "");
    mkdirSync(place.path("folder"));
    symlinkSync(place.path("gone.csv"), place.path("link.csv"));
    expect(await failureOf(place.path(name))).toContain(`SourceError: ${message}`);
  });

  const isRoot = process.getuid?.() === 0;
  if (isRoot) console.warn("skipping: root may read every file, so an unreadable one cannot be tried");
  test.skipIf(isRoot)("unreadable: one clear message", async () => {
    const path = place.file("orders.csv", "a,b\n1,2\n");
    chmodSync(path, 0);
    expect(await failureOf(path)).toBe(
      "SourceError: ./orders.csv: cannot be read by this user: change its permissions",
    );
  });
});

test("a file that changes while it is read is worth another try later", async () => {
  const input = csv("orders.csv", "a,b\n1,2\n");
  const file = await describeFile(input.path);
  appendFileSync(input.path, "3,4\n");
  const target = {warehouse: place.warehouse, table: "t", faults: "f", folder: place.folder};
  await expect(readWhole(file, input, target)).rejects.toMatchObject({
    name: "TemporaryError",
    message: `${input.path} changed while it was read; try again when it is written`,
  });
});

const tablesOfOrders = [
  "blocks_of_sources",
  "fresh_orders",
  "gone_orders",
  "raw_columns",
  "raw_faults",
  "raw_files",
  "raw_orders",
  "reloaded",
  "rows_orders",
  "source_states",
  "texts_orders_1",
  "texts_orders_2",
  "used_codes",
];

describe("the raw tables", () => {
  test("do not take up what a killed run left behind", async () => {
    await place.warehouse.run(
      "create table incoming_orders as select 7 as x; create table incoming_orders_file as select 8 as y",
    );
    await place.integrate(sourceOf(csv("orders.csv", "a,b\n1,2\n")));
    expect(await place.raw()).toEqual([{row: 1, a: "1", b: "2"}]);
    expect(await place.warehouse.tables()).toEqual(tablesOfOrders);
  });

  test("take the place of the tables an earlier version had", async () => {
    await place.warehouse.run("create table raw_orders as select 7 as x");
    await place.integrate(sourceOf(csv("orders.csv", "a,b\n1,2\n")));
    expect(await place.raw()).toEqual([{row: 1, a: "1", b: "2"}]);
  });

  test("are the same after a second run", async () => {
    const source = sourceOf(csv("orders.csv", "a,b\n1,2\n3\n4,5\n"));
    const all = async () => [
      await place.raw(),
      await place.faults(),
      await place.warehouse.rows("select * from raw_files"),
      await place.warehouse.rows("select * from raw_columns"),
    ];
    await place.integrate(source);
    const first = await all();
    await place.integrate(source);
    expect(await all()).toEqual(first);
  });

  test("stay as they are when a source fails", async () => {
    const orders = sourceOf(csv("orders.csv", "a,b\n1,2\n"));
    await place.integrate(orders);
    const next = [
      sourceOf(csv("orders.csv", "a,b\n9,9\n")),
      sourceOf(csv("campaigns.csv", "a,b\n1,2\n3"), {name: "campaigns"}),
    ];
    await expect(place.integrate(...next)).rejects.toThrow("ends in the middle of a record");
    expect(await place.raw()).toEqual([{row: 1, a: "1", b: "2"}]);
    expect(await place.warehouse.tables()).toEqual(tablesOfOrders);
  });

  test("of a source that is no longer configured go", async () => {
    const orders = sourceOf(csv("orders.csv", "a,b\n1,2\n"));
    await place.integrate(orders, sourceOf(csv("campaigns.csv", "a,b\n1,2\n"), {name: "campaigns"}));
    expect(await place.warehouse.tables()).toContain("raw_campaigns");
    await place.integrate(orders);
    expect(await place.warehouse.tables()).toEqual(tablesOfOrders);
    expect(await place.warehouse.rows("select distinct source from raw_files")).toEqual([{source: "orders"}]);
  });
});

describe("a source the run can go on without", () => {
  test("is a note when it fails", async () => {
    const campaigns = sourceOf({format: "csv", path: place.path("none.csv")}, {name: "campaigns", optional: true});
    const {notes, counts} = await place.integrate(sourceOf(csv("orders.csv", "a,b\n1,2\n")), campaigns);
    expect(Object.keys(counts)).toEqual(["orders"]);
    expect(await place.warehouse.tables()).not.toContain("raw_campaigns");
    expect(notes).toEqual([
      {
        kind: "degraded",
        source: "campaigns",
        message: `campaigns could not be read: ${place.path("none.csv")}: does not exist; paths are relative to the config file; the report goes on without it.`,
      },
    ]);
  });

  test("may have a header and no records", async () => {
    const path = csv("campaigns.csv", "a,b\n");
    const {notes} = await place.integrate(
      sourceOf(csv("orders.csv", "a,b\n1,2\n")),
      sourceOf(path, {name: "campaigns"}),
    );
    expect(await place.raw("campaigns")).toEqual([]);
    expect(notes).toEqual([
      {
        kind: "info",
        source: "campaigns",
        message: `campaigns has no records: ${path.path} has a header but no records.`,
      },
    ]);
  });
});

const real = realData("smart-retail");
describe.skipIf(real === undefined)("the four real sources", () => {
  test("have a thousand records each", async () => {
    const at = (name: string) => join(real!, name);
    expect(existsSync(at("smartretail.db"))).toBe(true);
    const {counts, notes} = await place.integrate(
      sourceOf({format: "sqlite", path: at("smartretail.db"), table: "orders"}),
      sourceOf({format: "csv", path: at("marketing.csv")}, {name: "campaigns"}),
      sourceOf({format: "json", path: at("web_traffic.json")}, {name: "web_traffic"}),
      sourceOf({format: "csv", path: at("iot_stream.csv")}, {name: "footfall"}),
    );
    expect(notes).toEqual([]);
    expect(Object.values(counts).map(({rows, faults}) => [rows, faults])).toEqual([
      [1000, 0],
      [1000, 0],
      [1000, 0],
      [1000, 0],
    ]);
    expect(
      await place.warehouse.row("select count(*) filter (total_amount like '$%') as priced from raw_orders"),
    ).toEqual({priced: 1000});
    const sum = createHash("sha256")
      .update(readFileSync(at("marketing.csv")))
      .digest("hex");
    expect(await place.warehouse.rows(`select bytes from raw_files where sha256 = '${sum}'`)).toEqual([{bytes: 30763}]);
  });
});
