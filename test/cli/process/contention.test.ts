import {type ChildProcess, spawn} from "node:child_process";
import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {Warehouse} from "../../../src/store/warehouse.ts";
import {daybook, ended, start} from "../../support/program.ts";
import {copied, fingerprint, makeShop, removeFolder} from "../../support/shop.ts";

let shop: string;
beforeAll(async () => {
  shop = makeShop();
  await daybook([], {cwd: shop});
});
afterAll(() => removeFolder(shop));

describe.concurrent("two runs at once", () => {
  /** A process of its own that holds the warehouse until it is told to let go. */
  async function holder(file: string): Promise<ChildProcess> {
    const script = `const {default: engine} = await import("@duckdb/node-bindings");
      globalThis.held = await engine.open(${JSON.stringify(file)});
      console.log("held"); process.stdin.resume();`;
    const cwd = new URL("../../..", import.meta.url);
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {cwd});
    await new Promise((resolve) => child.stdout.once("data", resolve));
    return child;
  }

  test("the second ends with 75, names the process that holds the warehouse, and touches nothing", async (context) => {
    const folder = copied(shop, context);
    const before = fingerprint(join(folder, "outputs"));
    const other = await holder(join(folder, "data", "warehouse.duckdb"));
    try {
      const {code, out, err} = await daybook([], {cwd: folder});
      expect({code, out}).toEqual({code: 75, out: ""});
      expect(err).toMatch(
        new RegExp(`^daybook: process ${other.pid} holds the warehouse data/warehouse.duckdb; try again`),
      );
      expect(fingerprint(join(folder, "outputs"))).toEqual(before);
      const check = await daybook(["check"], {cwd: folder});
      expect(check.code).toBe(0);
      expect(check.out).toMatch(/^ {2}! warehouse +process \d+ holds/m);
      expect(check.out).toContain("A run would go through, with 1 warning.");
    } finally {
      other.kill();
    }
  });

  test("of Daybook's own, the first is named by its command", async (context) => {
    const folder = copied(shop, context);
    const warehouse = await Warehouse.open(join(folder, "data", "warehouse.duckdb"));
    try {
      const note = JSON.parse(readFileSync(join(folder, "data", "warehouse.duckdb.holder"), "utf8"));
      const {code, err} = await daybook([], {cwd: folder});
      expect(code).toBe(75);
      expect(err).toContain(`(process ${process.pid}, since ${note.since}) holds the warehouse`);
    } finally {
      warehouse.close();
    }
  });
});

describe.concurrent("an interrupted run", () => {
  /** Enough orders that there is time to interrupt it. */
  function manyOrders(folder: string): void {
    const lines = Array.from(
      {length: 150_000},
      (_, i) => `2026-01-${String((i % 28) + 1).padStart(2, "0")},7,France,1,1.50`,
    );
    writeFileSync(
      join(folder, "orders.csv"),
      ["ordered_on,product_id,country,quantity,revenue", ...lines, ""].join("\n"),
    );
  }

  test.for([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("by %s ends with %i, and leaves earlier outputs and no litter", async ([signal, expected], context) => {
    const folder = copied(shop, context);
    manyOrders(folder);
    const before = fingerprint(join(folder, "outputs"));
    const child = start([], {cwd: folder});
    const end = ended(child);
    await new Promise((resolve) => child.stderr!.once("data", resolve));
    child.kill(signal);
    const {code, err} = await end;
    expect(code).toBe(expected);
    expect(err.trimEnd().split("\n").at(-1)).toBe("daybook: interrupted; earlier outputs are untouched");
    expect(fingerprint(join(folder, "outputs"))).toEqual(before);
    expect(readdirSync(join(folder, "outputs")).sort()).toEqual(["2026-01-28", "latest"]);
    expect(readdirSync(join(folder, "data")).filter((name) => name.endsWith(".holder"))).toEqual([]);
    expect(readFileSync(join(folder, "logs", "daybook.log"), "utf8")).toContain('"msg":"run interrupted"');
    expect((await daybook(["integrate"], {cwd: folder})).code).toBe(0);
  });
});
