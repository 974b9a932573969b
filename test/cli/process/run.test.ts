import {existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {daybook, type Ended} from "../../support/program.ts";
import {copied, edit, fingerprint, makeShop, removeFolder, untouched} from "../../support/shop.ts";
import {daybookWithin} from "../../support/within.ts";

let shop: string;
let first: Ended;
beforeAll(async () => {
  shop = makeShop();
  first = await daybook([], {cwd: shop});
});
afterAll(() => removeFolder(shop));

describe.concurrent("a run", () => {
  test("shows each stage on the error stream, and a summary of at most twenty lines on the other", () => {
    expect(first.code).toBe(0);
    expect(first.err).toMatch(/^integrate +85 rows +[\d.]+ s\nnormalize .*\nfederate .*\nvisualize +\d figures .*\n$/);
    expect(first.out.split("\n").length).toBeLessThanOrEqual(20);
    expect(first.out).toContain("Daybook, Wed, 28 January 2026");
    expect(first.out).toMatch(/Revenue +€940\.80 in 28 orders, 56 units/);
    expect(first.out).toMatch(/^ {2}! {2}The last order is of Wed, 28 January 2026: none has come in since\.$/m);
    expect(first.out).toMatch(/Attributed +€189\.70 in 7 orders \(linear\)/);
    expect(first.out).toMatch(/Unattributed +€751\.10 in 21 orders/);
    expect(first.out).toMatch(/Set aside +nothing/);
  });

  test("leaves the report where the summary says, and `latest` pointing there", () => {
    const folder = join(shop, "outputs", "2026-01-28");
    expect(first.out).toContain("outputs/2026-01-28/\n");
    for (const file of ["report.html", "report.txt", "report.json", "manifest.json", "tables/orders.csv"])
      expect(existsSync(join(folder, file))).toBe(true);
    expect(readlinkSync(join(shop, "outputs", "latest"))).toBe("2026-01-28");
    expect(readdirSync(join(shop, "outputs")).sort()).toEqual(["2026-01-28", "latest"]);
  });

  test("reads only what changed, and with --full-refresh everything", async (context) => {
    const folder = copied(shop, context);
    const readIn = async (...options: string[]) => {
      const {out} = await daybookWithin(["integrate", "--json", ...options], folder);
      return JSON.parse(out).counts.integrate.orders.read as number;
    };
    expect([await readIn(), await readIn(), await readIn("--full-refresh")]).toEqual([28, 0, 28]);
  });

  test("logs its stages as JSON lines of one run", () => {
    const lines = readFileSync(join(shop, "logs", "daybook.log"), "utf8")
      .trimEnd()
      .split("\n");
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries[0]).toMatchObject({level: "info", msg: "run started"});
    expect(entries.at(-1)).toMatchObject({level: "info", msg: "run finished", as_of: "2026-01-28"});
    expect(new Set(entries.map(({run}) => run)).size).toBe(1);
    expect(entries.filter(({msg}) => msg === "stage finished")).toHaveLength(4);
  });

  test("that fails shows the values at fault, and logs what failed without them", async (context) => {
    const folder = copied(shop, context);
    edit(folder, "orders.csv", "2026-01-03,7,France", '2026-01-03,7,"x ""Jane Doe"" 5"');
    mkdirSync(join(folder, "audits"));
    writeFileSync(
      join(folder, "audits", "known_countries.sql"),
      "-- Only France.\nselect country from mart_country_sales where country <> 'France'\n",
    );
    writeFileSync(join(folder, "config.yaml"), `${readFileSync(join(folder, "config.yaml"))}audits: audits\n`);
    const {code, err} = await daybookWithin([], folder);
    expect(code).toBe(1);
    expect(err).toContain("Jane Doe");
    const log = readFileSync(join(folder, "logs", "daybook.log"), "utf8");
    expect(log).not.toContain("Jane");
    expect(JSON.parse(log.trimEnd().split("\n").at(-1)!)).toMatchObject({msg: "run failed", error: "AuditError"});
  });

  test("logs which source it went on without, and why", async (context) => {
    const folder = copied(shop, context);
    edit(folder, "config.yaml", "csv: footfall.csv", "csv: footfall.csv, optional: true");
    edit(folder, "footfall.csv", "2026-01-02 12:00:00,101,1.5", '2026-01-02 12:00:00,101,"Jane Doe\0"');
    expect((await daybookWithin([], folder)).code).toBe(0);
    const log = readFileSync(join(folder, "logs", "daybook.log"), "utf8");
    const [entry] = log.split("\n").filter((line) => line.includes("optional source not integrated"));
    expect(JSON.parse(entry!)).toMatchObject({
      level: "warn",
      source: "footfall",
      file: join(folder, "footfall.csv"),
      line: 3,
      phrase: expect.stringMatching(/^has a NUL byte/),
    });
    expect(log).not.toContain("Jane");
  });

  test("run again leaves the same bytes, but for the manifest", async (context) => {
    const folder = copied(shop, context);
    const before = fingerprint(join(folder, "outputs"));
    expect((await daybook(["run"], {cwd: folder})).code).toBe(0);
    const after = fingerprint(join(folder, "outputs"));
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
    expect(changed.filter((file) => !file.endsWith("manifest.json"))).toEqual([]);
    expect(Object.keys(after)).toEqual(Object.keys(before));
  });

  test("for an earlier day adds that day's report beside the others", async (context) => {
    const folder = copied(shop, context);
    const {code, out, err} = await daybookWithin(["--as-of", "2026-01-14", "--json"], folder);
    expect({code, err}).toEqual({code: 0, err: ""});
    const result = JSON.parse(out);
    expect(result).toMatchObject({
      as_of: "2026-01-14",
      totals: {orders: 14, revenue: "372.40"},
      degraded: [],
      folder: join(folder, "outputs", "2026-01-14"),
      counts: {integrate: {orders: {rows: 28}}},
      timings: {integrate: expect.any(Number), total: expect.any(Number)},
      notes: expect.any(Array),
    });
    expect(result.files).toContain(join(folder, "outputs", "2026-01-14", "report.html"));
    expect(existsSync(join(folder, "outputs", "2026-01-28", "report.html"))).toBe(true);
  });

  test("says at the end what is degraded", async (context) => {
    const folder = copied(shop, context);
    edit(folder, "config.yaml", "csv: footfall.csv", "csv: gone.csv, optional: true");
    const {code, out} = await daybookWithin([], folder);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}! {2}footfall could not be read/m);
  });

  test("shows its log while it runs, where asked to", async (context) => {
    const {err} = await daybookWithin(["federate", "--verbose"], copied(shop, context));
    expect(err).toMatch(/^\d\d:\d\d:\d\d info {2}stage started {2}stage=federate$/m);
    expect(err).not.toContain("{");
  });

  test("goes on without its log, and says so once", async (context) => {
    const folder = copied(shop, context);
    writeFileSync(join(folder, "occupied"), "");
    writeFileSync(join(folder, "config.yaml"), `${readFileSync(join(folder, "config.yaml"))}logs: occupied/logs\n`);
    const {code, err} = await daybookWithin(["federate"], folder);
    expect(code).toBe(0);
    expect(err.match(/the log in occupied\/logs cannot be written/g)).toHaveLength(1);
  });
});

describe.concurrent("a stage alone", () => {
  test("works on the tables as they are, and replaces the figures only", async (context) => {
    const folder = copied(shop, context);
    const before = fingerprint(join(folder, "outputs", "2026-01-28"));
    writeFileSync(join(folder, "outputs/2026-01-28/figures/daily-sales.png"), "spoiled");
    const {code, out} = await daybookWithin(["visualize"], folder);
    expect(code).toBe(0);
    expect(out).toContain("outputs/2026-01-28/figures/daily-sales.png");
    expect(fingerprint(join(folder, "outputs", "2026-01-28"))).toEqual({...before, "manifest.json": expect.anything()});
  });

  test("says what it needs first, where there are no tables", async (context) => {
    const cwd = untouched(context);
    const {code, err} = await daybook(["normalize"], {cwd});
    expect(code).toBe(1);
    expect(err).toMatch(/^daybook: normalize works on the tables of integrate.*run `node main integrate` first/);
  });

  test("counts what it did", async (context) => {
    const {out} = await daybookWithin(["normalize"], copied(shop, context));
    expect(out).toMatch(/^ {2}orders +raw 28 {2}clean 28 {2}rejected 0 {2}duplicates 0 {2}fresh 0 {2}gone 0$/m);
  });
});
