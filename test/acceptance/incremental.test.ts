import {spawn} from "node:child_process";
import {once} from "node:events";
import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {afterAll, beforeAll, expect, test} from "vitest";
import {freezeLater} from "../../src/job/tables.ts";
import {messageOf} from "../../src/lib/errors.ts";
import {runStages} from "../../src/pipeline.ts";
import {composeReport} from "../../src/report/compose.ts";
import {readFacts} from "../../src/report/figures.ts";
import type {OrdersTable} from "../../src/report/orders/ordersTable.ts";
import {ordersTableIn, writeTables} from "../../src/report/tables.ts";
import type {StageName} from "../../src/stage.ts";
import {Warehouse} from "../../src/store/warehouse.ts";
import {type Compiled, compiled} from "../support/compiled.ts";
import {emptyFolder, removeFolder} from "../support/shop.ts";
import {beginning, dated, type Shop, type Step, step, write} from "./history.ts";
import {oneRun, workplaceOf} from "./oneRun.ts";

// How many histories are gone through: DAYBOOK_HISTORIES, few without it.

let killedRun: Compiled;
beforeAll(async () => {
  killedRun = await compiled("test/acceptance/killedRun.ts");
});
afterAll(() => rmSync(killedRun.folder, {recursive: true}));

/** What may happen before a run that goes well. */
type Trouble =
  | {readonly kind: "stopped" | "alone"; readonly stage: StageName}
  | {readonly kind: "killed"; readonly statements: number; readonly ms: number}
  /** The quality gate, where a record cannot be used. */
  | {readonly kind: "gate"}
  | {readonly kind: "audit"};

const stage = fc.constantFrom<StageName>("integrate", "normalize", "federate");
const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  stage.map((stage) => ({kind: "stopped" as const, stage})),
  fc.record({
    kind: fc.constant("killed" as const),
    statements: fc.integer({min: 1, max: 400}),
    ms: fc.constantFrom(0, 1, 5),
  }),
  fc.constant({kind: "gate" as const}),
  fc.constant({kind: "audit" as const}),
  stage.map((stage) => ({kind: "alone" as const, stage})),
);

const history = fc.array(
  fc.record({
    steps: fc.array(step, {minLength: 1, maxLength: 2}),
    trouble: fc.option(trouble, {freq: 2}),
  }),
  {minLength: 1, maxLength: 4},
);

type Marts = Readonly<Record<string, readonly string[]>>;

async function martsIn(warehouse: Warehouse): Promise<Marts> {
  const marts: Record<string, string[]> = {};
  for (const name of (await warehouse.tables()).filter((table) => table.startsWith("mart_")))
    marts[name] = (await warehouse.rows(`select * from ${name}`)).map((row) => JSON.stringify(row)).sort();
  return marts;
}

const stagingOf = (place: string) => `${place}.tmp`;

/** The tables as files, put in the place of those of the run before, on which they may build. */
async function tablesOf(warehouse: Warehouse, place: string, orders: OrdersTable) {
  const staging = stagingOf(place);
  await writeTables({warehouse, folder: staging, destination: place, orders});
  rmSync(place, {recursive: true, force: true});
  renameSync(staging, place);
  const files = readdirSync(join(place, "tables"));
  expect(files).toContain("orders.csv");
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(place, "tables", file), "utf8")]));
}

/** Everything there is to see after a run: every mart, every table, and the report; or why there is none. */
async function outcome(folder: string, warehouse: Warehouse, asOf: string, outputs: string) {
  const place = join(folder, outputs);
  const orders = ordersTableIn(warehouse, stagingOf(place));
  try {
    const workplace = await oneRun(folder, warehouse, asOf, undefined, orders).catch(messageOf);
    if (typeof workplace === "string") return {error: workplace};
    const report = composeReport(await readFacts(warehouse, workplace.config.sections), workplace.config, workplace);
    return {marts: await martsIn(warehouse), report, tables: await tablesOf(warehouse, place, orders)};
  } finally {
    await orders.close();
  }
}

const opened = (folder: string) => Warehouse.open(join(folder, "warehouse.duckdb"));

async function on<T>(warehouse: Warehouse, work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  return work(warehouse).finally(() => warehouse.close());
}

async function suffer(trouble: Trouble, folder: string, shop: Shop): Promise<void> {
  const asOf = dated(shop.asOf);
  if (trouble.kind === "killed") return kill(folder, asOf, trouble);
  if (trouble.kind === "gate") write(folder, shop, ", max_rejected: 0");
  if (trouble.kind === "audit") {
    mkdirSync(join(folder, "audits"), {recursive: true});
    writeFileSync(join(folder, "audits", "never.sql"), "-- There is no order.\nselect * from mart_orders");
    write(folder, shop, "", "audits: audits");
  }
  await on(await opened(folder), async (warehouse) => {
    if (trouble.kind === "alone") return runAlone(folder, warehouse, asOf, trouble.stage);
    const stop = (name: StageName) => {
      if (trouble.kind === "stopped" && name === trouble.stage) throw new Error("stopped");
    };
    await oneRun(folder, warehouse, asOf, {started: stop, finished() {}}).catch(() => {});
  });
  write(folder, shop);
}

async function kill(folder: string, asOf: string, {statements, ms}: {statements: number; ms: number}): Promise<void> {
  const args = [killedRun.script, folder, asOf, String(statements), String(ms)];
  const [code, signal] = await once(spawn(process.execPath, args, {stdio: ["ignore", "inherit", "inherit"]}), "exit");
  expect(["SIGKILL", 0, 3]).toContain(signal ?? code);
}

async function runAlone(folder: string, warehouse: Warehouse, asOf: string, name: StageName): Promise<void> {
  await freezeLater(warehouse, name);
  await runStages([name], workplaceOf(folder, warehouse, asOf)).catch(() => {});
}

async function follow(runs: readonly {steps: readonly Step[]; trouble: Trouble | null}[], folder: string) {
  let shop = beginning;
  let before: Marts = {};
  for (const {steps, trouble} of runs) {
    shop = steps.reduce((earlier, change) => change(earlier), shop);
    write(folder, shop);
    const expected = await on(await Warehouse.open(":memory:"), (fresh) =>
      outcome(folder, fresh, dated(shop.asOf), "fresh"),
    );
    if (trouble) {
      await suffer(trouble, folder, shop);
      const left = await on(await opened(folder), martsIn);
      if (!(trouble.kind === "alone" && trouble.stage === "federate"))
        expect([before, expected.marts]).toContainEqual(left);
    }
    const found = await on(await opened(folder), (warehouse) =>
      outcome(folder, warehouse, dated(shop.asOf), "outputs"),
    );
    expect(found).toEqual(expected);
    before = found.marts ?? before;
  }
}

test("after any history, what was made step by step is what is made at once", {timeout: 3_600_000}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.option(trouble, {freq: 3}), history, async (first, runs) => {
      const folder = emptyFolder();
      await follow([{steps: [], trouble: first}, ...runs], folder).finally(() => removeFolder(folder));
    }),
    {numRuns: Number(process.env.DAYBOOK_HISTORIES ?? 1), endOnFailure: true},
  );
});
