import type {Formats} from "../../../lib/format.ts";
import type {TableBlock} from "../../block.ts";
import type {All, Campaign, CampaignsAll, Flight} from "./rows.ts";

const how =
  "Estimated: units of the products on the flight's days, against up to 60 days nearest to it without any flight on them, allowing for weekdays, a straight trend, other flights and what products without flights sold; holidays and closed days are left out. Extra: revenue beyond what would have been sold without it; from and to are a 95% interval.";

const returnNote = "Return: credited revenue for each unit of money spent.";

export function campaignTable(rows: readonly Campaign[], {campaigns}: CampaignsAll, formats: Formats): TableBlock[] {
  const isPaid = rows.some(({spend}) => spend !== null);
  const isEstimated = rows.some(({lift}) => lift !== null);
  if (!isPaid && !isEstimated) return [];
  const shown = rows.length < campaigns ? ` The first ${rows.length} of ${formats.number(campaigns)} campaigns.` : "";
  const bounds = `${how} Errors of a campaign's flights that begin in the same month are taken as correlated by a quarter, others as independent.`;
  const table: TableBlock = {
    kind: "table",
    key: "campaigns",
    title: "Campaigns",
    note: `Credited: by the attribution model. ${isEstimated ? bounds : ""}${shown}`,
    columns: [
      {key: "campaign_name", title: "Campaign", kind: "name"},
      ...(isPaid ? [{key: "spend", title: "Spend", kind: "about_money"} as const] : []),
      {key: "orders", title: "Orders", kind: "count", isMinor: true},
      {key: "attributed_revenue", title: "Credited", kind: "about_money"},
      ...(isPaid
        ? ([
            {key: "cost_per_order", title: "Cost per order", kind: "money", isMinor: true},
            {key: "return_on_spend", title: "Return", kind: "decimal", isMinor: true, about: returnNote},
          ] as const)
        : []),
      ...(isEstimated
        ? ([
            {key: "lift", title: "Lift", kind: "change", isMinor: true},
            {key: "extra_revenue", title: "Extra", kind: "about_money"},
            {key: "extra_low", title: "From", kind: "about_money"},
            {key: "extra_high", title: "To", kind: "about_money"},
          ] as const)
        : []),
    ],
    rows: rows.map(({cost_per_order, ...row}) => ({
      ...row,
      cost_per_order: cost_per_order && Number(cost_per_order).toFixed(2),
    })),
  };
  return [table];
}

export function flightTable(flights: readonly Flight[], {estimated}: All, formats: Formats): TableBlock[] {
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
