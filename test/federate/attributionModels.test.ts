import fc from "fast-check";
import {expect, test} from "vitest";
import {attributionModels} from "../../src/config/config.ts";
import {federate} from "../../src/federate/index.ts";
import {silentLog} from "../../src/lib/log.ts";
import {normalize} from "../../src/normalize/index.ts";
import {configFor, rawWarehouse} from "../normalize/fixture.ts";
import {runs} from "../support/runs.ts";
import {type Month, shop, sourcesOf} from "./months.ts";

/** Cents by campaign: of every model side by side, and of the campaigns themselves when that model is the report's. */
async function bothWays(months: readonly Month[]) {
  const sources = sourcesOf(months);
  const warehouse = await rawWarehouse(sources);
  const context = {
    warehouse,
    config: {...configFor(sources), sections: ["attribution" as const]},
    log: silentLog,
    today: "2024-06-15",
    folder: "/nowhere",
  };
  try {
    await normalize.run(context);
    const found = [];
    for (const attribution of attributionModels) {
      await federate.run({...context, config: {...context.config, attribution}});
      found.push({
        attribution,
        beside: await warehouse.rows("select * from mart_attribution_models order by campaign_name"),
        own: await warehouse.rows<{campaign_name: string; attributed_revenue: string; credits: number}>(
          "select campaign_name, attributed_revenue, credits from mart_campaign_sales order by campaign_name",
        ),
      });
    }
    return found;
  } finally {
    warehouse.close();
  }
}

test("each model beside the others gives what it gives as the model of the report, within a cent a credit", async () => {
  await fc.assert(
    fc.asyncProperty(shop(12), async (months) => {
      const runs = await bothWays(months);
      for (const {attribution, own} of runs)
        for (const {beside, attribution: chosen} of runs)
          own.forEach(({campaign_name, attributed_revenue, credits}, i) => {
            const shown = Number(beside[i]![attribution]);
            const isExact = attribution === chosen || /touch/.test(attribution);
            const tolerance = isExact ? 0 : 0.01 * credits;
            expect(beside[i]!.campaign_name).toBe(campaign_name);
            expect(Math.abs(shown - Number(attributed_revenue))).toBeLessThanOrEqual(tolerance + 1e-9);
          });
    }),
    {numRuns: runs(2)},
  );
});

test("a second run after a change is as one from the beginning", async () => {
  const months: Month[] = [
    {
      sales: [1, 5, 9, 20].map((day) => ({day, product: 1, cents: 1001})),
      flights: [
        {product: 1, starts: 1, ends: 6},
        {product: null, starts: 4, ends: 10},
      ],
    },
  ];
  const sources = sourcesOf(months);
  const warehouse = await rawWarehouse(sources);
  const config = {...configFor(sources), sections: ["attribution" as const]};
  const context = {warehouse, config, log: silentLog, today: "2024-06-15", folder: "/nowhere"};
  const marts = () => warehouse.rows("select * from mart_attribution_models order by campaign_name");
  try {
    await normalize.run(context);
    await federate.run(context);
    const before = await marts();
    await warehouse.run("create table changed as select * from clean_campaigns; drop view clean_campaigns");
    await warehouse.run("alter table changed rename to clean_campaigns");
    await warehouse.run("update clean_campaigns set starts_on = date '2022-01-01' where flight_id = 2");
    const {counts} = await federate.run(context);
    expect(counts.days_made).toMatchObject({orders: 0, attribution: 3});
    const again = await marts();
    expect(again).not.toEqual(before);
    await federate.run({...context, isFullRefresh: true});
    expect(await marts()).toEqual(again);
  } finally {
    warehouse.close();
  }
});
