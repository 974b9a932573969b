import {type ChildProcess, spawn} from "node:child_process";
import {existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, type TestContext, test} from "vitest";
import {Warehouse} from "../../../src/store/warehouse.ts";
import {daybook, ended, start} from "../../support/program.ts";
import {copyOf, edit, emptyFolder, fingerprint, makeShop, removeFolder} from "../../support/shop.ts";

let shop: string;
let first: {code: number | null; out: string; err: string};

type OnTestFinished = TestContext["onTestFinished"];

/** For one test only; removed after it. */
function temporary(folder: string, onTestFinished: OnTestFinished): string {
  onTestFinished(() => removeFolder(folder));
  return folder;
}

const copied = ({onTestFinished}: {onTestFinished: OnTestFinished}) => temporary(copyOf(shop), onTestFinished);
const untouched = ({onTestFinished}: {onTestFinished: OnTestFinished}) => temporary(makeShop(), onTestFinished);
const empty = ({onTestFinished}: {onTestFinished: OnTestFinished}) => temporary(emptyFolder(), onTestFinished);

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

  test("run again leaves the same bytes, but for the manifest", async (context) => {
    const folder = copied(context);
    const before = fingerprint(join(folder, "outputs"));
    expect((await daybook(["run"], {cwd: folder})).code).toBe(0);
    const after = fingerprint(join(folder, "outputs"));
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
    expect(changed.filter((file) => !file.endsWith("manifest.json"))).toEqual([]);
    expect(Object.keys(after)).toEqual(Object.keys(before));
  });

  test("for an earlier day adds that day's report beside the others", async (context) => {
    const folder = copied(context);
    const {code, out, err} = await daybook(["--as-of", "2026-01-14", "--json"], {cwd: folder});
    expect({code, err}).toEqual({code: 0, err: ""});
    const result = JSON.parse(out);
    expect(result).toMatchObject({
      as_of: "2026-01-14",
      totals: {orders: 14, revenue: "372.40"},
      folder: join(folder, "outputs", "2026-01-14"),
      counts: {integrate: {orders: {rows: 28}}},
      timings: {integrate: expect.any(Number), total: expect.any(Number)},
      notes: expect.any(Array),
    });
    expect(result.files).toContain(join(folder, "outputs", "2026-01-14", "report.html"));
    expect(existsSync(join(folder, "outputs", "2026-01-28", "report.html"))).toBe(true);
  });

  test("says at the end what is degraded", async (context) => {
    const folder = copied(context);
    edit(folder, "config.yaml", "csv: footfall.csv", "csv: gone.csv, optional: true");
    const {code, out} = await daybook([], {cwd: folder});
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}! {2}footfall could not be read/m);
  });

  test("shows its log while it runs, where asked to", async (context) => {
    const {err} = await daybook(["federate", "--verbose"], {cwd: copied(context)});
    expect(err).toMatch(/^\d\d:\d\d:\d\d info {2}stage started {2}stage=federate$/m);
    expect(err).not.toContain("{");
  });

  test("goes on without its log, and says so once", async (context) => {
    const folder = copied(context);
    writeFileSync(join(folder, "occupied"), "");
    writeFileSync(join(folder, "config.yaml"), `${readFileSync(join(folder, "config.yaml"))}logs: occupied/logs\n`);
    const {code, err} = await daybook(["federate"], {cwd: folder});
    expect(code).toBe(0);
    expect(err.match(/the log in occupied\/logs cannot be written/g)).toHaveLength(1);
  });
});

describe.concurrent("a stage alone", () => {
  test("works on the tables as they are, and replaces the figures only", async (context) => {
    const folder = copied(context);
    const before = fingerprint(join(folder, "outputs", "2026-01-28"));
    writeFileSync(join(folder, "outputs/2026-01-28/figures/daily-sales.png"), "spoiled");
    const {code, out} = await daybook(["visualize"], {cwd: folder});
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
    const {out} = await daybook(["normalize"], {cwd: copied(context)});
    expect(out).toMatch(/^ {2}orders +raw 28 {2}clean 28 {2}rejected 0 {2}duplicates 0$/m);
  });
});

describe.concurrent("two runs at once", () => {
  /** A process of its own that holds the warehouse until it is told to let go. */
  async function holder(file: string): Promise<ChildProcess> {
    const script = `const {DuckDBInstance} = await import("@duckdb/node-api");
      globalThis.held = await DuckDBInstance.create(${JSON.stringify(file)});
      console.log("held"); process.stdin.resume();`;
    const cwd = new URL("../../..", import.meta.url);
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {cwd});
    await new Promise((resolve) => child.stdout.once("data", resolve));
    return child;
  }

  test("the second ends with 75, names the process that holds the warehouse, and touches nothing", async (context) => {
    const folder = copied(context);
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
    } finally {
      other.kill();
    }
  });

  test("of Daybook's own, the first is named by its command", async (context) => {
    const folder = copied(context);
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
      {length: 400_000},
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
    const folder = copied(context);
    manyOrders(folder);
    const before = fingerprint(join(folder, "outputs"));
    const child = start([], {cwd: folder});
    const end = ended(child);
    await new Promise((resolve) => child.stderr!.once("data", resolve));
    child.kill(signal);
    expect((await end).code).toBe(expected);
    expect(fingerprint(join(folder, "outputs"))).toEqual(before);
    expect(readdirSync(join(folder, "outputs")).sort()).toEqual(["2026-01-28", "latest"]);
    expect(readdirSync(join(folder, "data")).filter((name) => name.endsWith(".holder"))).toEqual([]);
    expect(readFileSync(join(folder, "logs", "daybook.log"), "utf8")).toContain('"msg":"run interrupted"');
    expect((await daybook(["integrate"], {cwd: folder})).code).toBe(0);
  });
});

describe.concurrent("check", () => {
  test("says of each source and place that a run would go through, and writes no report", async (context) => {
    const cwd = untouched(context);
    const {code, out} = await daybook(["check"], {cwd});
    expect(code).toBe(0);
    for (const about of [
      "config",
      "orders",
      "campaigns",
      "web_traffic",
      "footfall",
      "fonts",
      "outputs",
      "logs",
      "disk",
    ])
      expect(out).toMatch(new RegExp(`^ {2}[✓!] ${about} `, "m"));
    expect(out).toContain("A run would go through.");
    expect(existsSync(join(cwd, "data", "warehouse.duckdb"))).toBe(false);
    expect(readdirSync(join(cwd, "outputs"))).toEqual([]);
  });

  test("finds every problem at once, and ends with what a run would end with", async (context) => {
    const folder = copied(context);
    edit(folder, "config.yaml", "csv: campaigns.csv", "csv: gone.csv");
    edit(folder, "config.yaml", "csv: footfall.csv", "csv: footfall.csv, columns: {temperature: heat}");
    mkdirSync(join(folder, "elsewhere"));
    const {code, out} = await daybook(["check", "--json"], {cwd: folder});
    const {checks} = JSON.parse(out) as {checks: {about: string; kind: string; message: string; exitCode?: number}[]};
    expect(code).toBe(2);
    const problems = checks.filter(({kind}) => kind === "problem");
    expect(problems.map(({about, exitCode}) => [about, exitCode])).toEqual([
      ["campaigns", 1],
      ["footfall", 2],
    ]);
    expect(problems[0]!.message).toContain("gone.csv");
    expect(problems[1]!.message).toContain("heat");
  });
});

describe.concurrent("the command line", () => {
  test("--help and --version load neither the engine nor the canvas, and need no config", async (context) => {
    const cwd = empty(context);
    const trace = {NODE_DEBUG: "module,esm", NO_COLOR: "1"};
    for (const args of [["--help"], ["--version"], ["run", "--help"]]) {
      const {code, err} = await daybook(args, {cwd, env: trace});
      expect(code).toBe(0);
      expect(err).toContain("cli");
      expect(err).not.toMatch(/duckdb|canvas|luxon|better-sqlite3/);
    }
  });

  test("a mistyped command ends with 2 and a guess", async () => {
    const {code, out, err} = await daybook(["vizualise"], {cwd: shop});
    expect({code, out}).toEqual({code: 2, out: ""});
    expect(err).toMatch(/^daybook: there is no command "vizualise" \(did you mean visualize\?\)/);
  });

  test("sample writes sources that run", async (context) => {
    const cwd = empty(context);
    const {code, out} = await daybook(["sample", "--orders", "200", "--seed", "3", "--out", "there"], {cwd});
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}there\/smartretail\.db +[\d,]+ bytes$/m);
    expect((await daybook(["--config", "there/config.yaml"], {cwd})).code).toBe(0);
  });
});
