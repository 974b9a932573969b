import {cpSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {parse} from "csv-parse/sync";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {daybook} from "../support/program.ts";
import {realData} from "../support/realData.ts";
import {emptyFolder, removeFolder} from "../support/shop.ts";

const source = realData("adventureworks");
const config = fileURLToPath(new URL("./bicycles.yaml", import.meta.url));

describe.skipIf(source === undefined)(
  "the first months of a bicycle shop, whose lines and headers lie in files apart",
  () => {
    let folder: string;
    beforeAll(async () => {
      folder = emptyFolder();
      cpSync(source!, folder, {recursive: true});
      cpSync(config, join(folder, "config.yaml"));
      const {code, err} = await daybook([], {cwd: folder});
      expect({code, err}).toMatchObject({code: 0});
    });
    afterAll(() => removeFolder(folder));

    const report = () => JSON.parse(readFileSync(join(folder, "outputs/latest/report.json"), "utf8"));
    const section = (name: string) => report().sections.find((one: {name: string}) => one.name === name);
    const block = (name: string, key: string) => section(name).blocks.find((one: {key: string}) => one.key === key);
    const table = (name: string): Record<string, string>[] =>
      parse(readFileSync(join(folder, `outputs/latest/tables/${name}.csv`)), {columns: true});
    const sum = (rows: readonly Record<string, string>[], column: string) =>
      rows.reduce((total, row) => total + BigInt(Math.round(Number(row[column] || 0) * 10_000)), 0n);

    test("orders, units and the sum of the lines", () => {
      expect(report()).toMatchObject({
        period: {from: "2011-05-31", to: "2011-12-24"},
        totals: {orders: 1566, units: 12_847, revenue: "12527981.9928"},
      });
    });

    test("lines without a header are reported, not lost", () => {
      expect(report().quality.orders).toMatchObject({raw: 5716, clean: 5675, rejected: 41, duplicates: 0});
      expect(table("rejected").filter(({source: one}) => one === "orders")).toHaveLength(41);
    });

    test("header amounts, shared out to the lines, sum back to the last digit", () => {
      const amounts = {
        subtotal: 125_279_819_927n,
        tax: 11_444_493_565n,
        freight: 3_576_404_800n,
        total_due: 140_300_718_292n,
      };
      for (const [amount, exact] of Object.entries(amounts)) {
        expect([amount, sum(table("order_amounts"), amount)]).toEqual([amount, exact]);
        expect([amount, sum(table("line_amounts"), amount)]).toEqual([amount, exact]);
      }
      expect(table("line_amounts")).toHaveLength(5675);
    });

    test("customers who bought and who did not, the best of them first, by their ids alone", () => {
      const [totals] = table("customer_totals");
      expect(totals).toMatchObject({
        in_master_data: "19820",
        buyers: "1365",
        never_bought: "18455",
        unknown_buyers: "0",
      });
      expect(sum(table("customers"), "revenue")).toBe(125_279_819_928n);
      expect(block("customers", "top").rows[0]).toMatchObject({customer_id: "29624", revenue: "247960.2758"});
      expect(Object.keys(table("customers")[0]!).filter((column) => /name|mail/.test(column))).toEqual([]);
    });

    test("no product is lost, and the first have their names", () => {
      const products = table("products");
      expect(products).toHaveLength(504);
      expect(sum(products, "revenue")).toBe(125_279_819_928n);
      expect(block("products", "top").rows[0]).toMatchObject({name: "Road-150 Red, 56", revenue: "986171.212"});
    });
  },
);
