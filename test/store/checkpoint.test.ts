import {existsSync, statSync} from "node:fs";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {checkpoint} from "../../src/store/checkpoint.ts";
import {Warehouse} from "../../src/store/warehouse.ts";
import {emptyFolder, removeFolder} from "../support/shop.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = emptyFolder();
  file = join(folder, "warehouse.duckdb");
});
afterEach(() => removeFolder(folder));

const isBeside = () => existsSync(`${file}.wal`) && statSync(`${file}.wal`).size > 0;

/** Writes `rows` texts, takes them into the file, and says how the engine keeps them there and what it was set to. */
async function keep(rows: number) {
  const warehouse = await Warehouse.open(file);
  try {
    await warehouse.run(`create table kept ("text" varchar)`);
    await warehouse.run("begin transaction; insert into kept values ('first'); commit");
    await warehouse.run(
      `insert into kept select 'https://www.example.org/the/same/long/beginning/' || hash(range) from range(${rows})`,
    );
    expect(isBeside()).toBe(true);
    await checkpoint(warehouse);
    expect(isBeside()).toBe(false);
    const how = await warehouse.rows<{compression: string}>(
      "select distinct compression from pragma_storage_info('kept') where segment_type = 'VARCHAR'",
    );
    const settings = await warehouse.row(`select current_setting('disabled_compression_methods') as disabled`);
    return {
      how: how.map(({compression}) => compression),
      settings,
      rows: await warehouse.rows("select count(*) as n from kept"),
    };
  } finally {
    warehouse.close();
  }
}

test("what was written beside the file is taken into it, and little as it is", async () => {
  const {how, settings, rows} = await keep(1000);
  expect(how).not.toContain("FSST");
  expect(settings).toEqual({disabled: ""});
  expect(rows).toEqual([{n: 1001}]);
});

test("much is taken so that it needs little room", async () => {
  const {how, rows} = await keep(90_000);
  expect(how).toContain("FSST");
  expect(rows).toEqual([{n: 90_001}]);
});

test("nothing to take is no work, nor is a warehouse without a file", async () => {
  for (const place of [file, ":memory:"]) {
    const warehouse = await Warehouse.open(place);
    await checkpoint(warehouse);
    warehouse.close();
  }
});
