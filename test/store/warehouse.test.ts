import {existsSync, mkdtempSync, readdirSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {validExcept} from "../../src/store/append.ts";
import {Warehouse} from "../../src/store/warehouse.ts";

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await Warehouse.open(":memory:");
});
afterAll(() => warehouse.close());

const valueFor = async (sql: string) => (await warehouse.row(`select ${sql} as value`)).value;

describe("a value comes out", () => {
  test.for([
    ["true", true],
    ["(-128)::tinyint", -128],
    ["255::utinyint", 255],
    ["(-32768)::smallint", -32768],
    ["65535::usmallint", 65535],
    ["(-2147483648)::integer", -2147483648],
    ["4294967295::uinteger", 4294967295],
    ["9007199254740991", 9007199254740991],
    ["9007199254740993::bigint", "9007199254740993"],
    ["(-9007199254740993)::bigint", "-9007199254740993"],
    ["18446744073709551615::ubigint", "18446744073709551615"],
    ["(select sum(x) from (values (1), (2)) t(x))", 3],
    ["(-170141183460469231731687303715884105727)::hugeint", "-170141183460469231731687303715884105727"],
    ["340282366920938463463374607431768211455::uhugeint", "340282366920938463463374607431768211455"],
    ["0.1::double", 0.1],
    ["'nan'::double", "NaN"],
    ["1.5::float", 1.5],
    ["12.5::decimal(18, 4)", "12.5000"],
    ["(-0.05)::decimal(4, 2)", "-0.05"],
    ["(-0.5)::decimal(9, 3)", "-0.500"],
    ["7::decimal(9, 0)", "7"],
    ["(-12345678901234567890123456789012345678)::decimal(38, 0)", "-12345678901234567890123456789012345678"],
    ["(-0.01)::decimal(38, 2)", "-0.01"],
    ["date '2026-01-05'", "2026-01-05"],
    ["date '0044-03-15 (BC)'", "0044-03-15 (BC)"],
    ["date '12026-01-05'", "12026-01-05"],
    ["'-infinity'::date", "-infinity"],
    ["timestamp '2026-01-05 07:00:03'", "2026-01-05 07:00:03"],
    ["timestamp '1969-12-31 23:59:59.0625'", "1969-12-31 23:59:59.0625"],
    ["'infinity'::timestamp", "infinity"],
    ["timestamptz '2026-01-05 07:00:03+01'", "2026-01-05 06:00:03+00"],
    ["timestamp_s '2026-01-05 07:00:03'", "2026-01-05 07:00:03"],
    ["timestamp_ms '1969-12-31 23:59:59.5'", "1969-12-31 23:59:59.5"],
    ["timestamp_ns '1969-12-31 23:59:59.000000001'", "1969-12-31 23:59:59.000000001"],
    ["''", ""],
    ["'twelve bytes'", "twelve bytes"],
    ["'thirteen byte'", "thirteen byte"],
    ["'Ünïcödé, and long enough to lie elsewhere 🛒'", "Ünïcödé, and long enough to lie elsewhere 🛒"],
    ["'a' || chr(0) || 'b'", "a\0b"],
    ["null", null],
    ["null::decimal(18, 4)", null],
    ["null::varchar", null],
  ] as const)("%s as %j", async ([sql, value]) => {
    expect(await valueFor(sql)).toBe(value);
  });

  test("of each row, in its order, with what is missing", async () => {
    const rows = await warehouse.rows<{i: number; t: string | null}>(
      "select i, case when i % 3 <> 0 then 'text number ' || i end as t from range(5000) r(i) order by i",
    );
    expect(rows).toEqual(Array.from({length: 5000}, (_, i) => ({i, t: i % 3 === 0 ? null : `text number ${i}`})));
  });

  test("by the name of its column, whatever that is", async () => {
    expect(await warehouse.row(`select 1 as "2", 'b' as "1", 3 as "x ""y"""`)).toEqual({2: 1, 1: "b", 'x "y"': 3});
  });

  test("of no other type", async () => {
    await expect(valueFor("[1, 2]")).rejects.toThrow("the column value is of a type (number 24) that is not read");
  });

  test("of no row at all", async () => {
    expect(await warehouse.rows("select 1 where false")).toEqual([]);
    await expect(warehouse.row("select 1 where false")).rejects.toThrow("no row came back for: select 1 where false");
  });
});

describe("a transaction", () => {
  const kept = async () => (await warehouse.rows<{n: number}>("select n from kept order by n")).map(({n}) => n);
  const insert = (n: number) => warehouse.run(`insert into kept values (${n})`);

  test("within another is kept or given up with it", async () => {
    await warehouse.run("create or replace table kept (n integer)");
    await warehouse.transaction(async () => {
      await insert(1);
      await warehouse.transaction(() => insert(2));
    });
    const failing = warehouse.transaction(async () => {
      await warehouse.transaction(() => insert(3));
      throw new Error("afterwards");
    });
    await expect(failing).rejects.toThrow("afterwards");
    expect(await kept()).toEqual([1, 2]);
  });

  test("tells what went wrong within it, not that it is gone", async () => {
    await expect(warehouse.transaction(() => warehouse.run("select * from nowhere"))).rejects.toThrow("nowhere");
    const ended = warehouse.transaction(async () => {
      await warehouse.run("rollback");
      throw new Error("the real reason");
    });
    await expect(ended).rejects.toThrow("the real reason");
    expect(await warehouse.transaction(async () => "the next one")).toBe("the next one");
  });
});

describe("a session", () => {
  test("works on the same tables, with a transaction of its own", async () => {
    const session = await warehouse.session();
    try {
      await session.run("create or replace table shared as select 1 as n");
      await session.run("begin transaction; insert into shared values (2)");
      expect(await warehouse.rows("select n from shared")).toEqual([{n: 1}]);
      await session.run("commit");
      expect(await warehouse.rows("select n from shared order by n")).toEqual([{n: 1}, {n: 2}]);
    } finally {
      session.close();
    }
    expect(await valueFor("42")).toBe(42);
  });

  test("computes in the same zone", async () => {
    const place = await Warehouse.open(":memory:", "Europe/Vienna");
    const session = await place.session();
    try {
      const noon = "select (timestamptz '2026-07-01 12:00:00+00')::timestamp::varchar as noon";
      expect(await session.row(noon)).toEqual({noon: "2026-07-01 14:00:00"});
    } finally {
      session.close();
      place.close();
    }
  });
});

describe("appended columns", () => {
  const rows = 5000;
  const numbers = Int32Array.from({length: rows}, (_, i) => (i % 7 === 0 ? -1 : i));

  test("arrive as they were, with what is missing", async () => {
    await warehouse.run('create or replace table added ("row" bigint, code integer, day date, text varchar)');
    const texts = Array.from({length: rows}, (_, i) =>
      i % 5 === 0 ? null : i % 2 ? `ü\0${i}` : Buffer.from(`é ${i}, long enough`),
    );
    const row = BigInt64Array.from({length: rows}, (_, i) => BigInt(i) * 10_000_000_000n);
    const days = Int32Array.from({length: rows}, (_, i) => i);
    const columns = [{values: row}, {values: numbers, valid: validExcept(numbers, -1)}, {values: days}, {texts}];
    warehouse.append("added", columns, rows);
    const expected = Array.from({length: rows}, (_, i) => ({
      row: i * 10_000_000_000,
      code: i % 7 === 0 ? null : i,
      day: new Date(i * 86_400_000).toISOString().slice(0, 10),
      text: i % 5 === 0 ? null : i % 2 ? `ü\0${i}` : `é ${i}, long enough`,
    }));
    expect(await warehouse.rows('select * from added order by "row"')).toEqual(expected);
  });

  test("may be texts that lie one behind the other, short, long and empty", async () => {
    await warehouse.run("create or replace table added (n integer, text varchar)");
    const texts = Array.from(
      {length: rows},
      (_, i) => ["", `${i}`, "twelve bytes", `thirteen byte ${i}`, `é${i}`][i % 5]!,
    );
    const pieces = texts.map((text) => Buffer.from(text));
    let end = 0;
    const packed = {bytes: Buffer.concat(pieces), ends: Int32Array.from(pieces, ({length}) => (end += length))};
    warehouse.append("added", [{values: Int32Array.from(texts, (_, i) => i)}, packed], rows);
    expect((await warehouse.rows("select text from added order by n")).map(({text}) => text)).toEqual(texts);
    // Texts are compared by their bytes, those behind a short one included.
    const distinct = await warehouse.rows("select text from added group by text order by text");
    expect(distinct.map(({text}) => text)).toEqual([...new Set(texts)].sort());
  });

  test("may come a part at a time", async () => {
    await warehouse.run("create or replace table added (n integer)");
    await warehouse.transaction(async () => {
      const appender = warehouse.appender("added");
      appender.add([{values: numbers}], 3000);
      appender.add([{values: numbers.subarray(3000)}], 2000);
      appender.close();
    });
    expect((await warehouse.rows("select n from added")).map(({n}) => n)).toEqual([...numbers]);
  });

  test("are part of the transaction", async () => {
    await warehouse.run("create or replace table added (n integer)");
    const failing = warehouse.transaction(async () => {
      warehouse.append("added", [{values: numbers}], rows);
      expect(await warehouse.row("select count(*) as n from added")).toEqual({n: rows});
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await warehouse.row("select count(*) as n from added")).toEqual({n: 0});
  });

  test("may be a part of a larger array, and only its first rows", async () => {
    await warehouse.run("create or replace table added (n integer)");
    warehouse.append("added", [{values: numbers.subarray(11, 20)}], 3);
    expect(await warehouse.rows("select n from added")).toEqual([{n: 11}, {n: 12}, {n: 13}]);
  });

  test.for([
    ["a column too many", [{values: numbers}, {values: numbers}], "added has 1 columns, 2 were given"],
    ["too few values", [{values: numbers.subarray(1)}], "column 1 of added has 4999 values for 5000 rows"],
    ["another width", [{values: new Float64Array(rows)}], "column 1 of added is not for a Float64Array"],
    ["texts for numbers", [{texts: Array(rows).fill("1")}], "column 1 of added is not for texts"],
    [
      "a short list of what is missing",
      [{values: numbers, valid: new Uint8Array(8)}],
      "column 1 of added says of 64 rows what is missing",
    ],
  ] as const)("with %s are refused", async ([, columns, message]) => {
    await warehouse.run("create or replace table added (n integer)");
    expect(() => warehouse.append("added", columns, rows)).toThrow(message);
    expect(await warehouse.row("select count(*) as n from added")).toEqual({n: 0});
  });

  test("that break a rule of the table are refused", async () => {
    await warehouse.run("create or replace table added (n integer not null)");
    const columns = [{values: numbers, valid: validExcept(numbers, -1)}];
    expect(() => warehouse.append("added", columns, rows)).toThrow(/NOT NULL/);
    expect(await valueFor("42")).toBe(42);
  });
});

test("small tables take little room", async () => {
  const folder = mkdtempSync(join(tmpdir(), "daybook-"));
  const file = join(folder, "warehouse.duckdb");
  try {
    const small = await Warehouse.open(file);
    for (let i = 0; i < 40; i++) await small.run(`create table small_${i} as select 'text' as text, ${i} as number`);
    small.close();
    expect(statSync(file).size).toBeLessThan(4_000_000);
  } finally {
    rmSync(folder, {recursive: true});
  }
});

test("with little memory, works beside the warehouse and leaves nothing there", async () => {
  const folder = mkdtempSync(join(tmpdir(), "daybook-"));
  const file = join(folder, "warehouse.duckdb");
  try {
    const small = await Warehouse.open(file, "UTC", 40_000_000);
    expect(await small.row("select value from duckdb_settings() where name = 'memory_limit'")).toEqual({
      value: "38.1 MiB",
    });
    await small.run("set threads = 1; create table wide as select i, md5(i::varchar) as t from range(1500000) r(i)");
    expect(await small.row("select sum(n)::bigint as n from (select count(*) as n from wide group by t)")).toEqual({
      n: 1_500_000,
    });
    small.close();
    expect(existsSync(`${file}.tmp`)).toBe(false);
    expect(readdirSync(folder)).toEqual(["warehouse.duckdb"]);
  } finally {
    rmSync(folder, {recursive: true});
  }
});

describe("transactions kept together", () => {
  const begun = () => warehouse.run("create or replace table together (n integer)");
  const add = (n: number) => warehouse.transaction(() => warehouse.run(`insert into together values (${n})`));
  const numbers = async () => (await warehouse.rows<{n: number}>("select n from together order by n")).map(({n}) => n);

  test("stay all, with what went before them", async () => {
    await begun();
    await warehouse.allOrNothing(
      async () => {
        await warehouse.run("insert into together values (0)");
        await add(1);
        await add(2);
      },
      async () => false,
    );
    expect(await numbers()).toEqual([0, 1, 2]);
  });

  test.for([
    [false, [0]],
    [true, [0, 1]],
  ] as const)("when it fails and is to be kept: %s", async ([isKept, expected]) => {
    await begun();
    const ended: string[] = [];
    const work = async () => {
      await warehouse.run("insert into together values (0)");
      await add(1);
      await warehouse.afterwards(async () => {
        ended.push("afterwards");
      });
      expect(ended).toEqual([]);
      throw new Error("no disk");
    };
    await expect(warehouse.allOrNothing(work, async () => isKept)).rejects.toThrow("no disk");
    expect(await numbers()).toEqual(expected);
    expect(ended).toEqual(["afterwards"]);
    await add(7);
    expect(await numbers()).toEqual([...expected, 7]);
  });
});
