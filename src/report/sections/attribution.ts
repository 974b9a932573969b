import type {Formats} from "../../lib/format.ts";
import type {TableBlock} from "../block.ts";
import type {Section} from "../section.ts";

const models = [
  {key: "linear", title: "Linear", phrase: "linear"},
  {key: "first_touch", title: "First touch", phrase: "first touch"},
  {key: "last_touch", title: "Last touch", phrase: "last touch"},
  {key: "position_based", title: "Position based", phrase: "position based"},
  {key: "time_decay", title: "Time decay", phrase: "time decay"},
] as const;
type Model = (typeof models)[number]["key"];

/** How many lines the table has. */
const places = 15;

type Sums = Readonly<Record<Model, string>>;

interface Campaign extends Sums {
  readonly campaign_name: string;
  readonly model: Model | "any_touch";
  readonly any_touch: string;
  readonly least_revenue: string;
  readonly most_revenue: string;
}

interface First {
  readonly model: Model;
  readonly campaign_name: string;
}

/** Of all campaigns, not only of those shown. */
interface All {
  readonly campaigns: number;
  readonly shared: string | null;
  readonly disputed: number;
  /** By model: how much of the revenue it gives to other campaigns than linear does. */
  readonly first_moved: string | null;
  readonly last_moved: string | null;
  readonly position_moved: string | null;
  readonly decay_moved: string | null;
}

const moved = (model: Model) => `sum(abs(${model} - linear)) / 2`;

export const attribution: Section = {
  title: "Attribution models",
  mart: "mart_attribution_models",
  queries: {
    top: `select campaign_name, model, linear, first_touch, last_touch, position_based, time_decay, any_touch,
        least_revenue, most_revenue
      from mart_attribution_models where any_touch <> 0 or attributed_revenue <> 0
      order by attributed_revenue desc, any_touch desc, campaign_name limit ${places}`,
    all: `select count(*) as campaigns, sum(linear) as shared, count(*) filter (where least_revenue <> most_revenue) as disputed,
        ${moved("first_touch")} as first_moved, ${moved("last_touch")} as last_moved,
        ${moved("position_based")} as position_moved, ${moved("time_decay")} as decay_moved
      from mart_attribution_models where any_touch <> 0 or attributed_revenue <> 0`,
    first: models
      .map(
        ({key}) => `select '${key}' as model, campaign_name from (
          select campaign_name from mart_attribution_models order by ${key} desc, campaign_name limit 1) as ${key}_first`,
      )
      .join(" union all "),
  },
  compose({top, all, first}, {formats}) {
    const rows = top as unknown as readonly Campaign[];
    if (rows.length === 0) return undefined;
    const facts = all![0] as unknown as All;
    if (facts.disputed === 0) return agreed(rows);
    return {
      findings: [...leaders(first as unknown as readonly First[]), ...widest(rows, formats), ...shifts(facts, formats)],
      today: [],
      blocks: [tableOf(rows, facts, formats)],
    };
  },
};

function agreed(rows: readonly Campaign[]) {
  const sentence =
    "No sale had more than one campaign to share it, so every attribution model gives each campaign the same.";
  const table: TableBlock = {
    kind: "table",
    key: "models",
    title: "Revenue by campaign",
    columns: [
      {key: "campaign_name", title: "Campaign", kind: "name"},
      {key: "linear", title: "Every model", kind: "about_money"},
    ],
    rows: rows.map(({model: _, ...row}) => row),
  };
  return {findings: [sentence], today: [], blocks: [table]};
}

/** Whether the first place hangs on the model. */
function leaders(first: readonly First[]): string[] {
  const names = [...new Set(first.map(({campaign_name}) => campaign_name))];
  if (names.length === 1) return [`${names[0]} is first under every model.`];
  const phraseOf = (model: Model) => models.find(({key}) => key === model)!.phrase;
  const under = (name: string) =>
    listed(first.filter((one) => one.campaign_name === name).map(({model}) => phraseOf(model)));
  return [`Which campaign is first hangs on the model: ${names.map((name) => `${name} (${under(name)})`).join("; ")}.`];
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function widest(rows: readonly Campaign[], formats: Formats): string[] {
  const width = ({least_revenue, most_revenue}: Campaign) => Number(most_revenue) - Number(least_revenue);
  const widest = rows.reduce((a, b) => (width(b) > width(a) ? b : a));
  if (width(widest) === 0) return [];
  const at = (bound: string) => models.find(({key}) => Number(widest[key]) === Number(bound))!.phrase;
  const money = (value: string) => formats.money(value, Math.abs(Number(value)) >= 100 ? "whole" : "cents");
  const {campaign_name, least_revenue, most_revenue} = widest;
  return [
    `The choice matters most for ${campaign_name}: ${money(least_revenue)} under ${at(least_revenue)}, ${money(most_revenue)} under ${at(most_revenue)}.`,
  ];
}

function shifts(all: All, formats: Formats): string[] {
  const shared = Number(all.shared);
  if (!(shared > 0)) return [];
  const parts = [
    {phrase: "first touch", amount: Number(all.first_moved)},
    {phrase: "last touch", amount: Number(all.last_moved)},
    {phrase: "position based", amount: Number(all.position_moved)},
    {phrase: "time decay", amount: Number(all.decay_moved)},
  ].map(({phrase, amount}) => `${phrase} ${formats.percent(amount / shared)}`);
  return [`Against linear, this share of the revenue would go to other campaigns: ${listed(parts)}.`];
}

function tableOf(rows: readonly Campaign[], {campaigns}: All, formats: Formats): TableBlock {
  const model = rows[0]!.model;
  const chosen = models.find(({key}) => key === model);
  const others = models.filter(({key}) => key !== model);
  const columns = [...(chosen ? [chosen] : []), ...others];
  const used = chosen ? `The first column is the model of this report (${chosen.phrase}), to the cent. ` : "";
  const shown =
    rows.length < campaigns ? `The first ${rows.length} of ${formats.number(campaigns)} campaigns with a sale. ` : "";
  return {
    kind: "table",
    key: "models",
    title: "Revenue by campaign",
    note: `${shown}${used}The others share out the same revenue, split by day and product: within cents of what they would be if chosen. Any touch counts each sale whole for each of its campaigns, so it does not add up to revenue.`,
    columns: [
      {key: "campaign_name", title: "Campaign", kind: "name"},
      ...columns.map(({key, title}) => ({key, title, kind: "about_money"}) as const),
      {key: "any_touch", title: "Any touch", kind: "about_money", isMinor: true},
    ],
    rows: rows.map(({model: _, ...row}) => row),
  };
}
