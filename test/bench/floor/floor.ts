// floor DATA OUT: the day's job by hand, as fast as it can be written: nothing is checked, nothing kept, nothing reported.
import {mkdirSync} from "node:fs";
import {Worker} from "node:worker_threads";
import type {Drawn} from "./drawings.ts";
import {openEngine} from "./engine.ts";
import {loadOrders} from "./loadOrders.ts";
import {drawnCampaigns, drawnDays, marts, tables, textSources, totals} from "./statements.ts";

interface Totals {
  readonly orders: number;
  readonly units: number;
  readonly revenue: number;
  readonly attributed: number;
  readonly by_campaign: number;
  readonly credits: number;
  readonly r: number | null;
  readonly n: number;
}

/** For each of the two processors of a small machine. The third picture takes as long as the other two. */
const pictures = [["traffic-vs-sales"], ["daily-sales", "top-campaigns"]];
const laps: Record<string, number> = {};
let lapFrom = 0;

function lap(name: string): void {
  const now = performance.now();
  laps[name] = Math.round(now - lapFrom);
  lapFrom = now;
}

function startPainter(folder: string, names: readonly string[]) {
  const worker = new Worker(new URL("./painter.js", import.meta.url), {workerData: {folder, names}});
  const done = new Promise<void>((resolve, reject) => {
    worker.on("error", reject).on("exit", () => resolve());
  });
  return {paint: (drawn: Drawn) => worker.postMessage(drawn), done};
}

const [data, out] = process.argv.slice(2) as [string, string];
lap("start");
mkdirSync(out, {recursive: true});
const painters = pictures.map((names) => startPainter(out, names));
const connect = await openEngine();
const [main, side] = [await connect(), await connect()];
await main.run("set preserve_insertion_order = false");
lap("engine");
const others = Promise.all(textSources(data).map((statement) => side.run(statement)));
const countries = await loadOrders(main, `${data}/smartretail.db`);
lap("orders");
await others;
lap("other sources");
await main.run(marts(countries));
const [sums] = await main.rows<Totals>(totals);
const drawn = {
  days: await main.rows<Drawn["days"][number]>(drawnDays),
  campaigns: await main.rows<Drawn["campaigns"][number]>(drawnCampaigns),
  r: sums!.r,
};
for (const {paint} of painters) paint(drawn);
lap("marts");
await main.run(tables(out));
lap("tables");
await Promise.all(painters.map(({done}) => done));
lap("figures");
process.stdout.write(`${JSON.stringify({...sums, laps})}\n`);
process.exit();
