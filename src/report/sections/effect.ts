import type {Formats} from "../../lib/format.ts";
import type {TableBlock} from "../block.ts";
import type {Section} from "../section.ts";

/** How many lines the tables have. */
const places = 15;

interface Effect {
  readonly lift: number | null;
  readonly lift_low: number | null;
  readonly lift_high: number | null;
  readonly extra_revenue: string | null;
  readonly extra_low: string | null;
  readonly extra_high: string | null;
}

interface Campaign extends Effect {
  readonly campaign_name: string;
  readonly flights: number;
  readonly flights_estimated: number;
  readonly spend: string | null;
  readonly orders: number;
  readonly attributed_revenue: string;
  readonly cost_per_order: string | null;
  readonly return_on_spend: number | null;
}

interface Flight extends Effect {
  readonly campaign_name: string;
  readonly product_id: string | null;
  readonly product_name: string | null;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly spend: string | null;
}

interface All {
  readonly flights: number;
  readonly estimated: number;
  readonly few_sales: number;
  readonly few_days: number;
  readonly beside: number;
  readonly above: number;
  readonly below: number;
}

interface CampaignsAll {
  readonly campaigns: number;
  /** Cost something and have no sale. */
  readonly unsold: number;
  readonly unsold_spend: string | null;
  /** Brought less than they cost even at the upper bound. */
  readonly losing: number;
}

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
    const losing = facts.losing as unknown as readonly Pick<Campaign, "campaign_name" | "spend" | "extra_high">[];
    return {
      findings: [
        ...best(campaigns, formats),
        ...chances(all, formats),
        ...losses(losing, allCampaigns, formats),
        ...withoutSale(unsold, allCampaigns, formats),
        ...leftOut(all, formats),
      ],
      today: [],
      blocks: [campaignTable(campaigns, allCampaigns, formats), ...flightTable(flights, all, formats)],
    };
  },
};

function money(value: string, formats: Formats): string {
  return formats.money(value, Math.abs(Number(value)) >= 100 ? "whole" : "cents");
}

function best(campaigns: readonly Campaign[], formats: Formats): string[] {
  const first = campaigns.find(({extra_low}) => extra_low !== null && Number(extra_low) > 0);
  if (!first) return campaigns.some(({lift}) => lift !== null) ? [noneClear] : [];
  const {campaign_name, extra_revenue, extra_low, extra_high} = first;
  return [
    `${campaign_name} is estimated to have brought the most that would not have been sold without it: ${money(extra_revenue!, formats)} (95% interval ${money(extra_low!, formats)} to ${money(extra_high!, formats)}). An estimate, not a proof: whatever else moved these products on these days counts in it.`,
  ];
}

const noneClear =
  "No campaign is estimated to have brought more than chance would explain, which is not to say that none did.";

function chances({estimated, above, below}: All, formats: Formats): string[] {
  if (estimated === 0) return [];
  const under = below > 0 ? `, of ${formats.number(below)} less` : "";
  return [
    `Of ${formats.number(estimated)} ${estimated === 1 ? "flight" : "flights"} that can be estimated, ${formats.number(above)} sold more than chance would explain${under}; about one interval in twenty is wrong.`,
  ];
}

function losses(
  losing: readonly Pick<Campaign, "campaign_name" | "spend" | "extra_high">[],
  all: CampaignsAll,
  formats: Formats,
): string[] {
  return all.losing === 0
    ? []
    : [
        losing
          .map(
            ({campaign_name, spend, extra_high}) =>
              `${campaign_name} cost ${money(spend!, formats)} and brought ${money(extra_high!, formats)} more at best`,
          )
          .join("; ")
          .concat(
            all.losing > losing.length
              ? `; and ${formats.number(all.losing - losing.length)} more cost more than they brought.`
              : ", by the upper bound of the estimate.",
          ),
      ];
}

function withoutSale(
  unsold: readonly Pick<Campaign, "campaign_name">[],
  all: CampaignsAll,
  formats: Formats,
): string[] {
  if (all.unsold === 0) return [];
  const names = unsold.map(({campaign_name}) => campaign_name);
  const more = all.unsold - names.length;
  const who = more > 0 ? `${names.join(", ")} and ${formats.number(more)} more` : names.join(", ");
  return [
    `${formats.number(all.unsold)} ${all.unsold === 1 ? "campaign" : "campaigns"} cost ${money(all.unsold_spend!, formats)} without a single sale: ${who}.`,
  ];
}

function leftOut({flights, estimated, few_sales, few_days, beside}: All, formats: Formats): string[] {
  if (estimated === flights) return [];
  const reasons = [
    {count: few_sales, phrase: "with too few sales"},
    {count: few_days, phrase: "with too few days without a flight to compare with"},
    {count: beside, phrase: "always beside another flight on the same products"},
  ].filter(({count}) => count > 0);
  const parts = reasons.map(({count, phrase}) => `${formats.number(count)} ${phrase}`).join(", ");
  const left = flights - estimated;
  return [`Of ${formats.number(left)} ${left === 1 ? "flight" : "flights"} nothing can be said: ${parts}.`];
}

const how =
  "Estimated: units of the products on the flight's days, against up to 60 days nearest to it without any flight on them, allowing for weekdays, a straight trend, other flights and what products without flights sold; holidays and closed days are left out. Extra: revenue beyond what would have been sold without it; from and to are a 95% interval.";

function campaignTable(rows: readonly Campaign[], {campaigns}: CampaignsAll, formats: Formats): TableBlock {
  const isPaid = rows.some(({spend}) => spend !== null);
  const shown = rows.length < campaigns ? ` The first ${rows.length} of ${formats.number(campaigns)} campaigns.` : "";
  return {
    kind: "table",
    key: "campaigns",
    title: "Campaigns",
    note: `Credited: by the attribution model.${isPaid ? " Return: credited revenue for each unit of money spent." : ""} ${how} Bounds of a campaign take its flights as independent.${shown}`,
    columns: [
      {key: "campaign_name", title: "Campaign", kind: "name"},
      ...(isPaid ? [{key: "spend", title: "Spend", kind: "about_money"} as const] : []),
      {key: "orders", title: "Orders", kind: "count", isMinor: true},
      {key: "attributed_revenue", title: "Credited", kind: "about_money"},
      ...(isPaid
        ? ([
            {key: "cost_per_order", title: "Cost per order", kind: "money", isMinor: true},
            {key: "return_on_spend", title: "Return", kind: "decimal", isMinor: true},
          ] as const)
        : []),
      {key: "lift", title: "Lift", kind: "change", isMinor: true},
      {key: "extra_revenue", title: "Extra", kind: "about_money"},
      {key: "extra_low", title: "From", kind: "about_money"},
      {key: "extra_high", title: "To", kind: "about_money"},
    ],
    rows: rows.map(({cost_per_order, ...row}) => ({
      ...row,
      cost_per_order: cost_per_order && Number(cost_per_order).toFixed(2),
    })),
  };
}

function flightTable(flights: readonly Flight[], {estimated}: All, formats: Formats): TableBlock[] {
  if (flights.length === 0) return [];
  const shown =
    flights.length < estimated
      ? `The ${flights.length} with the most extra revenue of ${formats.number(estimated)} that can be estimated.`
      : "";
  return [
    {
      kind: "table",
      key: "flights",
      title: "Flights",
      ...(shown && {note: shown}),
      columns: [
        {key: "name", title: "Flight", kind: "name"},
        {key: "starts_on", title: "First day", kind: "day", isMinor: true},
        {key: "extra_revenue", title: "Extra", kind: "about_money"},
        {key: "extra_low", title: "From", kind: "about_money"},
        {key: "extra_high", title: "To", kind: "about_money"},
        {key: "lift", title: "Lift", kind: "change", isMinor: true},
      ],
      rows: flights.map((row) => ({...row, name: nameOf(row)})),
    },
  ];
}

/** What it is for goes first: many flights share a campaign. */
function nameOf({
  campaign_name,
  product_id,
  product_name,
}: Pick<Flight, "campaign_name" | "product_id" | "product_name">): string {
  const product = product_name ?? product_id;
  return product === null ? campaign_name : `${product}: ${campaign_name}`;
}
