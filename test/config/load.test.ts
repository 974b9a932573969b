import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import type {Environment} from "../../src/config/environment.ts";
import {loadConfig, parseConfig} from "../../src/config/load.ts";
import {ConfigError} from "../../src/lib/errors.ts";

const nothing: Environment = {variable: () => undefined, secretFile: () => ""};
const orders = "sources:\n  orders: {csv: orders.csv}\n";

function parse(text: string) {
  return parseConfig(text, {file: "/shop/config.yaml", environment: nothing});
}

describe("a config of one source", () => {
  test("is complete: every default is filled in, every path absolute", () => {
    expect(parse(orders)).toMatchObject({
      file: "/shop/config.yaml",
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      timezone: "UTC",
      currency: "EUR",
      locale: "en-GB",
      title: "Daybook",
      attribution: "linear",
      warehouse: "/shop/data/warehouse.duckdb",
      outputs: "/shop/outputs",
      logs: "/shop/logs",
      secrets: [],
    });
  });

  test("writes all tables, or those it names, each once", () => {
    expect(parse(orders)).not.toHaveProperty("tables");
    expect(parse(`${orders}tables: [orders, totals, orders]`)).toMatchObject({tables: ["orders", "totals"]});
    expect(parse(`${orders}tables: []`)).toMatchObject({tables: []});
  });

  test("keeps customers' names to itself unless it says where they may stand", () => {
    expect(parse(orders)).toMatchObject({customerNames: "none"});
    expect(parse(`${orders}customer_names: report`)).toMatchObject({customerNames: "report"});
    expect(parse(orders)).not.toHaveProperty("customer_names");
  });

  test("limits the memory only where it says so", () => {
    expect(parse(orders)).not.toHaveProperty("memory");
    expect(parse(`${orders}memory: 1.5GB`)).toMatchObject({memory: 1_500_000_000});
  });

  test("says where the source stands and leaves out what is not stated", () => {
    const [{spec, ...source}] = parse(orders).sources as [ReturnType<typeof parse>["sources"][number]];
    expect(spec.name).toBe("orders");
    expect(source).toStrictEqual({
      name: "orders",
      input: {format: "csv", path: "/shop/orders.csv"},
      columns: {},
      missing: [],
      optional: false,
      maxRejected: 1,
      line: 2,
      column: 3,
    });
  });
});

function source(lines: string) {
  return parse(`sources:\n  orders:\n${lines.replace(/^/gm, "    ")}`).sources[0]!;
}

describe("a source", () => {
  test.for([
    ["sqlite: shop.db\ntable: orders", {format: "sqlite", path: "/shop/shop.db", table: "orders"}],
    ["sqlite: shop.db\nquery: select 1", {format: "sqlite", path: "/shop/shop.db", query: "select 1"}],
    ["json: ../in/*.json\nencoding: latin1", {format: "json", path: "/in/*.json", encoding: "latin1"}],
    ["parquet: /in/o.parquet", {format: "parquet", path: "/in/o.parquet"}],
    [
      `csv: o/**/*.csv\ndelimiter: "\\t"\nquote: "'"\nescape: "\\\\"\nencoding: utf-16le`,
      {format: "csv", path: "/shop/o/**/*.csv", delimiter: "\t", quote: "'", escape: "\\", encoding: "utf-16le"},
    ],
    [`csv: o.csv\ndelimiter: " "`, {format: "csv", path: "/shop/o.csv", delimiter: " "}],
  ] as const)("read from %j", ([text, input]) => {
    expect(source(text).input).toStrictEqual(input);
  });

  test("maps columns by name, by format, by expression", () => {
    const {columns} = source(
      [
        "csv: o.csv",
        "columns:",
        "  product_id: 2011",
        `  ordered_on: {from: Date, format: "%d/%m/%Y"}`,
        `  ordered_at: {from: Time, format: ["%d.%m.%y %H:%M", epoch_seconds]}`,
        `  revenue: {sql: "Quantity * UnitPrice", decimal: ","}`,
      ].join("\n"),
    );
    expect(columns).toStrictEqual({
      product_id: {from: "2011"},
      ordered_on: {from: "Date", formats: ["%d/%m/%Y"]},
      ordered_at: {from: "Time", formats: ["%d.%m.%y %H:%M", "epoch_seconds"]},
      revenue: {sql: "Quantity * UnitPrice", decimal: ","},
    });
  });

  test.for([
    ["0", 0],
    ["0.05", 0.05],
    ["5 %", 0.05],
    ["12.5%", 0.125],
    ["100 %", 1],
  ] as const)("tolerates %s of its rows rejected", ([text, share]) => {
    expect(source(`csv: o.csv\nmax_rejected: ${text}`).maxRejected).toBe(share);
  });

  test("keeps the texts that mean no value as they are written", () => {
    expect(source(`csv: o.csv\nmissing: [NA, null, "", 0000, 1.0, ~]`).missing).toEqual([
      "NA",
      "null",
      "",
      "0000",
      "1.0",
      "~",
    ]);
  });

  test("may be optional and state its decimal sign", () => {
    expect(source(`csv: o.csv\noptional: true\ndecimal: ","`)).toMatchObject({optional: true, decimal: ","});
  });

  test("comes in the order of the catalog, whatever the order of the file", () => {
    const {sources} = parse("sources:\n  footfall: {csv: f}\n  orders: {csv: o}\n  campaigns: {csv: c}\n");
    expect(sources.map(({name}) => name)).toEqual(["orders", "campaigns", "footfall"]);
  });
});

describe("a config file", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "daybook-config-"));
  });
  afterEach(() => rmSync(folder, {recursive: true, force: true}));

  test("is read, a byte order mark and CRLF included, and its paths start at its folder", () => {
    const file = join(folder, "config.yaml");
    writeFileSync(file, `\uFEFF${orders.replaceAll("\n", "\r\n")}`);
    expect(loadConfig(file, nothing)).toMatchObject({file, outputs: join(folder, "outputs")});
  });

  test("has the hash of its bytes", () => {
    const file = join(folder, "config.yaml");
    writeFileSync(file, "\uFEFFsources: {orders: {csv: é}}");
    expect(loadConfig(file, nothing).hash).toBe("eed4f7d59f2cb0506f81ceda9222ef289ee3324b13e279ed649508c84c8b2acd");
  });

  test("that is not there, a folder, or not UTF-8 is a ConfigError that says so", () => {
    mkdirSync(join(folder, "folder"));
    writeFileSync(join(folder, "latin1.yaml"), Buffer.from("title: caf\xe9", "latin1"));
    const message = (name: string) => {
      try {
        return loadConfig(join(folder, name), nothing);
      } catch (error) {
        return error instanceof ConfigError && error.problems[0]!.message;
      }
    };
    expect(message("absent.yaml")).toBe("cannot be read: there is no such file (name another with --config FILE)");
    expect(message("folder")).toBe("cannot be read: it is a folder");
    expect(message("latin1.yaml")).toBe("cannot be read: it is not UTF-8 text");
  });
});
