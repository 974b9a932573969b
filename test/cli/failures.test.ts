import {appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {copyOf, edit, fingerprint, makeShop, removeFolder, writeSqlite} from "../support/shop.ts";
import {daybookWithin} from "../support/within.ts";

interface Failure {
  readonly name: string;
  readonly break: (folder: string) => void;
  readonly code: number;
  /** What the one message must say: where, and what. */
  readonly says: readonly (string | RegExp)[];
}

const orders = (folder: string, input: string) => edit(folder, "config.yaml", "{csv: orders.csv}", input);
const writeOrders = (text: string) => (folder: string) => writeFileSync(join(folder, "orders.csv"), text);
const header = "ordered_on,product_id,country,quantity,revenue\n";

const failures: readonly Failure[] = [
  {
    name: "an unknown key",
    break: (folder) => edit(folder, "config.yaml", "timezone:", "timezon:"),
    code: 2,
    says: ["config.yaml:1:1", "timezon: unknown key", "did you mean timezone?"],
  },
  {
    name: "a wrong type",
    break: (folder) => orders(folder, "{csv: [1, 2]}"),
    code: 2,
    says: ["config.yaml:3:", "sources.orders.csv"],
  },
  {
    name: "no config",
    break: (folder) => rmSync(join(folder, "config.yaml")),
    code: 2,
    says: ["config.yaml", "no such file"],
  },
  {
    name: "a missing file",
    break: (folder) => rmSync(join(folder, "orders.csv")),
    code: 1,
    says: ["orders.csv"],
  },
  {name: "an empty file", break: writeOrders(""), code: 1, says: ["orders.csv", "empty"]},
  {name: "a file with a header only", break: writeOrders(header), code: 1, says: ["orders.csv", "no records"]},
  {
    name: "a directory",
    break: (folder) => {
      rmSync(join(folder, "orders.csv"));
      mkdirSync(join(folder, "orders.csv"));
    },
    code: 1,
    says: ["orders.csv", /folder|directory/],
  },
  {
    name: "a file that cannot be opened",
    break: (folder) => {
      rmSync(join(folder, "orders.csv"));
      symlinkSync(join(folder, "orders.csv"), join(folder, "orders.csv"));
    },
    code: 1,
    says: ["orders.csv"],
  },
  {
    name: "a file that is not SQLite",
    break: (folder) => orders(folder, "{sqlite: orders.csv, table: orders}"),
    code: 1,
    says: ["orders.csv", "SQLite"],
  },
  {
    name: "a missing table",
    break: (folder) => {
      writeSqlite(join(folder, "shop.db"), "orders", [{ordered_on: "2026-01-01", revenue: "1.00"}]);
      orders(folder, "{sqlite: shop.db, table: ordres}");
    },
    code: 1,
    says: ["shop.db", "ordres", "orders"],
  },
  {
    name: "a missing column",
    break: (folder) => edit(folder, "config.yaml", "csv: orders.csv", "csv: orders.csv, columns: {revenue: totl}"),
    code: 2,
    says: ["config.yaml", "totl", "revenue"],
  },
  {
    name: "ambiguous dates",
    break: writeOrders(`${header}01/02/2026,7,France,2,25.10\n03/04/2026,7,France,2,25.10\n`),
    code: 2,
    says: ["config.yaml", "ordered_on", "%d/%m/%Y", "%m/%d/%Y"],
  },
  {
    name: "ambiguous decimals",
    break: writeOrders(`${header}2026-01-01,7,France,2,1.234\n2026-01-02,7,France,2,2.345\n`),
    code: 2,
    says: ["config.yaml", "revenue", "decimal"],
  },
  {
    name: "a CSV file cut in the middle of a record",
    break: (folder) => appendFileSync(join(folder, "orders.csv"), "2026-01-29,7,Fra"),
    code: 1,
    says: ["orders.csv:30", "middle of a record"],
  },
  {
    name: "a NUL byte",
    break: (folder) => appendFileSync(join(folder, "orders.csv"), "2026-01-29,7,Fr\0nce,1,1.00\n"),
    code: 1,
    says: ["orders.csv:30", "NUL"],
  },
  {
    name: "JSON cut in the middle of its array",
    break: (folder) => edit(folder, "web_traffic.json", "}]", "},"),
    code: 1,
    says: ["web_traffic.json:1"],
  },
  {
    name: "JSON with one bad record",
    break: (folder) => edit(folder, "web_traffic.json", '{"date":"2026-01-05"', '{"date":"2026-01-05'),
    code: 1,
    says: ["web_traffic.json:1"],
  },
  {
    name: "orders of which none is usable",
    break: writeOrders(`${header}2026-01-01,7,France,2,\n2026-01-02,7,France,2,\n`),
    code: 1,
    says: ["orders.csv", /none of the 2 records/],
  },
  {
    name: "too many records set aside",
    break: (folder) => {
      edit(folder, "orders.csv", "2026-01-03", "2026-13-03");
      edit(folder, "config.yaml", "csv: orders.csv", "csv: orders.csv, max_rejected: 2 %");
    },
    code: 3,
    says: ["orders: 1 of 28 records, 3.6 % (max_rejected is 2 %): 1 × "],
  },
  {
    name: "an audit that finds faults",
    break: (folder) => {
      mkdirSync(join(folder, "audits"));
      const sql =
        "-- No day sells anything.\n-- Reads: mart_daily_sales.\nselect day from mart_daily_sales where revenue > 0\n";
      writeFileSync(join(folder, "audits", "no_sales.sql"), sql);
      appendFileSync(join(folder, "config.yaml"), "audits: audits\n");
    },
    code: 1,
    says: ["no_sales"],
  },
  {
    name: "no folder of audits where the config names one",
    break: (folder) => appendFileSync(join(folder, "config.yaml"), "audits: nothere\n"),
    code: 2,
    says: ["config.yaml", "audits: nothere is no folder"],
  },
  {
    name: "a folder of audits without an audit",
    break: (folder) => {
      mkdirSync(join(folder, "audits"));
      appendFileSync(join(folder, "config.yaml"), "audits: audits\n");
    },
    code: 2,
    says: ["config.yaml", "audits: audits holds no .sql file"],
  },
  {
    name: "an output folder that cannot be made",
    break: (folder) => {
      writeFileSync(join(folder, "occupied"), "");
      appendFileSync(join(folder, "config.yaml"), "outputs: occupied/outputs\n");
    },
    code: 1,
    says: ["outputs (occupied/outputs): no folder can be made there"],
  },
  {
    name: "a warehouse below a file",
    break: (folder) => appendFileSync(join(folder, "config.yaml"), "warehouse: orders.csv/w.duckdb\n"),
    code: 1,
    says: ["warehouse (orders.csv): no folder can be made there; name another place"],
  },
  {
    name: "a folder for a warehouse",
    break: (folder) => appendFileSync(join(folder, "config.yaml"), "warehouse: data\n"),
    code: 1,
    says: ["warehouse (data): it is a folder; name a file"],
  },
  {
    name: "a warehouse that is something else",
    break: (folder) => {
      writeFileSync(join(folder, "notes.txt"), "not a database, but long enough to look at\n".repeat(500));
      appendFileSync(join(folder, "config.yaml"), "warehouse: notes.txt\n");
    },
    code: 1,
    says: ["notes.txt", "cannot be opened"],
  },
];

/** Folders that exist and that this user may not write. */
const forbidden: readonly Failure[] = ["outputs", "warehouse"].map((setting) => ({
  name: `${setting} where nothing may be written`,
  break: (folder) => {
    mkdirSync(join(folder, "closed"), {mode: 0o555});
    const path = setting === "warehouse" ? "closed/w.duckdb" : "closed";
    appendFileSync(join(folder, "config.yaml"), `${setting}: ${path}\n`);
  },
  code: 1,
  says: [`${setting} (closed): permission is denied; give this user the right to it`],
}));

const isRoot = process.getuid?.() === 0;
if (isRoot) console.warn("skipping: root may write every folder, so a forbidden one cannot be tried");

describe("a run with", () => {
  let good: string;
  beforeAll(async () => {
    good = makeShop();
    expect(await daybookWithin([], good)).toMatchObject({code: 0});
  });
  afterAll(() => removeFolder(good));

  const cases = [...failures, ...(isRoot ? [] : forbidden)].map((failure) => [failure.name, failure] as const);
  test.for(cases)("%s ends with one clear message and leaves earlier outputs untouched", async ([, failure]) => {
    const folder = copyOf(good);
    try {
      const before = fingerprint(join(folder, "outputs"));
      failure.break(folder);
      const {code, out, err} = await daybookWithin([], folder);
      const message = err.slice(err.indexOf("daybook: "));
      for (const part of failure.says) expect(message).toMatch(part);
      expect(err).not.toMatch(/^ {4}at |bug in Daybook/m);
      expect(message.split("daybook: ")).toHaveLength(2);
      expect({code, out}).toEqual({code: failure.code, out: ""});
      expect(fingerprint(join(folder, "outputs"))).toEqual(before);
    } finally {
      removeFolder(folder);
    }
  });
});
