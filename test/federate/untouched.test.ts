import {afterEach, beforeEach, describe, expect, test} from "vitest";
import type {Config} from "../../src/config/config.ts";
import {federate} from "../../src/federate/index.ts";
import {silentLog} from "../../src/lib/log.ts";
import {normalize} from "../../src/normalize/index.ts";
import type {StageContext} from "../../src/stage.ts";
import type {Warehouse} from "../../src/store/warehouse.ts";
import {configFor, rawWarehouse} from "../normalize/fixture.ts";

const sources = {
  orders: {
    header: ["day", "product_id", "revenue"],
    records: [
      ["2024-05-06", "a", "9.00"],
      ["2024-05-07", "b", "4.00"],
    ],
  },
};

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await rawWarehouse(sources);
  await normalize.run(contextOf());
  await make();
});
afterEach(() => warehouse.close());

async function make(asOf?: string, changes: Partial<Config> = {}): Promise<void> {
  await federate.run(contextOf(asOf, changes));
}

function contextOf(asOf?: string, changes: Partial<Config> = {}): StageContext {
  const config: Config = {...configFor(sources), sections: ["time", "products"], ...changes};
  return {warehouse, config, log: silentLog, today: "2024-06-15", folder: "/nowhere", ...(asOf && {asOf})};
}

/** A table that is made anew has another number. */
async function numbers(): Promise<unknown> {
  return warehouse.rows("select table_name, table_oid from duckdb_tables() where table_name like 'mart%' order by 1");
}

describe("where no record is another one, marts", () => {
  test("are left alone, from the second time on", async () => {
    const before = await numbers();
    await make();
    expect(await numbers()).toEqual(before);
  });

  test("are made for another last day", async () => {
    await make("2024-05-06");
    expect(await warehouse.row("select revenue from mart_totals")).toEqual({revenue: "9.0000"});
    await make();
    expect(await warehouse.row("select revenue from mart_totals")).toEqual({revenue: "13.0000"});
  });

  test("are made with customers' names where these are asked for, and without where not", async () => {
    const customers = {
      header: ["customer_id", "customer_name", "email"],
      records: [["c1", "Ada", "ada@example.org"]],
    };
    const orders = {header: ["day", "customer_id", "revenue"], records: [["2024-05-06", "c1", "9.00"]]};
    const shop = await rawWarehouse({orders, customers});
    const names = async (customerNames: Config["customerNames"]) => {
      const config = {...configFor({orders, customers}), sections: ["customers" as const], customerNames};
      await federate.run({...contextOf(), warehouse: shop, config});
      const isThere = (await shop.tables()).includes("mart_customer_names");
      return isThere && shop.rows("select * from mart_customer_names");
    };
    try {
      await normalize.run({...contextOf(), warehouse: shop, config: configFor({orders, customers})});
      expect(await names("none")).toBe(false);
      expect(await names("report")).toEqual([{customer_id: "c1", customer_name: "Ada"}]);
      expect(await names("none")).toBe(false);
    } finally {
      shop.close();
    }
  });

  test("are made for other sections, and those of no section wanted go", async () => {
    await make(undefined, {sections: ["time"]});
    expect(await warehouse.tables()).toContain("mart_days");
    expect(await warehouse.tables()).not.toContain("mart_products");
    await make();
    expect(await warehouse.tables()).toContain("mart_products");
  });

  test("are made where a view was left as a table", async () => {
    await warehouse.run(
      "create table kept as select * from mart_orders; drop view mart_orders; alter table kept rename to mart_orders",
    );
    await make();
    expect(await warehouse.rows("select view_name from duckdb_views() where view_name = 'mart_orders'")).toHaveLength(
      1,
    );
  });

  test("say what is wrong with a day before all orders", async () => {
    await expect(make("2024-05-01")).rejects.toThrow("there is no order on or before 2024-05-01");
  });
});
