import type {Formats} from "../../../lib/format.ts";
import type {All, Campaign, CampaignsAll, Losing} from "./rows.ts";

function money(value: string, formats: Formats): string {
  return formats.money(value, Math.abs(Number(value)) >= 100 ? "whole" : "cents");
}

export function best(campaigns: readonly Campaign[], formats: Formats): string[] {
  const first = campaigns.find(({extra_low}) => extra_low !== null && Number(extra_low) > 0);
  if (!first) return campaigns.some(({lift}) => lift !== null) ? [noneClear] : [];
  const {campaign_name, extra_revenue, extra_low, extra_high} = first;
  return [
    `${campaign_name} is estimated to have brought the most that would not have been sold without it: ${money(extra_revenue!, formats)} (95% interval ${money(extra_low!, formats)} to ${money(extra_high!, formats)}). An estimate, not a proof: whatever else moved these products on these days counts in it.`,
  ];
}

const noneClear =
  "No campaign is estimated to have brought more than chance would explain, which is not to say that none did.";

export function chances({estimated, above, below}: All, formats: Formats): string[] {
  if (above === 0 && below === 0) return [];
  const under = below > 0 ? ` and ${formats.number(below)} less` : "";
  return [
    `Of ${formats.number(estimated)} ${estimated === 1 ? "flight" : "flights"} that can be estimated, ${formats.number(above)} sold more than chance would explain${under}; about one interval in twenty is wrong.`,
  ];
}

export function losses(losing: readonly Losing[], all: CampaignsAll, formats: Formats): string[] {
  if (losing.length === 0) return [];
  const named = losing.map(
    ({campaign_name, spend, extra_high}) =>
      `${campaign_name} cost ${money(spend!, formats)} and brought ${money(extra_high!, formats)} more at best`,
  );
  const left = all.losing - losing.length;
  const more = left > 0 ? `; and ${formats.number(left)} more cost more than they brought` : "";
  return [`${named.join("; ")}, by the upper bound of the estimate${more}.`];
}

export function withoutSale(
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

export function leftOut({flights, estimated, few_sales, few_days, beside}: All, formats: Formats): string[] {
  if (estimated === flights) return [];
  const reasons = [
    {count: few_sales, what: "too few sales"},
    {count: few_days, what: "too few days without a flight to compare with"},
    {count: beside, what: "another flight on the same products on every day"},
  ].filter(({count}) => count > 0);
  const left = flights - estimated;
  const all = left === 1 ? "it" : "they";
  const who = (count: number) => (reasons.length === 1 ? all : formats.number(count));
  const parts = reasons.map(({count, what}) => `${who(count)} ${count === 1 ? "has" : "have"} ${what}`);
  return [
    `No effect can be estimated for ${formats.number(left)} ${left === 1 ? "flight" : "flights"}: ${parts.join(", ")}.`,
  ];
}
