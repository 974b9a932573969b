import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {silentLog} from "../../src/lib/log.ts";
import {normalize} from "../../src/normalize/index.ts";
import {runs} from "../support/runs.ts";
import {configFor, normalizeRaw, type RawSource, rawWarehouse} from "./fixture.ts";

const orders = (records: RawSource["records"], more: Partial<RawSource> = {}): RawSource => ({
  header: ["order_date", "country", "product_id", "quantity", "total_amount"],
  records,
  ...more,
});
const order = (date: string, amount = "$1.00"): string[] => [date, "France", "7", "1", amount];

async function amounts(texts: readonly string[], decimal?: "." | ","): Promise<unknown[]> {
  const source = {header: ["order_date", "total_amount"], records: texts.map((amount) => ["2024-05-06", amount])};
  const {clean} = await normalizeRaw("orders", {...source, ...(decimal && {decimal})});
  return clean.map(({revenue}) => revenue);
}

describe("amounts", () => {
  test.for([
    ["$715.53", "715.5300"],
    ["$1,234.50", "1234.5000"],
    ["1 234.50 EUR", "1234.5000"],
    ["CHF 1'234.50", "1234.5000"],
    ["(12.00)", "-12.0000"],
    ["-$5.25", "-5.2500"],
    ["$-5.25", "-5.2500"],
    ["5.25-", "-5.2500"],
    ["\u22125.25", "-5.2500"],
    ["1,00,000.10", "100000.1000"],
    [".5", "0.5000"],
    ["99999999999.9999", "99999999999.9999"],
    ["kr. 250.50", "250.5000"],
    ["100 zł", "100.0000"],
  ] as const)("reads %s as %s", async ([given, expected]) => {
    expect(await amounts([given, "1.5"])).toEqual([expected, "1.5000"]);
  });

  test.for([
    ["1.234,50 €", "1234.5000"],
    ["1 234,50 €", "1234.5000"],
    ["12,5", "12.5000"],
    ["1.234", "1234.0000"],
  ] as const)("reads %s as %s beside other decimal commas", async ([given, expected]) => {
    expect(await amounts([given, "0,25"])).toEqual([expected, "0.2500"]);
  });

  test("asks for the decimal sign when 1.234 is all there is", async () => {
    await expect(amounts(["1.234", "5"])).rejects.toThrow(
      /columns\.revenue: "1\.234" may be a thousand or a decimal.*decimal: ","/,
    );
    expect(await amounts(["1.234", "5"], ",")).toEqual(["1234.0000", "5.0000"]);
    expect(await amounts(["1.234", "5"], ".")).toEqual(["1.2340", "5.0000"]);
  });

  test("asks for the decimal sign when both are in use", async () => {
    await expect(amounts(["1.50", "2,50"])).rejects.toThrow(
      "1 rows write numbers with a decimal point and 1 with a decimal comma",
    );
  });

  test.for(["free", "$12.3.4", "1,23.5", "--5", "12 apples", "(12.00", "12.00)", "MAX 10.50"])(
    "rejects %s, with the text that stood there",
    async (given) => {
      const {rejected, counts} = await normalizeRaw(
        "orders",
        orders([order("2024-05-06", given), order("2024-05-06", "1.50")]),
      );
      expect(rejected).toEqual([
        {
          row: 1,
          column: "revenue",
          value: given,
          reason: "revenue is not an amount",
        },
      ]);
      expect(counts).toEqual({raw: 2, clean: 1, rejected: 1, duplicates: 0});
    },
  );

  test("does not add up currencies", async () => {
    await expect(amounts(["10.00 USD", "10.00 EUR", "$5.00"])).rejects.toThrow(
      "amounts in several currencies cannot be added up: $ (1 rows), EUR (1 rows), USD (1 rows)",
    );
    expect(await amounts(["10.00 USD", "US$10.00", "$5.00"])).toHaveLength(3);
  });

  test("says when the amounts are of another currency than the report", async () => {
    const {notes} = await normalizeRaw("orders", orders([order("2024-05-06", "$5.00")]));
    expect(notes).toMatchObject([
      {
        kind: "degraded",
        message: "The amounts in revenue of orders are written in USD, and the report calls them EUR: set `currency`.",
      },
    ]);
    expect((await normalizeRaw("orders", orders([order("2024-05-06", "€5.00")]))).notes).toEqual([]);
  });

  test("says how many amounts were rounded", async () => {
    const {clean, notes} = await normalizeRaw(
      "orders",
      orders([order("2024-05-06", "1.23456"), order("2024-05-06", "1.50000")]),
    );
    expect(clean.map(({revenue}) => revenue)).toEqual(["1.2346", "1.5000"]);
    expect(notes).toMatchObject([
      {kind: "info", message: "1 amount in revenue had more than 4 decimals and were rounded to 4."},
    ]);
  });

  test("trusts numbers the source itself typed", async () => {
    const {clean} = await normalizeRaw("orders", orders([order("2024-05-06", "1.234")], {numbers: ["total_amount"]}));
    expect(clean[0]).toMatchObject({revenue: "1.2340"});
  });

  test.for([".", ","] as const)(
    "reads every amount back as it was written, with decimals behind a %s",
    async (decimal) => {
      const amount = fc.record({units: fc.integer({min: -99_999_999, max: 99_999_999}), grouped: fc.boolean()});
      await fc.assert(
        fc.asyncProperty(fc.array(amount, {minLength: 300, maxLength: 300}), async (list) => {
          const written = list.map(({units, grouped}) => write(units, grouped, decimal));
          const expected = list.map(({units}) => exact(units));
          expect(await amounts([...written, `0${decimal}5`], decimal)).toEqual([...expected, "0.5000"]);
        }),
        {numRuns: runs(1)},
      );
    },
  );
});

function write(units: number, grouped: boolean, decimal: "." | ","): string {
  const digits = String(Math.abs(units)).padStart(3, "0");
  const whole = digits.slice(0, -2);
  const groups = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, decimal === "." ? "," : ".") : whole;
  return `${units < 0 ? "-" : ""}${groups}${decimal}${digits.slice(-2)}`;
}

function exact(units: number): string {
  const digits = String(Math.abs(units)).padStart(3, "0");
  return `${units < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}00`;
}

describe("days", () => {
  const days = async (dates: readonly string[], formats?: readonly string[]) => {
    const mapping = formats ? {columns: {ordered_on: {from: "order_date", formats}}} : {};
    const source = {header: ["order_date", "total_amount"], records: dates.map((date) => [date, "1.50"])};
    const {clean, rejected} = await normalizeRaw("orders", {...source, ...mapping});
    return {days: clean.map(({ordered_on}) => ordered_on), rejected};
  };

  test.for([
    ["12/31/2024", "2024-12-31"],
    ["31/12/2024", "2024-12-31"],
    ["31.12.2024", "2024-12-31"],
    ["2024-12-31", "2024-12-31"],
    ["20241231", "2024-12-31"],
    ["31 Dec 2024", "2024-12-31"],
    ["December 31, 2024", "2024-12-31"],
    ["12/31/24", "2024-12-31"],
    ["2024-12-31 23:59:59", "2024-12-31"],
    ["12/31/2024 11:59 PM", "2024-12-31"],
  ] as const)("reads %s as %s", async ([given, expected]) => {
    expect((await days([given])).days).toEqual([expected]);
  });

  test("refuses to guess between day and month, naming both formats and the rows", async () => {
    await expect(days(["03/04/2024", "05/06/2024", "07/07/2024"])).rejects.toThrow(
      "%d/%m/%Y and %m/%d/%Y both fit 3 rows and disagree on the day of 2 of them",
    );
  });

  test("needs no choice where both readings agree", async () => {
    expect((await days(["07/07/2024", "08/08/2024"])).days).toEqual(["2024-07-07", "2024-08-08"]);
  });

  test("takes the one format that fits, and sets aside what is no date", async () => {
    const result = await days(["03/04/2024", "05/25/2024", "n/a", "2024-13-45", "31/31/2024"]);
    expect(result.days).toEqual(["2024-03-04", "2024-05-25"]);
    expect(result.rejected.map(({row, value, reason}) => [row, value, reason])).toEqual([
      [3, "n/a", "ordered_on is not a date (%m/%d/%Y)"],
      [4, "2024-13-45", "ordered_on is not a date (%m/%d/%Y)"],
      [5, "31/31/2024", "ordered_on is not a date (%m/%d/%Y)"],
    ]);
  });

  test("refuses two formats in one column unless both are listed", async () => {
    const mixed = ["2024-05-06", "2024-05-07", "25.12.2024"];
    await expect(days(mixed)).rejects.toThrow("%Y-%m-%d fits 2 rows and %d.%m.%Y 1 others");
    expect((await days(mixed, ["%Y-%m-%d", "%d.%m.%Y"])).days).toEqual(["2024-05-06", "2024-05-07", "2024-12-25"]);
  });

  test("is not misled by dirt on both sides", async () => {
    const both = Array.from({length: 300}, (_, i) => `0${1 + (i % 9)}/${10 + (i % 3)}/2024`);
    await expect(days([...both, "25/12/2024", "26/12/2024", "12/25/2024", "12/26/2024"])).rejects.toThrow(
      /%d\/%m\/%Y and %m\/%d\/%Y both fit 302 rows and disagree on the day of \d+ of them/,
    );
  });

  test("finds a second format however many texts there are", async () => {
    const many = Array.from({length: 1500}, (_, i) => new Date(Date.UTC(2000, 0, 1 + i)).toISOString().slice(0, 10));
    const american = many.map((day) => `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`);
    await expect(days([...american, ...many.slice(0, 700)])).rejects.toThrow(
      "%m/%d/%Y fits 1500 rows and %Y-%m-%d 700 others",
    );
  });

  test("sets aside days no shop can have", async () => {
    const {rejected} = await days(["2024-05-06", "0024-05-06"]);
    expect(rejected[0]).toMatchObject({row: 2, reason: "ordered_on is not between 1970 and 2199"});
  });
});

describe("instants", () => {
  const instants = async (texts: readonly string[], timezone: string) => {
    const {clean} = await normalizeRaw(
      "footfall",
      {header: ["timestamp", "footfall"], records: texts.map((at) => [at, "1"])},
      timezone,
    );
    return clean.map(({measured_at, day}) => `${measured_at} ${day}`);
  };

  test("moves an offset to the shop's zone, and its day with it", async () => {
    expect(await instants(["2024-03-31T00:30:00Z", "2024-12-31T23:30:00+00:00"], "Europe/Paris")).toEqual([
      "2024-03-31 01:30:00 2024-03-31",
      "2025-01-01 00:30:00 2025-01-01",
    ]);
  });

  test("takes a time without an offset as local", async () => {
    expect(await instants(["2024-07-01T12:00:00"], "America/New_York")).toEqual(["2024-07-01 12:00:00 2024-07-01"]);
  });

  test("cuts fractions finer than a microsecond", async () => {
    expect(await instants(["2024-07-01T12:00:00.1234567Z"], "UTC")).toEqual(["2024-07-01 12:00:00.123456 2024-07-01"]);
  });

  test("reads times with and without a fraction alike", async () => {
    expect(await instants(["2024-07-01T12:00:00.5", "2024-07-01T12:00:01"], "UTC")).toEqual([
      "2024-07-01 12:00:00.5 2024-07-01",
      "2024-07-01 12:00:01 2024-07-01",
    ]);
    expect(await instants(["2024-07-01T12:00:00.5Z", "2024-07-01T12:00:01Z"], "UTC")).toHaveLength(2);
  });

  test("gives an order without a day the day of its instant", async () => {
    const source = {header: ["created_at", "amount"], records: [["2024-12-31T23:30:00+00:00", "1.50"]]};
    expect((await normalizeRaw("orders", source)).clean[0]).toMatchObject({
      ordered_on: "2025-01-01",
      ordered_at: "2025-01-01 00:30:00",
    });
  });
});

describe("columns", () => {
  test("keeps leading zeros of ids, and reads 35.0 of a number column as 35", async () => {
    const source = (numbers: readonly string[], id: string) =>
      orders([["2024-05-06", "France", id, "1", "1.50"]], {numbers});
    expect((await normalizeRaw("orders", source([], "007"))).clean[0]).toMatchObject({product_id: "007"});
    expect((await normalizeRaw("orders", source(["product_id"], "35.0"))).clean[0]).toMatchObject({product_id: "35"});
  });

  test("reads 35.0 as 35 where every id of a column is written so", async () => {
    const ids = async (...given: string[]) => {
      const {clean} = await normalizeRaw(
        "orders",
        orders(given.map((id) => ["2024-05-06", "France", id, "1", "1.50"])),
      );
      return clean.map(({product_id}) => product_id);
    };
    expect(await ids("35.0", "7.0")).toEqual(["35", "7"]);
    expect(await ids("35.0", "A")).toEqual(["35.0", "A"]);
  });

  test("counts an order line without an order id as an order of its own", async () => {
    const source = {
      header: ["order_id", "date", "amount"],
      records: [
        ["1", "2024-05-06", "1.50"],
        ["", "2024-05-06", "1.50"],
        ["", "2024-05-06", "1.50"],
      ],
    };
    expect((await normalizeRaw("orders", source)).clean.map(({order_id}) => order_id)).toEqual(["1", "row 2", "row 3"]);
  });

  test("trims text, composes it (NFC) and leaves blanks NULL", async () => {
    const countries = ["  Co\u0302te d'Ivoire\u00a0", "   ", ""];
    const {clean} = await normalizeRaw(
      "orders",
      orders(countries.map((country) => ["2024-05-06", country, "7", "1", "1.50"])),
    );
    expect(clean.map(({country}) => country)).toEqual(["Côte d'Ivoire", null, null]);
  });

  test("takes stated texts as missing", async () => {
    const {clean} = await normalizeRaw("orders", orders([["2024-05-06", "N/A", "7", "1", "1.50"]], {missing: ["N/A"]}));
    expect(clean[0]).toMatchObject({country: null});
  });

  test("sets aside whole numbers that are not whole", async () => {
    const rows = ["3", "3.0", "2.5", "x"].map((quantity) => ["2024-05-06", "France", "7", quantity, "1.50"]);
    const {clean, rejected} = await normalizeRaw("orders", orders(rows));
    expect(clean.map(({quantity}) => quantity)).toEqual([3, 3]);
    expect(rejected.map(({value, reason}) => [value, reason])).toEqual([
      ["2.5", "quantity is not a whole number"],
      ["x", "quantity is not a whole number"],
    ]);
  });

  test("asks whether 1.000 is a thousand, and reads 1.234 as whole", async () => {
    const pieces = async (...texts: string[]) => {
      const {clean} = await normalizeRaw(
        "orders",
        orders(texts.map((quantity) => ["2024-05-06", "France", "7", quantity, "1.50"])),
      );
      return clean.map(({quantity}) => quantity);
    };
    await expect(pieces("1.000", "2.000")).rejects.toThrow(
      'columns.quantity: "1.000" may be a thousand or a whole number with decimals (2 rows)',
    );
    await expect(pieces("1,234", "2.000")).rejects.toThrow(
      "may be a thousand or a whole number with decimals (2 rows)",
    );
    expect(await pieces("1.234", "2.000")).toEqual([1234, 2000]);
    expect(await pieces("1,234", "7")).toEqual([1234, 7]);
  });

  test("counts a return negative, whatever sign the file gives it", async () => {
    const source = {
      header: ["date", "amount", "qty", "order_type"],
      records: [
        ["2024-05-06", "10.50", "2", "Sale"],
        ["2024-05-06", "4.50", "1", "REFUND"],
        ["2024-05-06", "-4.50", "-1", "return"],
        ["2024-05-06", "1.00", "1", "gift"],
      ],
    };
    const {clean, rejected} = await normalizeRaw("orders", source);
    expect(clean.map(({revenue, quantity}) => [revenue, quantity])).toEqual([
      ["10.5000", 2],
      ["-4.5000", -1],
      ["-4.5000", -1],
    ]);
    expect(rejected).toEqual([{row: 4, column: "kind", value: "gift", reason: "kind is not one of sale, return"}]);
  });

  test("computes a column from the source's own, to the last digit", async () => {
    const source = {
      header: ["date", "UnitPrice", "Quantity", "Discount"],
      records: [
        ["2024-05-06", "2,024.9940", "3", "0.02"],
        ["2024-05-06", "1.10", "x", "0"],
        ["2024-05-06", "0.07", "3", "0"],
      ],
      columns: {revenue: {sql: "UnitPrice * (1 - Discount) * Quantity"}, quantity: {from: "Quantity"}},
    };
    const {clean, rejected} = await normalizeRaw("orders", source);
    expect(clean.map(({revenue}) => revenue)).toEqual(["5953.4824", "0.2100"]);
    expect(rejected).toContainEqual({
      row: 2,
      column: "revenue",
      value: "UnitPrice=1.10, Quantity=x, Discount=0",
      reason: "revenue cannot be computed",
    });
  });

  test("reads the inputs of a computed column by the decimal sign stated, and asks where none is", async () => {
    const computed = (decimal?: ",") => ({
      header: ["date", "Quantity", "UnitPrice"],
      records: [
        ["2024-05-06", "2", "12,505"],
        ["2024-05-06", "1", "3,125"],
      ],
      columns: {revenue: {sql: "Quantity * UnitPrice"}},
      ...(decimal && {decimal}),
    });
    expect((await normalizeRaw("orders", computed(","))).clean.map(({revenue}) => revenue)).toEqual([
      "25.0100",
      "3.1250",
    ]);
    await expect(normalizeRaw("orders", computed())).rejects.toThrow(
      'columns.revenue: UnitPrice: "12,505" may be a thousand or a decimal (2 rows',
    );
  });

  test("says which expression is not SQL", async () => {
    const source = {header: ["date", "a"], records: [["2024-05-06", "1"]], columns: {revenue: {sql: "a * nothing"}}};
    await expect(normalizeRaw("orders", source)).rejects.toThrow(
      /sources\.orders\.columns: a computed column is not valid SQL.*nothing/s,
    );
  });

  test("names a missing column and what is there", async () => {
    const source = {
      header: ["order_date", "totl_amount"],
      records: [["2024-05-06", "1"]],
      columns: {revenue: {from: "total_amount"}},
    };
    await expect(normalizeRaw("orders", source)).rejects.toThrow(
      'columns.revenue: the source has no column "total_amount" (did you mean totl_amount?); it has order_date, totl_amount',
    );
    await expect(normalizeRaw("orders", {...source, columns: {}})).rejects.toThrow(
      "nothing is mapped to revenue (net amount, negative for a return); the source has order_date, totl_amount",
    );
  });

  test("refuses two columns that could both be ours", async () => {
    const source = {header: ["order_date", "invoice_date", "amount"], records: [["2024-05-06", "2024-05-07", "1"]]};
    await expect(normalizeRaw("orders", source)).rejects.toThrow(
      "ordered_on could be order_date or invoice_date; say which",
    );
  });
});

describe("rows", () => {
  test("sets flights aside that end before they start, and counts repeated records", async () => {
    const header = ["campaign_name", "product_id", "start_date", "end_date"];
    const records = [
      ["A", "1", "1/20/2024", "2/1/2024"],
      ["B", "1", "3/1/2024", "2/20/2024"],
      ["A", "1", "1/20/2024", "2/1/2024"],
    ];
    const {clean, rejected, duplicates, counts} = await normalizeRaw("campaigns", {header, records});
    expect(clean.map(({flight_id}) => flight_id)).toEqual([1]);
    expect(rejected).toEqual([{row: 2, column: "ends_on", value: "2024-02-20", reason: "ends_on is before starts_on"}]);
    expect(duplicates).toEqual([{row: 3, first_row: 1}]);
    expect(counts).toEqual({raw: 3, clean: 1, rejected: 1, duplicates: 1});
  });

  test("keeps orders without an id that look alike: they are sales of their own", async () => {
    const {clean, counts} = await normalizeRaw("orders", orders([order("2024-05-06"), order("2024-05-06")]));
    expect(clean.map(({sale_id, order_id}) => [sale_id, order_id])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(counts).toMatchObject({duplicates: 0});
  });

  test("drops a repeated sale id with the same values, and rejects one with others or none", async () => {
    const header = ["sale_id", "order_date", "amount"];
    const records = [
      ["a", "2024-05-06", "1.50"],
      ["a", "2024-05-06", "1.50"],
      ["a", "2024-05-06", "2.50"],
      ["", "2024-05-06", "3.50"],
    ];
    const {clean, rejected, duplicates} = await normalizeRaw("orders", {header, records});
    expect(clean.map(({sale_id}) => sale_id)).toEqual(["a"]);
    expect(duplicates).toEqual([{row: 2, first_row: 1}]);
    expect(rejected.map(({row, value, reason}) => [row, value, reason])).toEqual([
      [3, "a", "sale_id repeats an earlier record with other values"],
      [4, null, "sale_id is empty"],
    ]);
  });

  test("goes on without an optional source that cannot be typed, and says so", async () => {
    const source = {header: ["when", "people"], records: [["2024-05-06", "5"]], optional: true};
    const {clean, notes} = await normalizeRaw("footfall", source);
    expect(clean).toEqual([]);
    expect(notes).toMatchObject([
      {
        kind: "degraded",
        source: "footfall",
        message: expect.stringMatching(
          /^footfall could not be used: .*nothing is mapped to measured_at.*goes on without it\.$/,
        ),
      },
    ]);
    await expect(normalizeRaw("footfall", {...source, optional: false})).rejects.toThrow(
      "nothing is mapped to measured_at",
    );
  });

  test("counts records without any field as rejected", async () => {
    const {rejected, counts} = await normalizeRaw("web_traffic", {header: [], records: [[], []]});
    expect(rejected.map(({row, reason}) => [row, reason])).toEqual([
      [1, "the record has no fields"],
      [2, "the record has no fields"],
    ]);
    expect(counts).toEqual({raw: 2, clean: 0, rejected: 2, duplicates: 0});
  });

  test("sets aside slips that would drown all other numbers", async () => {
    const {rejected} = await normalizeRaw(
      "orders",
      orders([order("2024-05-06", "1.50"), ["2024-05-06", "France", "7", "5000000000", "99999999999999"]]),
    );
    expect(rejected.map(({column, value, reason}) => [column, value, reason])).toEqual([
      ["quantity", "5000000000", "quantity is beyond 1,000,000,000"],
      ["revenue", "99999999999999.0000", "revenue is beyond 100,000,000,000"],
    ]);
  });

  test("keeps the rejected records of all sources together, with the file they stand in", async () => {
    const sources = {orders: orders([order("2024-05-06", "1.50"), order("n/a"), order("2024-05-06", "free")])};
    const warehouse = await rawWarehouse(sources);
    try {
      await warehouse.run("insert into raw_files values ('orders', 'a.csv', 1, 2), ('orders', 'b.csv', 3, 1)");
      await normalize.run({
        warehouse,
        config: configFor(sources),
        log: silentLog,
        today: "2024-12-31",
        folder: "/nowhere",
      });
      expect(
        await warehouse.rows('select source, file, "row", "column", value from clean_rejected order by "row"'),
      ).toEqual([
        {source: "orders", file: "a.csv", row: 2, column: "ordered_on", value: "n/a"},
        {source: "orders", file: "b.csv", row: 3, column: "revenue", value: "free"},
      ]);
    } finally {
      warehouse.close();
    }
  });

  test("stops where no order is usable, and says what was wrong", async () => {
    await expect(normalizeRaw("orders", orders([order("2024-05-06", "free")]))).rejects.toThrow(
      'none of the 1 records is usable for orders; 1 × revenue is not an amount, such as "free"',
    );
    await expect(normalizeRaw("orders", orders([]))).rejects.toThrow("there are no records for orders");
  });

  test("puts every row in exactly one place, whatever stands in it", async () => {
    const cell = fc.constantFrom("2024-05-06", "1/2/2024", "1.50", "", "x", "$5", "(3)", "'", "é");
    const records = fc.array(fc.tuple(cell, cell, cell), {minLength: 60, maxLength: 100});
    await fc.assert(
      fc.asyncProperty(records, async (list) => {
        const good = ["2024-05-06", "A", "1"];
        const source = {
          header: ["date", "source", "sessions"],
          records: [good, ...list],
          columns: {day: {from: "date", formats: ["%Y-%m-%d", "%d/%m/%Y"]}},
          decimal: "." as const,
        };
        const {clean, rejected, duplicates, counts} = await normalizeRaw("web_traffic", source);
        const places = [
          ...clean.map(({row}) => row),
          ...new Set(rejected.map(({row}) => row)),
          ...duplicates.map(({row}) => row),
        ];
        expect([...places].sort((a, b) => Number(a) - Number(b))).toEqual(source.records.map((_, i) => i + 1));
        expect(Number(counts!.clean) + Number(counts!.rejected) + Number(counts!.duplicates)).toBe(counts!.raw);
      }),
      {numRuns: runs(2)},
    );
  });
});
