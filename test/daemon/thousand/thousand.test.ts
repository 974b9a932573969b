import {spawn} from "node:child_process";
import {once} from "node:events";
import {rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {text} from "node:stream/consumers";
import {afterAll, beforeAll, expect, test} from "vitest";
import {Ledger} from "../../../src/store/ledger.ts";
import {type Compiled, compiled} from "../../support/compiled.ts";
import {makeShop, removeFolder} from "../../support/shop.ts";

const jobs = 1000;
const real = 10;
const megabyte = 1_000_000;

let runner: Compiled;
let shop: string;
beforeAll(async () => {
  runner = await compiled("test/daemon/thousand/runner.ts");
  shop = makeShop();
  writeFileSync(
    join(shop, "config.yaml"),
    `sections: []\nsources: {orders: {csv: orders.csv}}\nschedule: {cron: "* * * * *"}\n`,
  );
});
afterAll(() => {
  removeFolder(shop);
  rmSync(runner.folder, {recursive: true});
});

test(`${jobs} jobs leave memory as it was, and nothing that keeps the process alive`, {timeout: 180_000}, async () => {
  const args = ["--expose-gc", runner.script, join(shop, "config.yaml"), String(jobs), String(real)];
  const child = spawn(process.execPath, args, {stdio: ["ignore", "pipe", "inherit"]});
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  expect(code).toBe(0);
  const found = JSON.parse(out);
  expect(found).toMatchObject({done: jobs, alive: [], ticked: 0, sleeping: 0});
  expect(found.growth.real).toBeLessThan(3 * megabyte);
  expect(found.growth.others).toBeLessThan(2 * megabyte);
  const ledger = Ledger.open(join(shop, "data", "daybook.sqlite"));
  const ended = "select state, count(*) as slots from slots group by state";
  expect(ledger.rows(ended)).toEqual([{state: "done", slots: jobs}]);
  ledger.close();
});
