import type {Section} from "../section.ts";
import {best, chances, leftOut, losses, withoutSale} from "./effect/findings.ts";
import type {All, Campaign, CampaignsAll, Flight, Losing} from "./effect/rows.ts";
import {campaignTable, flightTable} from "./effect/tables.ts";

/** How many lines the tables have. */
const places = 15;

export const effect: Section = {
  title: "Campaign effect",
  mart: "mart_campaign_effects",
  queries: {
    campaigns: `select campaign_name, flights, flights_estimated, spend, orders, attributed_revenue, cost_per_order,
        return_on_spend, lift, lift_low, lift_high, extra_revenue, extra_low, extra_high
      from mart_campaign_effects
      order by coalesce(extra_revenue, 0) desc, coalesce(spend, 0) desc, attributed_revenue desc, campaign_name limit ${places}`,
    campaigns_all: `select count(*) as campaigns,
        count(*) filter (where orders = 0 and spend > 0) as unsold,
        sum(case when orders = 0 and spend > 0 then spend end) as unsold_spend,
        count(*) filter (where flights_estimated = flights and extra_high < spend) as losing
      from mart_campaign_effects`,
    unsold: `select campaign_name from mart_campaign_effects where orders = 0 and spend > 0
      order by spend desc, campaign_name limit 3`,
    losing: `select campaign_name, spend, extra_high from mart_campaign_effects
      where flights_estimated = flights and extra_high < spend order by spend - extra_high desc, campaign_name limit 3`,
    flights: `select campaign_name, product_id, product_name, starts_on, ends_on, spend,
        lift, lift_low, lift_high, extra_revenue, extra_low, extra_high
      from mart_flight_effects where lift is not null
      order by extra_revenue desc, campaign_name, flight_id limit ${places}`,
    flights_all: `select count(*) as flights, count(lift) as estimated,
        count(*) filter (where reason = 'too few sales') as few_sales,
        count(*) filter (where reason = 'too few days without a flight') as few_days,
        count(*) filter (where reason = 'always beside another flight') as beside,
        count(*) filter (where lift_low > 0) as above, count(*) filter (where lift_high < 0) as below
      from mart_flight_effects`,
  },
  compose(facts, {formats}) {
    const campaigns = facts.campaigns as unknown as readonly Campaign[];
    if (campaigns.length === 0) return undefined;
    const flights = facts.flights as unknown as readonly Flight[];
    const all = facts.flights_all![0] as unknown as All;
    const allCampaigns = facts.campaigns_all![0] as unknown as CampaignsAll;
    const unsold = facts.unsold as unknown as readonly Pick<Campaign, "campaign_name">[];
    const losing = facts.losing as unknown as readonly Losing[];
    return {
      findings: [
        ...best(campaigns, formats),
        ...chances(all, formats),
        ...losses(losing, allCampaigns, formats),
        ...withoutSale(unsold, allCampaigns, formats),
        ...leftOut(all, formats),
      ],
      today: [],
      blocks: [...campaignTable(campaigns, allCampaigns, formats), ...flightTable(flights, all, formats)],
    };
  },
};
