import {execFile} from "node:child_process";
import {chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {afterEach, beforeEach, expect, test} from "vitest";
import {compact} from "../../src/store/compact.ts";
import {Warehouse} from "../../src/store/warehouse.ts";
import {emptyFolder, removeFolder} from "../support/shop.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = emptyFolder();
  file = join(folder, "warehouse.duckdb");
});
afterEach(() => removeFolder(folder));

/** Opens a warehouse in which most blocks are free: what was in them was dropped. */
async function loose(): Promise<Warehouse> {
  const warehouse = await Warehouse.open(file);
  await warehouse.run(`create table kept as select range as n, 'text ' || range as "text" from range(1000);
    create view looked_up as select kept.n, kept."text" from kept where n < 3;
    create schema own; create table own.notes (n integer primary key, said varchar default 'nothing');
    insert into own.notes (n) values (1);
    create table dropped as select hash(range) as h from range(300000); create view broken as select * from dropped; checkpoint; drop table dropped`);
  return warehouse;
}

async function using<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await Warehouse.open(file);
  try {
    return await work(warehouse);
  } finally {
    warehouse.close();
  }
}

const contents = (warehouse: Warehouse) =>
  Promise.all(["kept", "looked_up", "own.notes"].map((table) => warehouse.rows(`select * from ${table} order by all`)));

test("a warehouse that is mostly free is written anew, with all that is in it", async () => {
  const warehouse = await loose();
  const before = await contents(warehouse);
  chmodSync(file, 0o640);
  const size = statSync(file).size;
  const done = await compact(warehouse, 0);
  warehouse.close();
  expect(done).toEqual({before: size, after: statSync(file).size});
  expect(done!.after).toBeLessThan(size / 2);
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(["warehouse.duckdb"]);
  expect(await using(contents)).toEqual(before);
  await expect(using((again) => again.run("insert into own.notes (n) values (1)"))).rejects.toThrow(/[Cc]onstraint/);
});

test("one that is not is left as it is, and so is a small one", async () => {
  const warehouse = await loose();
  const {ino} = statSync(file);
  expect(await compact(warehouse)).toBeUndefined();
  await warehouse.run("create table full_again as select hash(range) as h from range(900000)");
  expect(await compact(warehouse, 0)).toBeUndefined();
  warehouse.close();
  expect(statSync(file).ino).toBe(ino);
  expect(await using((again) => again.rows("select count(*) as n from full_again"))).toEqual([{n: 900_000}]);
});

test("what a killed run left beside it is no hindrance", async () => {
  const warehouse = await loose();
  writeFileSync(`${file}.compact`, "half a file");
  writeFileSync(`${file}.compact.wal`, "and what was to come");
  expect(await compact(warehouse, 0)).toBeDefined();
  warehouse.close();
  expect(readdirSync(folder)).toEqual(["warehouse.duckdb"]);
});

test("where it cannot be written anew it stays as it is, and in use", async () => {
  const warehouse = await loose();
  const before = await contents(warehouse);
  mkdirSync(join(`${file}.compact.wal`, "no file"), {recursive: true});
  await expect(compact(warehouse, 0)).rejects.toThrow();
  expect(await contents(warehouse)).toEqual(before);
  warehouse.close();
  expect(await using(contents)).toEqual(before);
});

test("a link to the warehouse stays a link", async () => {
  const elsewhere = join(folder, "elsewhere.duckdb");
  symlinkSync(elsewhere, file);
  const warehouse = await loose();
  expect((await compact(warehouse, 0))!.after).toBe(statSync(elsewhere).size);
  warehouse.close();
  expect(readdirSync(folder).sort()).toEqual(["elsewhere.duckdb", "warehouse.duckdb"]);
  expect(await using((again) => again.rows("select count(*) as n from kept"))).toEqual([{n: 1000}]);
});

test("nobody else gets at it before it is closed, and then everybody does", async () => {
  const script = `import engine from "@duckdb/node-bindings";
    const opened = engine.open(${JSON.stringify(file)}, engine.create_config());
    console.log(await opened.then(() => "opened", ({message}) => message));`;
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  const tryIt = async () =>
    (await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {cwd})).stdout;
  const warehouse = await loose();
  expect(await compact(warehouse, 0)).toBeDefined();
  expect(await tryIt()).toContain(`PID ${process.pid}`);
  warehouse.close();
  expect(await tryIt()).toBe("opened\n");
});
