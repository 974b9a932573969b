import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {expect, test} from "vitest";
import {Ledger} from "../../../src/store/ledger.ts";
import {ended, start} from "../../support/program.ts";
import {untouched} from "../../support/shop.ts";

const minutes = 3;
const isWanted = process.env.DAYBOOK_MINUTES !== undefined;
if (!isWanted) console.warn("skipping: three minutes of the real clock (set DAYBOOK_MINUTES=1 to wait for them)");

test.skipIf(!isWanted)(
  "a daemon by the minute serves three real minutes, each within seconds",
  {timeout: 300_000},
  async (context) => {
    const cwd = untouched(context);
    const config = join(cwd, "config.yaml");
    const mail = "mail: {from: a@shop.example, to: b@shop.example, smtp: {directory: mail}}\n";
    writeFileSync(config, `${readFileSync(config, "utf8")}schedule: {cron: "* * * * *"}\n${mail}`);
    const child = start(["daemon"], {cwd});
    const end = ended(child);
    await sleep(minutes * 60_000 + 15_000);
    child.kill("SIGTERM");
    expect(await end).toMatchObject({code: 0});

    const ledger = Ledger.open(join(cwd, "data", "daybook.sqlite"));
    const slots = ledger.rows<{slot: string; state: string; started_at: string}>(
      "select slots.slot, state, started_at from slots join runs using (run_id) order by slots.slot",
    );
    ledger.close();
    const lateness = slots.map(({slot, started_at}) => new Date(started_at).getTime() - new Date(slot).getTime());
    console.info(`begun so many milliseconds after the minute: ${lateness.join(", ")}`);
    expect(slots.length).toBeGreaterThanOrEqual(minutes);
    expect(new Set(slots.map(({state}) => state))).toEqual(new Set(["done"]));
    expect(Math.max(...lateness)).toBeLessThan(5000);
    expect(readdirSync(join(cwd, "mail"))).toHaveLength(1);
  },
);
