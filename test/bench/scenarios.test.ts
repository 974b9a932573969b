import {expect, test} from "vitest";
import type {Pair, Scenario} from "./results.ts";
import {measureShop} from "./scenarios.ts";

const run = {ms: 1, cpu_ms: 1, rss_mib: 1, heap_mib: 1, written_mib: 1, stages: {}};

/** What happened, in order, when `wanted` was measured in two pairs each. */
async function happened(...wanted: Scenario[]): Promise<string[]> {
  const events: string[] = [];
  const note = (event: string) => () => void events.push(event);
  const shop = {addDay: note("day"), addLateOrders: note("late"), editCampaign: note("edit"), orders: 5, records: 9};
  const contest = {
    forget: note("forget"),
    async pair(): Promise<Pair> {
      events.push("pair");
      return {daybook: run, floor: run};
    },
  };
  const measured = await measureShop(shop, contest, wanted, 2, (scenario) => events.push(`told ${scenario}`));
  expect(measured.map(({scenario, pairs}) => [scenario, pairs.length])).toEqual(wanted.map((name) => [name, 2]));
  return events;
}

test("each first load starts from nothing, and what follows goes on from the last", async () => {
  const first = ["forget", "pair", "told first"];
  const unchanged = ["pair", "told unchanged"];
  expect(await happened("first", "unchanged")).toEqual([...first, ...first, ...unchanged, ...unchanged]);
});

test.for([
  ["day", "day"],
  ["late", "late"],
  ["campaign", "edit"],
] as const)(
  "before each run of %s, the shop changes; a load before the first is not measured",
  async ([name, event]) => {
    expect(await happened(name)).toEqual(["pair", event, "pair", `told ${name}`, event, "pair", `told ${name}`]);
  },
);
